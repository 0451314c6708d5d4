"""Making the company: simulated, rendered, written in one transaction, and read by the readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta
from itertools import count, islice

from django.db import connection, transaction

from groundswell.activity import readers
from groundswell.adoption import actions as counting
from groundswell.demo import (
    days,
    gathering,
    messages,
    occasions,
    scenes_file,
    simulation,
    wearing,
    world,
)
from groundswell.demo.days import Days
from groundswell.demo.messages import Chat
from groundswell.demo.occasions import Occasion
from groundswell.demo.simulation import Company
from groundswell.demo.writing import caring, desks, moderating, news, offices, people
from groundswell.demo.writing import occasions as writing_occasions
from groundswell.demo.writing.bulk import insert
from groundswell.demo.writing.messages import Messages
from groundswell.demo.writing.occasions import Occasions
from groundswell.demo.writing.people import Known
from groundswell.demo.writing.pictures import Pictures
from groundswell.demo.writing.places import Gathering, Places
from groundswell.demo.writing.posts import Posts
from groundswell.demo.writing.rendering import Rendering, nothing
from groundswell.foundation import clock
from groundswell.network.notifications import reading
from groundswell.people.persons.models import Presence

type Progress = Callable[[float, str], None]  # how much is done, 0 to 1, and what comes next

# Where the time goes, in shares: until the weeks have passed, the people and groups are written,
# the last texts are rendered, the posts are written, the log is written.
LIVED, WRITTEN, SAID, LOGGED, READ = 0.3, 0.35, 0.45, 0.5, 0.55

READS_FILES = "search"  # the reader that looks at what hangs on posts, the last of them
WAITING_WORKDAYS = 2  # of which the notices still wait for their people


def quiet(done: float, doing: str) -> None:
    """Tells nobody how far it is."""


def make(
    *,
    seed: int,
    ends_on: date,
    progress: Progress = quiet,
    at_start: Callable[[], None] = nothing,
) -> Company:
    """Make the company in an empty, migrated database.

    `at_start` is called first in the process beside this one that renders the texts.
    """
    progress(0.0, "people")
    company = simulation.found(seed=seed, ends_on=ends_on)
    with _in_haste(), ExitStack() as beside:
        with transaction.atomic():
            known = people.open_accounts(company.people)
            by_handle = people.by_handle(company.people, known)
            rendering = beside.enter_context(Rendering(by_handle, at_start))
            _live(company, rendering, progress)
            there = days.make(company)
            chats = messages.make(company, there)
            rendering.ask(line.source for chat in chats for line in chat.said)
            pictures = _write(company, known, rendering, progress, there=there, chats=chats)
        # The first page shows true figures, and finds what was said.
        progress(READ, "figures")
        counting.fill()
        for number, reader in enumerate(readers.registered()):
            progress(READ + (1 - READ) * number / len(readers.registered()), reader.name)
            if reader.name == READS_FILES:
                pictures.write()
            readers.catch_up(reader)
        reading.replay(clock.start_of(waiting_since(ends_on)))
    progress(1.0, "done")
    return company


def waiting_since(ends_on: date) -> date:
    """The first day of which notices still wait; a weekend alone would leave most with none."""
    days = (ends_on - timedelta(days=back) for back in count())
    workdays = (day for day in days if day.weekday() < 5)
    return next(islice(workdays, WAITING_WORKDAYS - 1, None))


def _live(company: Company, rendering: Rendering, progress: Progress) -> None:
    library = scenes_file.load()
    for week, said in enumerate(simulation.live(company, library)):
        rendering.ask(each.source for each in said)
        progress(LIVED * (week + 1) / world.WEEKS, f"week {week + 1} of {world.WEEKS}")
    rendering.ask(each.source_before for each in company.talk.order)


def _write(
    company: Company,
    known: Known,
    rendering: Rendering,
    progress: Progress,
    *,
    there: Days,
    chats: Sequence[Chat],
) -> Pictures:
    """Write everything; the pictures are drawn meanwhile, and written later."""
    progress(LIVED, "groups and their members")
    told = people.write(company, known, there)
    gathered = Gathering(gathering.groups(company, there), gathering.follows(company, there))
    everywhere = Places(company, known, there, gathered)
    everywhere.write()
    insert(
        Presence,
        ("person_id", "on", "has_read", "has_written"),
        (
            (known.accounts[number].pk, day, True, has_written)
            for (number, day), has_written in {**there.days, **messages.days(chats)}.items()
        ),
    )
    progress(WRITTEN, "texts")
    told_to_all = occasions.make(company, there)
    said = [*company.talk.everything(), *(each.said for each in told_to_all)]
    pictures = Pictures(said, wearing.faces(company, there), known, rendering)
    texts = {**rendering.texts(), **writing_occasions.texts(told_to_all)}
    posts = Posts(sorted(said, key=lambda each: each.at), known, everywhere.streams, texts)
    progress(SAID, "posts")
    posts.write()
    pictures.hang_on(posts.id_of)
    beside = Occasions(
        told_to_all,
        known,
        posts.id_of,
        ends_at=company.hours.weeks[-1].ends_at,
        dice=company.dice("ballots"),
    )
    beside.write()
    private = Messages(chats, known, rendering.texts())
    private.write()
    desks.write()
    offices.write(company.people, known)
    _leave_to_be_done(company, told_to_all, posts)
    progress(LOGGED, "the log")
    news.write([*told, *everywhere.news(), *posts.news(), *beside.news(), *private.news()])
    return pictures


def _leave_to_be_done(company: Company, told: Sequence[Occasion], posts: Posts) -> None:
    """What waits for moderators and owners on the evening of the last day."""
    keys = {each.asked["key"]: posts.id_of(each.said) for each in told if "key" in each.asked}
    ends_at = company.hours.weeks[-1].ends_at
    moderating.write(keys, ends_at=ends_at)
    caring.write(at=ends_at)


@contextmanager
def _in_haste() -> Iterator[None]:
    """Until the end nothing is waited for on the disk; at the end everything is on it."""
    is_postgresql = connection.vendor == "postgresql"
    if is_postgresql:
        # It waits for texts and pictures in the middle; a busy machine may take minutes for them.
        _execute("SET idle_in_transaction_session_timeout = 0")
    if connection.in_atomic_block:
        yield
        return
    if is_postgresql:
        yield
        # Without figures about the rows just written it plans as for empty tables.
        _execute("ANALYZE")
        return
    _execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        _execute("PRAGMA synchronous=FULL")
    _execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
