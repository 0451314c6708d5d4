"""Who reports to whom: the line of managers, from the chief down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from random import Random

from groundswell.demo import world
from groundswell.demo.member import Member

RANKS = list(world.LEVELS)
# Functions whose head sits in another function: who answers for them.
HEADS_ELSEWHERE = {world.COMMS: "Oskar Bjørnstad", "IT": "Sverre Lund"}
HEADS_WITHIN = {"IT": "Renske de Vries"}


def managers(people: Sequence[Member], dice: Random) -> dict[int, int | None]:
    """The number of everybody's manager; the chief has none."""
    by_name = {member.name: member for member in people if member.named}
    chief = by_name["Astrid Halvorsen"]
    seats: dict[tuple[str, str], list[Member]] = defaultdict(list)
    for member in people:
        if member.left_on is None:
            seats[member.place.function, member.place.level].append(member)
    found: dict[int, int | None] = {}
    for member in people:
        above = _above(member, seats, by_name, dice)
        found[member.number] = (above or chief).number if member is not chief else None
    return found


def _above(
    member: Member,
    seats: dict[tuple[str, str], list[Member]],
    by_name: dict[str, Member],
    dice: Random,
) -> Member | None:
    if member.place.level == "board":
        return None
    head = HEADS_WITHIN.get(member.place.function)
    if member.place.level == "director":
        elsewhere = HEADS_ELSEWHERE.get(member.place.function)
        return (
            by_name[head if head and head != member.name else elsewhere]
            if elsewhere
            else (_nearest(member, seats[member.place.function, "board"], dice))
        )
    for rank in reversed(RANKS[: min(RANKS.index(member.place.level), RANKS.index("desk"))]):
        boss = _nearest(member, seats[member.place.function, rank], dice)
        if boss is not None:
            return boss
    return None


def _nearest(member: Member, seats: Sequence[Member], dice: Random) -> Member | None:
    """One of the same site if there is one, else any: a lead in Busan may report to Halden."""
    here = [boss for boss in seats if boss.place.site == member.place.site]
    far_enough_up = member.place.level not in {"desk", "floor"}
    return dice.choice(here or (seats if far_enough_up or seats else [None]) or [None])
