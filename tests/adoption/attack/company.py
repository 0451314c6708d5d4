"""A small company in which people join, move, leave, write, answer and remove what they wrote."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from groundswell.adoption.consents import actions as consents
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.interactions.models import Interaction
from groundswell.adoption.interactions.models import Kind as Sort
from groundswell.foundation import clock, ids
from groundswell.network.posts.models import Mention, Placement, Post
from groundswell.network.streams.models import Stream
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, Presence, State
from tests.adoption.attack.system import FOR_EVER, Kind, Span

FIRST = date(2026, 2, 2)  # the Monday with which a period begins, and week 0
WEEKS = range(-18, 12)  # from the beginning of a quarter
EARLIEST = -20  # before nobody did anything
COMMS = frozenset({"Comms & Marketing"})
FUNCTIONS = ("Comms & Marketing", "Service", "Legal", "Yard")
# Sites and levels that are one, or that cross.
PLACES = (("Halden", "Desk"), ("Busan", "Field"))
CROSSED = (*PLACES, ("Halden", "Field"), ("Oslo", "Desk"))
LONG_AGO = date(2020, 1, 1)
# Leaders show their figures for long, lately, for a while, or for a while and again.
SHOWING = (
    ((-30, FOR_EVER),), ((1, FOR_EVER),), ((6, FOR_EVER),), ((-6, 5),), ((-10, 2), (6, FOR_EVER)),
)  # fmt: skip
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
_numbers = count()


def monday(week: int) -> date:
    return FIRST + week * WEEK


def morning(week: int) -> datetime:
    """Of its Monday."""
    on = monday(week)
    return datetime(on.year, on.month, on.day, 9, tzinfo=UTC)


def week_of(day: date) -> int:
    return (day - FIRST).days // 7


@dataclass
class Somebody:
    """One person, as the company is made up."""

    stands: list[tuple[int, tuple[str, str, str]]]
    started: int
    first: int
    last: int
    zeal: float
    leads: bool = False
    showing: tuple[Span, ...] = ()  # the weeks in which they agreed to it and took it back
    person: Person | None = None
    weeks: list[int] = field(default_factory=list)

    @property
    def kind(self) -> Kind:
        came = self.first if self.first > EARLIEST else None
        name, where = self.person.name if self.showing else "", tuple(self.stands)
        times = self.first, self.last, self.leads, self.started, came
        return Kind(1, where, *times, name, self.showing)


def company(chance: Random, *, is_steady: bool = False) -> list[Kind]:
    """Writes one down; returns what the directory says of it. Is it steady, nearly the same people
    take part each time, and many come and go."""
    people = list(_same_people(chance) if is_steady else _everybody(chance))
    chief, *leading = chance.sample([one for one in people if one.last > WEEKS[-1]], 14)
    shown = chance.choice([0, 2, 4, 8])
    for number, one in enumerate((chief, *leading)):
        one.leads, one.showing = True, chance.choice(SHOWING) if number < shown else ()
    _employ(people)
    Assignment.objects.filter(person__in=[one.person for one in leading]).update(
        manager=chief.person
    )
    _agree([one for one in people if one.showing])
    _act(people, chance)
    found = Counter(one.kind for one in people)
    return [replace(kind, size=size) for kind, size in found.items()]


def _everybody(chance: Random):
    hired_in, turnover = chance.choice([(0, 1, 2), (4, 5, 6)]), chance.choice([0.1, 0.1, 0.4])
    zeals = [0, 0.02, 0.05, 0.2, 0.5, 0.9, 1]
    places = chance.choice([PLACES, CROSSED])
    for function in FUNCTIONS:
        for where in places:
            is_large = (function, where) == ("Service", PLACES[0])
            if where not in PLACES and chance.random() < 0.4:
                continue  # not at home there
            place, zeal = (function, *where), 0.6 if is_large else chance.choice(zeals)
            for _ in range(30 if is_large else chance.randrange(1, 16)):
                yield _somebody(place, zeal, hired_in, turnover, chance)


def _same_people(chance: Random):
    turnover = chance.choice([0.1, 0.4, 0.6])
    hired_in = chance.choice([(0, 1, 2), (4, 5, 6), (0, 4, 8)])
    for function in FUNCTIONS:
        for where in PLACES:
            is_large = (function, where) == ("Service", PLACES[0])
            zeal = 0.97 if is_large else chance.choice([0, 0.05, 0.9, 0.97, 1, 1])
            for _ in range(30 if is_large else chance.randrange(1, 16)):
                yield _somebody((function, *where), zeal, hired_in, turnover, chance)


def _somebody(
    place: tuple[str, str, str],
    zeal: float,
    hired_in: Sequence[int],
    turnover: float,
    chance: Random,
) -> Somebody:
    started = chance.choice([-700, -300, -60, -60, -35, -22, -12])
    if chance.random() < turnover:
        started = chance.choice(hired_in)
    is_leaving = chance.random() < turnover
    last = chance.randrange(max(started, 0) + 2, 12) if is_leaving else 10**4
    stands = [(-(10**4), place)]
    if chance.random() < 0.08 and started < 0:
        to = (chance.choice(FUNCTIONS), *chance.choice(PLACES))
        stands.append((chance.randrange(0, 10), to))
    return Somebody(stands, started, max(started, EARLIEST), last, zeal)


def _employ(people: Sequence[Somebody]) -> None:
    new = [persons.NewPerson(name="Somebody", state=State.ACTIVE) for _ in people]
    for one, person in zip(people, persons.add_many(new), strict=True):
        one.person = person
        starts, leaves = monday(one.started), monday(one.last + 1) if one.last < 100 else None
        made = max(starts, date(2024, 1, 1))
        person.started_on, person.left_on = starts, leaves
        person.created_at = datetime(made.year, made.month, made.day, 9, tzinfo=UTC)
        person.joined_at = person.created_at if one.zeal else None
    listed = [one.person for one in people]
    Person.objects.bulk_update(listed, ["started_on", "left_on", "created_at", "joined_at"])
    Assignment.objects.bulk_create(
        Assignment(
            person=one.person, function=place[0], site=place[1], level=place[2],
            from_on=LONG_AGO if number == 0 else monday(since),
            to_on=monday(one.stands[number + 1][0]) if number + 1 < len(one.stands) else None,
        )
        for one in people
        for number, (since, place) in enumerate(one.stands)
    )  # fmt: skip


def _agree(leaders: Sequence[Somebody]) -> None:
    for number, one in enumerate(leaders):
        RosterPlace.objects.create(leader=one.person, told_at=morning(one.showing[0][0]))
        for agreed, ended in one.showing:
            for week, agrees in ((agreed, True), (ended, False)):
                if week < FOR_EVER:
                    with clock.frozen(morning(week)):
                        consents.answer(leader=one.person, agrees=agrees)
        one.person.name = f"Leader {number}"
    Person.objects.bulk_update([one.person for one in leaders], ["name"])


def _act(people: Sequence[Somebody], chance: Random) -> None:
    """Each in some weeks: they post, reply, react and vote on some days of it, or read alone."""
    days: dict[tuple[int, date], Counter[str]] = defaultdict(Counter)
    spoken, here = [], set()
    for week in WEEKS:
        there = [one for one in people if one.first <= week <= one.last]
        for one in there:
            if chance.random() < 0.2:
                here.add((one.person.pk, monday(week) + chance.randrange(7) * DAY))
            if chance.random() >= one.zeal:
                continue
            one.weeks.append(week)
            for _ in range(chance.choice([1, 1, 2, 4])):
                on = monday(week) + chance.randrange(7) * DAY
                what = chance.choice(["posts", "replies", "reactions", "votes"])
                days[one.person.pk, on][what] += 1
                spoken.append((one, chance.choice(there), on, what))
    for one, on in _speak(spoken, chance):
        if one.showing:
            days[one.person.pk, on]["replies"] += 1
    ContributionDay.objects.bulk_create(
        ContributionDay(on=on, person_id=person, **counts) for (person, on), counts in days.items()
    )
    Presence.objects.bulk_create(
        Presence(person_id=person, on=on, has_read=True) for person, on in here
    )


def _speak(
    spoken: Sequence[tuple[Somebody, Somebody, date, str]], chance: Random
) -> list[tuple[Somebody, date]]:
    """Write it down; returns who answered and when."""
    stream = Stream.objects.get(kind="organisation")
    posts, talk, named, answers = [], [], [], []
    for one, other, on, what in spoken:
        at = datetime(on.year, on.month, on.day, 9 + chance.randrange(8), tzinfo=UTC)
        if what == "posts":
            kind = chance.choice(["post", "question"])
            made = _post(one, at, kind=kind)
            posts.append(made)
            if other.showing and kind == "question" and other is not one:
                named.append(Mention(account=other.person.account, post=made))
            if chance.random() < 0.6:
                later = at + chance.choice([1, 30, 200]) * timedelta(hours=1)
                posts.append(_post(other, later, made))
                answers.append((other, later.date()))
        elif what in {"replies", "reactions"} and other is not one:
            sort = Sort.REPLY if what == "replies" else Sort.REACTION
            talk.append(
                Interaction(
                    from_id=one.person.pk, to_id=other.person.pk, kind=sort, is_delegated=False,
                    stream_id=stream.pk, thread_id=1, post_id=1, on=on, at=at,
                )
            )  # fmt: skip
    Post.objects.bulk_create(one for one in posts if one.root_id is None)
    Post.objects.bulk_create(one for one in posts if one.root_id is not None)
    Placement.objects.bulk_create(
        Placement(stream=stream, post=one) for one in posts if one.root_id is None
    )
    Mention.objects.bulk_create(named)
    Interaction.objects.bulk_create(talk)
    return answers


def _post(one: Somebody, at: datetime, root: Post | None = None, *, kind: str = "post") -> Post:
    return Post(
        id=ids.imported(at, next(_numbers) % 4000), author=one.person, source="…", html="…",
        language="en", published_at=at, kind=kind if root is None else "reply", root=root,
    )  # fmt: skip
