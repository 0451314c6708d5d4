"""The tables of a period that hang together, and where people stand in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from groundswell.adoption.measures.measure import BREAKDOWNS, CAME, LEADERS, Alike, Count, shares_by
from groundswell.adoption.worlds import Key, Kind

# All tables of a day in which the same people are counted.
GATED = (*BREAKDOWNS, LEADERS)
# The part outside Comms & Marketing is told like a cell of a breakdown of its own.
SIDE, OUTSIDE, INSIDE = "side", "outside", "inside"


def others(people: Sequence[Alike]) -> list[Alike]:
    """All but those who show what they did."""
    return [alike for alike in people if not alike.shows]


def counts_of(people: Sequence[Alike]) -> dict[Key, Count]:
    """How many of how many took part, in each cell of each of the tables."""
    return {(by, count.cell): count for by in GATED for count in shares_by(people, by)}


def kind_of(alike: Alike, comms: Collection[str]) -> Kind:
    """In which cells people who stand alike are counted."""
    cells = {by: alike.cell(by) for by in GATED}
    cells[SIDE] = side_of(alike, comms)
    # Nothing is told by it, and everything hangs on it: nobody did anything before they came.
    cells[CAME] = alike.came
    return Kind(cells, alike.active, alike.employed - alike.active)


def side_of(alike: Alike, comms: Collection[str]) -> str:
    """Whether they are of Comms & Marketing."""
    return INSIDE if alike.function in comms else OUTSIDE


def side_count(people: Sequence[Alike], side: str) -> Count:
    """How many of a side, and how many of it took part."""
    return Count(SIDE, side, sum(a.active for a in people), sum(a.employed for a in people))
