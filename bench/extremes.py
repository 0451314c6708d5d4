"""What no company has every day, each beside its ordinary page: they may take twice as long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from django.db.models import Max

from bench import bulk
from bench.company import Company, sign_in
from bench.pages import Browser
from bench.timing import Work
from groundswell.foundation import ids
from groundswell.network.groups.models import Group
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions.models import Reaction
from groundswell.network.reactions.names import OWN
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import Membership, Stream, Subscription
from groundswell.people.persons.models import Account, Person

CROWD, ORDINARY_CROWD = 50_000, 50  # members
REPLIES, ORDINARY_REPLIES = 5_000, 20
REACTIONS, ORDINARY_REACTIONS = 2_000, 3
GROUPS, THREADS_OF_ONE = 300, 5
NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class _Made:
    """Addresses of the extremes and of what is ordinary."""

    crowd: int
    group: int
    long: int
    short: int
    liked: int
    known: int
    joiner: str


def works(company: Company) -> dict[str, Work]:
    """Make what is extreme, and give its pages by name, each after its ordinary one."""
    made = _make(company)
    bulk.analyze()
    browser, joiner = Browser(company.token), Browser(made.joiner)
    return {
        "a usual thread": lambda: browser.get(f"/posts/{made.short}/"),
        "5,000 replies": lambda: browser.get(f"/posts/{made.long}/"),
        "5,000 replies, the last": lambda: browser.get(f"/posts/{made.long}/?order=newest"),
        "a usual post": lambda: browser.get(f"/posts/{made.known}/"),
        "2,000 reactions": lambda: browser.get(f"/posts/{made.liked}/"),
        "react": lambda: _react(browser, made.known),
        "react, 2,000 did": lambda: _react(browser, made.liked),
        "a usual home page": lambda: browser.get("/"),
        "home page, 300 groups": lambda: joiner.get("/"),
        "a usual group": lambda: browser.get(f"/groups/{made.group}/"),
        "50,000 members": lambda: browser.get(f"/groups/{made.crowd}/"),
        "usual members": lambda: browser.get(f"/groups/{made.group}/members/"),
        "list of 50,000 members": lambda: browser.get(f"/groups/{made.crowd}/members/"),
    }


def _react(browser: Browser, post_id: int) -> bytes:
    return browser.post(f"/posts/{post_id}/reactions/{next(iter(OWN))}/", {})


def _make(company: Company) -> _Made:
    people = _people(CROWD)
    joiner = people.start
    crowd, group = _groups(company, [people, people[:ORDINARY_CROWD]])
    organisation = streams.organisation().pk
    dice = Random(2)  # noqa: S311 - the same each time
    _join_many(joiner, organisation)
    return _Made(
        crowd=crowd,
        group=group,
        long=_thread(dice, people, organisation, REPLIES),
        short=_thread(dice, people, organisation, ORDINARY_REPLIES),
        liked=_liked(people, organisation, REACTIONS),
        known=_liked(people, organisation, ORDINARY_REACTIONS),
        joiner=sign_in(joiner),
    )


def _people(count: int) -> range:
    first = _next(Account)
    numbers = range(first, first + count)
    bulk.write(Account, ["id", "handle"], ((n, f"crowd_{n}") for n in numbers))
    # Digits from behind, so that their names stand among those of all others.
    names = ((n, f"{n}"[::-1]) for n in numbers)
    bulk.write(
        Person,
        ["id", "name", "name_folded", "title", "state", "created_at"],
        ((n, f"Person {by}", f"person {by}", "Welder", "active", NOW) for n, by in names),
    )
    return numbers


def _groups(company: Company, members: list[range]) -> list[int]:
    """Groups of the reader and so many others each; their ids."""
    found = [_found(f"Crowd {len(of_one)}", count=len(of_one)) for of_one in members]
    joined = [
        (person, stream_id)
        for (_, stream_id), of_one in zip(found, members, strict=True)
        for person in (company.reader_id, *of_one)
    ]
    for model in (Membership, Subscription):
        columns = ["person_id", "stream_id", "since_at"]
        bulk.write(model, columns, ((*pair, NOW) for pair in joined))
    for _, stream_id in found:
        _place(stream_id, 40)
    return [pk for pk, _ in found]


def _found(name: str, *, count: int) -> tuple[int, int]:
    pk, stream_id = _next(Account), _next(Stream)
    bulk.write(Account, ["id", "handle"], [(pk, f"group_{pk}")])
    bulk.write(Stream, ["id", "kind", "is_open", "created_at"], [(stream_id, "group", True, NOW)])
    columns = ["id", "stream_id", "name", "name_folded", "visibility", "created_at", "member_count"]
    bulk.write(Group, columns, [(pk, stream_id, name, name.lower(), "open", NOW, count)])
    return pk, stream_id


def _place(stream_id: int, count: int) -> None:
    """Let old threads, which no other page shows, stand in a stream as well."""
    older = Post.objects.threads().exclude(placements__stream=stream_id).order_by("pk")
    lines = older.values_list("pk", flat=True)[:count]
    bulk.write(Placement, ["stream_id", "post_id"], [(stream_id, pk) for pk in lines])


def _join_many(person: int, organisation: int) -> None:
    first_group, first_stream = _next(Account), _next(Stream)
    groups = range(first_group, first_group + GROUPS)
    streams_of = range(first_stream, first_stream + GROUPS)
    bulk.write(Account, ["id", "handle"], ((pk, f"group_{pk}") for pk in groups))
    bulk.write(
        Stream,
        ["id", "kind", "is_open", "created_at"],
        ((pk, "group", True, NOW) for pk in streams_of),
    )
    bulk.write(
        Group,
        ["id", "stream_id", "name", "name_folded", "visibility", "created_at"],
        (
            (pk, stream, f"One of many {pk}", f"one of many {pk}", "open", NOW)
            for pk, stream in zip(groups, streams_of, strict=True)
        ),
    )
    joined = [(person, stream, NOW) for stream in streams_of]
    bulk.write(Membership, ["person_id", "stream_id", "since_at"], joined)
    everywhere = [*joined, (person, organisation, NOW)]
    bulk.write(Subscription, ["person_id", "stream_id", "since_at"], everywhere)
    older = Post.objects.threads().order_by("-pk").values_list("pk", flat=True)
    newest = list(older[: GROUPS * THREADS_OF_ONE])
    bulk.write(
        Placement,
        ["stream_id", "post_id"],
        [(streams_of[n % GROUPS], pk) for n, pk in enumerate(newest)],
    )


POST = ["id", "root_id", "parent_id", "author_id", "source", "html", "published_at", "reply_count"]


def _thread(dice: Random, people: range, organisation: int, replies: int) -> int:
    """A thread of so many replies, each fourth an answer to one before; its id."""

    def rows() -> Iterator[tuple[object, ...]]:
        outer: list[int] = []
        for number in range(replies + 1):
            at = NOW - timedelta(hours=20) + timedelta(seconds=10 * number)
            pk = ids.imported(at, replies % 4096)
            parent = dice.choice(outer) if number % 4 == 3 else None
            yield (
                *(pk, root if number else None, parent, people[number % 500 + 1]),
                *(f"Number {number}", f"<p>Number {number}</p>", at),
                0 if number else replies,
            )
            if number and parent is None:
                outer = [*outer[-20:], pk]

    root = ids.imported(NOW - timedelta(hours=20), replies % 4096)
    bulk.write(Post, POST, rows())
    bulk.write(Placement, ["stream_id", "post_id"], [(organisation, root)])
    return root


def _liked(people: range, organisation: int, reactions: int) -> int:
    """A post with so many reactions; its id."""
    at = NOW - timedelta(hours=2)
    pk = ids.imported(at, reactions)
    columns = ["id", "author_id", "source", "html", "published_at", "reaction_counts"]
    names = list(OWN)
    counts = {name: len(range(index, reactions, len(names))) for index, name in enumerate(names)}
    row = (pk, people[1], "Hear", "<p>Hear</p>", at, {k: v for k, v in counts.items() if v})
    bulk.write(Post, columns, [row])
    bulk.write(Placement, ["stream_id", "post_id"], [(organisation, pk)])
    bulk.write(
        Reaction,
        ["post_id", "person_id", "name", "reacted_at"],
        ((pk, people[n + 1], names[n % len(names)], NOW) for n in range(reactions)),
    )
    return pk


def _next(model: type[Account | Stream]) -> int:
    return int(model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
