"""Which other companies would show the same figures: what the privacy gate asks of its tables.

A withheld count is safe when it could be another, for somebody who knows every figure that is told
and where everybody stands. So we look for other worlds. In each the same people work in the same
places, but a contribution that one gave was another's. In one step somebody of one kind takes part
no more and somebody of another kind does; the kinds stand in the same cells wherever the count is
told, and where it is withheld no more leave or enter a cell than what is said of it allows.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

type Key = tuple[str, str]  # a breakdown and one of its cells
type Told = tuple[str | None, ...]


@dataclass(slots=True)
class Kind:
    """People who stand alike: in which cell of each breakdown, and how many take part or not."""

    cells: Mapping[str, str]
    active: int
    idle: int


@dataclass(slots=True)
class Room:
    """How many of those who take part a cell may lose and how many it may win."""

    lose: int
    win: int


@dataclass(frozen=True, slots=True)
class Step:
    """One kind gives, another takes."""

    giver: Kind
    taker: Kind

    def across(self) -> Iterator[tuple[Key, Key]]:
        """The cells that lose one and win one: those in which the kinds differ."""
        for by, cell in self.giver.cells.items():
            if cell != self.taker.cells[by]:
                yield (by, cell), (by, self.taker.cells[by])


class World:
    """Kinds of people, and the room that each withheld cell has; a cell that is told has none.

    Of cells in `leaps` nobody takes part, and in another world nobody, or at least so many, do.
    """

    def __init__(
        self,
        kinds: Sequence[Kind],
        room: Mapping[Key, tuple[int, int]],
        leaps: Mapping[Key, int],
    ) -> None:
        self.kinds = kinds
        self.room = {key: Room(*free) for key, free in room.items()}
        self.leaps = leaps
        self.moved: set[Key] = set()  # the cells that the last answer differs in
        self._found: dict[str, Mapping[str, list[tuple[Kind, list[Kind]]]]] = {}
        self._told: list[Told] = []

    def can_move(
        self, by: str, sources: Collection[str], sinks: Collection[str], wanted: int
    ) -> bool:
        """Whether so many can be moved from the sources to the sinks of a breakdown.

        Afterwards everything stands as before.
        """
        taken: list[Step] = []
        moved = all(self._move(by, sources, sinks, taken) for _ in range(wanted))
        leapt = all(not 0 < self.room[key].lose < least for key, least in self.leaps.items())
        self.moved = {key for step in taken for keys in step.across() for key in keys}
        for step in reversed(taken):
            self._turn(step, -1)
        return moved and leapt

    def _move(
        self, by: str, sources: Collection[str], sinks: Collection[str], taken: list[Step]
    ) -> bool:
        givers = [cell for cell in sources if self.room[by, cell].lose > 0]
        takers = {cell for cell in sinks if self.room[by, cell].win > 0}
        path = self._path(by, givers, takers)
        for step in path:
            # Asked again: an earlier step of the path may have used the room up.
            if not (step.giver.active and step.taker.idle and self._fit(by, step)):
                return False
            self._turn(step, 1)
            taken.append(step)
        return bool(path)

    def _path(self, by: str, givers: Sequence[str], takers: Collection[str]) -> list[Step]:
        """Steps from a giver to a taker; cells between lose one and win one."""
        in_cell = self._index(by)
        came: dict[str, Step | None] = dict.fromkeys(givers)
        waiting = deque(givers)
        while waiting:
            for giver, told_alike in in_cell[waiting.popleft()]:
                for taker in told_alike if giver.active else ():
                    cell = taker.cells[by]
                    if cell in came or not taker.idle:
                        continue
                    step = Step(giver, taker)
                    if self._fit(by, step):
                        came[cell] = step
                        if cell in takers:
                            return list(_back(by, came, cell))[::-1]
                        waiting.append(cell)
        return []

    def _index(self, by: str) -> Mapping[str, list[tuple[Kind, list[Kind]]]]:
        """For each cell the kinds in it, each with those who stand as it does where it is told."""
        if by not in self._found:
            in_cell: dict[str, list[tuple[Kind, list[Kind]]]] = defaultdict(list)
            told_alike: dict[Told, list[Kind]] = defaultdict(list)
            for kind, told in zip(self.kinds, self._where_told(), strict=True):
                own = list(kind.cells).index(by)
                alike = told_alike[told[:own] + told[own + 1 :]]
                alike.append(kind)
                in_cell[kind.cells[by]].append((kind, alike))
            self._found[by] = in_cell
        return self._found[by]

    def _where_told(self) -> list[Told]:
        """Where each kind stands as far as the counts of those cells are told."""
        if not self._told:
            self._told = [
                tuple(None if key in self.room else key[1] for key in kind.cells.items())
                for kind in self.kinds
            ]
        return self._told

    def _fit(self, by: str, step: Step) -> bool:
        return all(
            self.room[giving].lose > 0 and self.room[taking].win > 0
            for giving, taking in step.across()
            if giving[0] != by
        )

    def _turn(self, step: Step, way: int) -> None:
        """Take a step, or take it back."""
        step.giver.active -= way
        step.giver.idle += way
        step.taker.active += way
        step.taker.idle -= way
        for giving, taking in step.across():
            # Cells between need no room: what they win in one step they lose in the next.
            for key, by_how_many in ((giving, -way), (taking, way)):
                if key in self.room:
                    self.room[key].lose += by_how_many
                    self.room[key].win -= by_how_many


def _back(by: str, came: Mapping[str, Step | None], cell: str) -> Iterator[Step]:
    while step := came[cell]:
        yield step
        cell = step.giver.cells[by]
