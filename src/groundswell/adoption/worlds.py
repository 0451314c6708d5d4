"""Which other companies would show the same figures: what the privacy gate asks of each table.

A withheld count is safe when it could be another, for somebody who knows every figure that is told
and where everybody stands. So we look for other worlds. In each the same people work in the same
places, but a contribution that one gave was another's: in one step a cell of a breakdown has one
more who took part and another cell one less, and within every combination of the other breakdowns
nothing changes, so that all other figures of the day stay as they are.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence

from groundswell.adoption.measures.measure import BREAKDOWNS, Alike

type Group = tuple[str, ...]
type Counts = defaultdict[str, dict[Group, int]]


class World:
    """Who takes part, by cell of one breakdown and by all else that is told of the same people."""

    def __init__(self, people: Sequence[Alike], by: str, told: Collection[str]) -> None:
        others = [other for other in BREAKDOWNS if other != by and other in told]
        self.active: Counts = defaultdict(dict)
        self.idle: Counts = defaultdict(dict)
        for alike in people:
            cell, group = alike.cell(by), tuple(alike.cell(other) for other in others)
            _add(self.active[cell], group, alike.active)
            _add(self.idle[cell], group, alike.employed - alike.active)

    def copy(self) -> World:
        """Another world that is the same as yet."""
        other = World((), "", ())
        for mine, theirs in ((self.active, other.active), (self.idle, other.idle)):
            theirs.update({cell: dict(groups) for cell, groups in mine.items()})
        return other

    def move(self, sources: Collection[str], sinks: Collection[str]) -> tuple[str, str] | None:
        """Take one who took part from a source and give it to a sink; from where to where.

        Cells between may pass it on: they lose one in one group and win one in another. None when
        no world is that way.
        """
        came: dict[str, tuple[str, Group] | None] = dict.fromkeys(sorted(sources))
        waiting = deque(came)
        while waiting:
            cell = waiting.popleft()
            for group, taker in self._takers(cell):
                if taker in came:
                    continue
                came[taker] = (cell, group)
                if taker in sinks:
                    return self._pass_on(came, taker), taker
                waiting.append(taker)
        return None

    def _takers(self, cell: str) -> Iterator[tuple[Group, str]]:
        for group, active in self.active[cell].items():
            if active:
                for taker in self.idle:
                    if self.idle[taker].get(group):
                        yield group, taker

    def _pass_on(self, came: Mapping[str, tuple[str, Group] | None], taker: str) -> str:
        while step := came[taker]:
            giver, group = step
            for cell, by in ((giver, -1), (taker, 1)):
                _add(self.active[cell], group, by)
                _add(self.idle[cell], group, -by)
            taker = giver
        return taker


def _add(groups: dict[Group, int], group: Group, by: int) -> None:
    groups[group] = groups.get(group, 0) + by


def moves(world: World, sources: Mapping[str, int], sinks: Mapping[str, int], wanted: int) -> int:
    """How many can be moved from the sources to the sinks, one after another, at most `wanted`.

    The numbers say how many each source may lose and each sink may win.
    """
    world = world.copy()
    giving, taking = dict(sources), dict(sinks)
    for done in range(wanted):
        givers = {cell for cell, left in giving.items() if left > 0}
        takers = {cell for cell, left in taking.items() if left > 0}
        moved = world.move(givers, takers)
        if moved is None:
            return done
        giving[moved[0]] -= 1
        taking[moved[1]] -= 1
    return wanted
