"""Who knows whom: ties within teams, sites and functions, thin where a silo is planted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from random import Random

from groundswell.demo import world
from groundswell.demo.member import Member

type Ties = list[dict[int, float]]

TEAM, NEAR, FAR = 3.0, 1.5, 1.0  # strength of a tie in a team, at a site, elsewhere
TEAM_SHARE = 0.55  # of the pairs of one team know each other well


def make(people: Sequence[Member], dice: Random) -> Ties:
    """For each person the others they know, with the strength of the tie (the same both ways)."""
    ties: Ties = [{} for _ in people]
    for team in _by(people, lambda member: member.manager).values():
        for one, other in combinations(team, 2):
            if dice.random() < TEAM_SHARE:
                _tie(ties, one, other, TEAM)
    for member in people:
        if member.manager is not None:
            _tie(ties, member, people[member.manager], TEAM)
    _scatter(
        people, ties, dice, room=lambda m: (m.place.function, m.place.site), count=4, strength=NEAR
    )
    _scatter(people, ties, dice, room=lambda m: m.place.function, count=2, strength=FAR)
    _scatter(people, ties, dice, room=lambda m: m.place.site, count=2, strength=FAR)
    _scatter(people, ties, dice, room=lambda m: None, count=1, strength=FAR)
    return ties


def is_silo(one: str, other: str) -> bool:
    """Whether two functions are planted to talk far less than chance."""
    return (one, other) in world.SILOS or (other, one) in world.SILOS


def _scatter(
    people: Sequence[Member],
    ties: Ties,
    dice: Random,
    *,
    room: Callable[[Member], Hashable],
    count: int,
    strength: float,
) -> None:
    rooms = _by(people, room)
    for member in people:
        for other in dice.choices(rooms[room(member)], k=count):
            silent = is_silo(member.place.function, other.place.function)
            if not silent or dice.random() < world.SILO:
                _tie(ties, member, other, strength)


def _by(
    people: Sequence[Member], room: Callable[[Member], Hashable]
) -> dict[Hashable, list[Member]]:
    rooms: dict[Hashable, list[Member]] = defaultdict(list)
    for member in people:
        rooms[room(member)].append(member)
    return rooms


def _tie(ties: Ties, one: Member, other: Member, strength: float) -> None:
    if one.number != other.number:
        strongest = max(strength, ties[one.number].get(other.number, 0.0))
        ties[one.number][other.number] = ties[other.number][one.number] = strongest
