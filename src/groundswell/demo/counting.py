"""What was really made, counted from the talk: who took part, who spoke to whom, who waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from statistics import median

from groundswell.demo import world
from groundswell.demo.cast import Member
from groundswell.demo.rooms import Room, Window
from groundswell.demo.simulation import Company


def participants(company: Company, week: int) -> dict[str, int]:
    """How many employed people of each function took part in the 28 days that end with a week."""
    day = company.hours.weeks[week].first
    spoke: set[int] = set()
    for number in range(max(0, week - world.WINDOW + 1), week + 1):
        spoke |= company.talk.by_person[number].keys()
    counts = Counter(
        company.people[number].place.function
        for number in spoke
        if company.people[number].works_on(day)
    )
    return {function: counts[function] for function in world.FUNCTIONS}


def acts(company: Company) -> Iterator[tuple[Member, Member]]:
    """Who replied or reacted to whom, each time."""
    for said in company.talk.everything():
        if said.thread is not None:
            yield said.author, (said.parent or said.thread).author
        for reacted in said.reactions.values():
            yield reacted.by, said.author


def across(company: Company, one: str, other: str) -> tuple[int, float]:
    """Acts between two functions, both ways, and how many chance would give.

    Chance: each function's acts and the acts towards it, mixed without regard to one another.
    """
    pairs = Counter(
        (actor.place.function, towards.place.function)
        for actor, towards in acts(company)
        if actor is not towards
    )
    total = pairs.total()
    by, to = Counter[str](), Counter[str]()
    for (actor, towards), count in pairs.items():
        by[actor] += count
        to[towards] += count
    observed = pairs[one, other] + pairs[other, one]
    return observed, (by[one] * to[other] + by[other] * to[one]) / total


def presence(company: Company, room: Room, window: Window) -> tuple[float, float]:
    """Contributions to a room for each thousand whom it concerns and who take part, with and
    without the leader."""
    inside, outside = [0, 0.0], [0, 0.0]
    for week in range(room.founded, world.WEEKS):
        concerned = sum(
            room.concerns(company.people[number]) for number in company.spread.active[week]
        )
        side = inside if window.holds(week) else outside
        side[0] += company.talk.by_place[room.name, week]
        side[1] += concerned
    return tuple(1000 * count / max(each, 1e-9) for count, each in (inside, outside))  # type: ignore[return-value]


def first_waits(company: Company) -> dict[str, tuple[int, int, float]]:
    """By site: first threads of people, those answered by another, and the median wait in hours.

    Notes in passing count too: a first word is a first word.
    """
    first: dict[int, tuple[str, float | None]] = {}
    for thread in sorted(company.talk.threads, key=lambda thread: thread.at):
        if thread.author.number not in first:
            answers = [said.at for said in thread.replies if said.author is not thread.author]
            wait = (min(answers) - thread.at).total_seconds() / 3600 if answers else None
            first[thread.author.number] = thread.author.place.site, wait
    found = {}
    for site in world.SITES:
        waits = [wait for where, wait in first.values() if where == site]
        answered = [wait for wait in waits if wait is not None]
        found[site] = len(waits), len(answered), median(answered) if answered else 0.0
    return found
