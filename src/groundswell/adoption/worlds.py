"""Which other companies would show the same figures: what the privacy gate asks of its tables.

A withheld count is safe when it could be another, for somebody who knows every figure that is told
and where everybody stands. So we look for other worlds. In each the same people work in the same
places, but a contribution that one gave was another's. In one step somebody of one kind takes part
no more and somebody of another kind does; the kinds stand in the same cells wherever the count is
told, and where it is withheld no more leave or enter a cell than what is said of it allows.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from groundswell.adoption.measures.measure import BREAKDOWNS, CAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Numbers = NDArray[np.int64]

type Key = tuple[str, str]  # a breakdown and one of its cells
MOST = 1 << 62  # so many numbers an integer of NumPy tells apart


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
            if cell != self.taker.cells[by] and by != CAME:
                yield (by, cell), (by, self.taker.cells[by])


class Standing:
    """Where kinds stand, as numbers: the same in all worlds, so it is looked up once."""

    def __init__(self, kinds: Sequence[Kind]) -> None:
        import numpy as np  # noqa: PLC0415 - the pages do without

        self.kinds = kinds
        self.inside: dict[str, Mapping[str, list[int]]] = {}
        self.places: dict[str, Numbers] = {}
        self.numbers: dict[str, dict[str, int]] = {}
        for by in kinds[0].cells if kinds else ():
            inside: dict[str, list[int]] = defaultdict(list)
            for place, kind in enumerate(kinds):
                inside[kind.cells[by]].append(place)
            self.inside[by] = inside
            # 0 is left for the cells that are withheld: they are not told apart.
            numbers = self.numbers[by] = {cell: at for at, cell in enumerate(inside, start=1)}
            self.places[by] = np.array([numbers[kind.cells[by]] for kind in kinds])

    def told(self, withheld: Collection[Key]) -> dict[str, Numbers]:
        """For each breakdown the cell that each kind is told to stand in."""
        import numpy as np  # noqa: PLC0415

        shown = {by: np.arange(len(numbers) + 1) for by, numbers in self.numbers.items()}
        for by, cell in withheld:
            if cell in self.numbers[by]:
                shown[by][self.numbers[by][cell]] = 0
        return {by: shown[by][places] for by, places in self.places.items()}


class Crowds:
    """Kinds that stand alike in all breakdowns but one, as far as their cells are told."""

    def __init__(self, standing: Standing, told: Mapping[str, Numbers], apart: str) -> None:
        import numpy as np  # noqa: PLC0415

        key, most = np.zeros(len(standing.kinds), dtype=np.int64), 1
        for by in told.keys() - {apart}:
            each = len(standing.numbers[by]) + 1
            if most * each > MOST:
                _, key = np.unique(key, return_inverse=True)
                most = len(key)
            key, most = key * each + told[by], most * each
        _, crowd, sizes = np.unique(key, return_inverse=True, return_counts=True)
        self.of: list[int] = crowd.tolist()
        self._kinds, self._order = standing.kinds, np.argsort(crowd, kind="stable")
        self._ends = np.cumsum(sizes)
        self._begins = self._ends - sizes

    def all_of(self, crowd: int) -> list[Kind]:
        """The kinds of one crowd, in their order."""
        places = self._order[self._begins[crowd] : self._ends[crowd]].tolist()
        return [self._kinds[place] for place in places]

    def idle(self, crowd: int) -> list[Kind]:
        """Of one crowd those kinds of which somebody does not take part, in their order."""
        return [kind for kind in self.all_of(crowd) if kind.idle]


class World:
    """Kinds of people, and the room that each withheld cell has; a cell that is told has none.

    Of cells in `leaps` nobody takes part, and in another world nobody, or at least so many, do.
    Where it is not `by_day`, people who came on different days may stand for one another as well.
    """

    def __init__(
        self,
        standing: Standing,
        room: Mapping[Key, Room],
        leaps: Mapping[Key, int],
        *,
        by_day: bool = True,
    ) -> None:
        self.standing, self.room, self.leaps, self.by_day = standing, room, leaps, by_day
        self.moved: set[Key] = set()  # the cells that the last answer differs in
        self.touched: set[Key] = set()  # and those that were changed and changed back
        self._found: dict[str, Crowds] = {}
        self._vain: set[tuple[Key, Key]] = set()

    @cached_property
    def _told(self) -> dict[str, Numbers]:
        told = self.standing.told(self.room)
        return {by: where for by, where in told.items() if self.by_day or by != CAME}

    def can_move(
        self, by: str, sources: Collection[str], sinks: Collection[str], wanted: int
    ) -> bool:
        """Whether so many can be moved from the sources to the sinks of a breakdown.

        Afterwards everything stands as before.
        """
        taken: list[Step] = []
        moved = all(self._move(by, sources, sinks, taken) for _ in range(wanted))
        return self._undo(taken) and moved

    def can_change(self, corner: Collection[int]) -> bool:
        """Whether more, or fewer, of those who stand in a cell of two breakdowns can have taken
        part: somebody of it takes part for somebody else, and what that changes is made good.

        They are given by their places. Afterwards everything stands as before.
        """
        without = {id(self.standing.kinds[place]) for place in corner}
        self._vain = set()
        for by in BREAKDOWNS:
            crowds = self._crowds(by)
            for place in corner:
                kind = self.standing.kinds[place]
                for other in crowds.all_of(crowds.of[place]):
                    if id(other) not in without and (
                        self._can_take(by, Step(kind, other), without)
                        or self._can_take(by, Step(other, kind), without)
                    ):
                        return True
        return False

    def _can_take(self, by: str, step: Step, without: Collection[int]) -> bool:
        """Whether a step can be taken; what could not be made good once is not tried again."""
        ends = (by, step.giver.cells[by]), (by, step.taker.cells[by])
        is_free = step.giver.active and step.taker.idle and ends not in self._vain
        if not (is_free and self._fit(by, step)):
            return False
        taken = [step]
        self._turn(step, 1)
        is_good = self._make_good(by, step, taken, without)
        if not is_good:
            self._vain.add(ends)
        return self._undo(taken) and is_good

    def _make_good(self, by: str, step: Step, taken: list[Step], without: Collection[int]) -> bool:
        """Bring the cells of one breakdown back to what is told of them, by others' doing."""
        lost, won = step.giver.cells[by], step.taker.cells[by]
        if lost == won:
            return True
        may_lose, may_win = self._has_room((by, lost)), self._has_room((by, won))
        if may_lose and may_win:
            return True
        if self._take(by, [won], {lost}, taken, without):
            return True
        rooms = {key[1]: room for key, room in self.room.items() if key[0] == by}
        givers = [cell for cell, room in rooms.items() if room.lose > 0 and cell != won]
        takers = {cell for cell, room in rooms.items() if room.win > 0 and cell != lost}
        return (may_win or self._take(by, [won], takers, taken, without)) and (
            may_lose or self._take(by, givers, {lost}, taken, without)
        )

    def _undo(self, taken: Sequence[Step]) -> bool:
        """Let everything stand as before; whether all that is told held, and cells leapt that must.

        `moved` are the cells that differed, `touched` also those that changed and changed back.
        """
        differs = Counter[Key]()
        for step in taken:
            for giving, taking in step.across():
                differs[giving] -= 1
                differs[taking] += 1
        self.moved, self.touched = {key for key, often in differs.items() if often}, {*differs}
        holds = all(self._has_room(key) for key in self.moved)
        leapt = all(not 0 < self.room[key].lose < least for key, least in self.leaps.items())
        for step in reversed(taken):
            self._turn(step, -1)
        return holds and leapt

    def _has_room(self, key: Key) -> bool:
        room = self.room.get(key)
        return room is not None and room.lose >= 0 and room.win >= 0

    def _move(
        self, by: str, sources: Collection[str], sinks: Collection[str], taken: list[Step]
    ) -> bool:
        givers = [cell for cell in sources if self.room[by, cell].lose > 0]
        takers = {cell for cell in sinks if self.room[by, cell].win > 0}
        return self._take(by, givers, takers, taken, ())

    def _take(
        self,
        by: str,
        givers: Sequence[str],
        takers: Collection[str],
        taken: list[Step],
        without: Collection[int],
    ) -> bool:
        path, before = self._path(by, givers, takers, without), len(taken)
        for step in path:
            # Asked again: an earlier step of the path may have used the room up.
            if not (step.giver.active and step.taker.idle and self._fit(by, step)):
                while len(taken) > before:
                    self._turn(taken.pop(), -1)
                return False
            self._turn(step, 1)
            taken.append(step)
        return bool(path)

    def _path(
        self, by: str, givers: Sequence[str], takers: Collection[str], without: Collection[int]
    ) -> list[Step]:
        """Steps from a giver to a taker; cells between lose one and win one."""
        inside = self.standing.inside[by]
        came: dict[str, Step | None] = dict.fromkeys(givers)
        left: dict[int, list[Kind]] = {}
        waiting = deque(givers)
        while waiting:
            for place in inside.get(waiting.popleft(), ()):
                for step in self._onward(by, place, came, left):
                    if without and not {id(step.giver), id(step.taker)}.isdisjoint(without):
                        continue
                    cell = step.taker.cells[by]
                    came[cell] = step
                    if cell in takers:
                        return list(_back(by, came, cell))[::-1]
                    waiting.append(cell)
        return []

    def _onward(
        self, by: str, place: int, came: Collection[str], left: dict[int, list[Kind]]
    ) -> Iterator[Step]:
        """Steps from a kind to where none came yet; `left` are those to look at of each crowd."""
        giver, crowds = self.standing.kinds[place], self._crowds(by)
        if not giver.active:
            return
        crowd = crowds.of[place]
        takers = left[crowd] if crowd in left else crowds.idle(crowd)
        left[crowd] = [taker for taker in takers if taker.cells[by] not in came]
        for taker in left[crowd]:
            step = Step(giver, taker)
            if taker.cells[by] not in came and self._fit(by, step):
                yield step

    def _crowds(self, by: str) -> Crowds:
        if by not in self._found:
            self._found[by] = Crowds(self.standing, self._told, by)
        return self._found[by]

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
