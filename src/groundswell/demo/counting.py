"""What was really made, counted from the talk: who took part, who spoke to whom, who waited."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from groundswell.demo import demand, world
from groundswell.demo.member import Member
from groundswell.demo.rooms import Room, Window
from groundswell.demo.simulation import Company


def participants(company: Company, week: int) -> dict[str, int]:
    """How many of each function, employed now, took part in the 28 days that end with a week.

    What an office posted for somebody is nobody's contribution.
    """
    last = company.hours.weeks[week]
    day = company.ends_on if week == world.WEEKS - 1 else last.first
    spoke: set[int] = set()
    for number in range(max(0, week - world.WINDOW + 1), week + 1):
        spoke |= {who for who, count in company.talk.by_person[number].items() if count}
    counts = Counter(
        company.people[number].place.function
        for number in spoke
        if company.people[number].works_on(day)
    )
    return {function: counts[function] for function in world.FUNCTIONS}


def acts(company: Company) -> Iterator[tuple[Member, Member]]:
    """Who replied or reacted to whom, each time; what one says to oneself is left out."""
    for said in company.talk.order:
        if said.thread is not None:
            answered = (said.parent or said.thread).author
            if said.author is not answered:
                yield said.author, answered
        for reacted in said.reactions.values():
            yield reacted.by, said.author


def across(company: Company, one: str, other: str) -> tuple[int, float]:
    """Acts between two functions, both ways, and how many chance would give.

    Chance: each function's acts, and the acts towards it, mixed without regard to one another.
    """
    pairs = Counter(
        (actor.place.function, towards.place.function) for actor, towards in acts(company)
    )
    by, to = Counter[str](), Counter[str]()
    for (actor, towards), count in pairs.items():
        by[actor] += count
        to[towards] += count
    expected = (by[one] * to[other] + by[other] * to[one]) / pairs.total()
    return pairs[one, other] + pairs[other, one], expected


@dataclass(frozen=True, slots=True)
class Side:
    """The weeks of a room with its leader, or those without: what was contributed, by whom."""

    weeks: int
    contributions: int
    concerned: float  # person-weeks of those who take part and whom the room concerns
    wanted: float  # contributions that the room asked for

    @property
    def each(self) -> float:
        """Contributions a week of somebody whom the room concerns wholly."""
        return self.contributions / self.concerned if self.concerned else 0.0


def sides(company: Company, room: Room, window: Window) -> tuple[Side, Side]:
    """A room with its leader and without, from a month after it was founded."""
    concern = demand.concern(company.people)
    wanted = demand.make(concern, company.spread)[room.name]
    inside: list[tuple[int, float, float]] = []
    outside: list[tuple[int, float, float]] = []
    for week in range(room.founded + world.WINDOW, world.WEEKS):
        concerned = sum(concern[room.name][number] for number in company.spread.active[week])
        counted = company.talk.by_place[room.name, week], concerned, wanted[week]
        (inside if window.holds(week) else outside).append(counted)
    return _side(inside), _side(outside)


def _side(weeks: list[tuple[int, float, float]]) -> Side:
    return Side(
        weeks=len(weeks),
        contributions=sum(count for count, _, _ in weeks),
        concerned=sum(concerned for _, concerned, _ in weeks),
        wanted=sum(wanted for _, _, wanted in weeks),
    )


@dataclass(frozen=True, slots=True)
class FirstWaits:
    """First threads of a site's people: how many, how many answered, the median wait of those."""

    threads: int
    answered: int
    median_hours: float


def first_waits(company: Company) -> dict[str, FirstWaits]:
    """By site: how long the first threads of its people waited for somebody else."""
    waits: dict[str, list[float | None]] = {site: [] for site in world.SITES}
    for thread in company.talk.threads:
        if thread.is_first:
            answers = [said.at for said in thread.replies if said.author is not thread.author]
            wait = (min(answers) - thread.at).total_seconds() / 3600 if answers else None
            waits[thread.author.place.site].append(wait)
    found = {}
    for site, all_waits in waits.items():
        answered = [wait for wait in all_waits if wait is not None]
        hours = median(answered) if answered else 0.0
        found[site] = FirstWaits(len(all_waits), len(answered), hours)
    return found


def fingerprint(company: Company) -> str:
    """A hash of all that was said, by whom and when: the same for the same seed and day."""
    told = hashlib.sha256()
    for said in company.talk.everything():
        told.update(f"{said.author.key} {said.at.isoformat()} {said.source}\n".encode())
    return told.hexdigest()
