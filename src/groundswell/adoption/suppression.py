"""What is withheld so that nothing withheld can be worked out: complementary suppression.

Started from what each figure alone demands, cells are withheld beside until every withheld count
has been shown to be able to be another, and each "1–4" each of the four (see `worlds`).
"""

from __future__ import annotations

import functools
import hmac
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from groundswell.adoption.measures.measure import BREAKDOWNS, Alike, Count, shares_by
from groundswell.adoption.worlds import World, moves

FEW = 4  # people: from one to so many are not told apart
OUTSIDE = "outside Comms & Marketing"  # not a cell: a part that may be withheld like one

type Key = tuple[str, str]  # breakdown and cell


class Withheld(StrEnum):
    BASE = "base"
    SMALL = "small"
    SUBTRACTION = "subtraction"


def alone(numerator: int, denominator: int, threshold: int) -> Withheld | None:
    """Why a figure is withheld, whatever else is told."""
    if denominator < threshold:
        return Withheld.BASE
    return Withheld.SMALL if 1 <= numerator <= FEW else None


def bounds(count: Count, label: Withheld | None) -> tuple[int, int]:
    """Between which counts a cell may be moved so that its label stays as true as it was."""
    if label is None:
        return count.numerator, count.numerator
    if label is Withheld.SMALL:
        return 1, FEW
    if label is Withheld.BASE:
        return 0, count.denominator
    # Beside a "1–4", "subtraction" says that it is not 1 to 4.
    return (FEW + 1, count.denominator) if count.numerator else (0, 0)


class Suppression:
    """The breakdowns of one day, some of them dropped: of those no cell is told.

    `outside` is why the part outside Comms & Marketing is withheld, or None while it is told.
    """

    def __init__(
        self,
        people: Sequence[Alike],
        comms: Collection[str],
        threshold: int,
        *,
        dropped: Collection[str],
        outside: Withheld | None,
    ) -> None:
        self.cells = {
            by: {count.cell: count for count in shares_by(people, by)} for by in BREAKDOWNS
        }
        self.comms = comms
        self.dropped = dropped
        self.outside = outside
        told = [by for by in BREAKDOWNS if by not in dropped]
        self.worlds = {by: World(people, by, told) for by in BREAKDOWNS}
        self.withheld: dict[Key, Withheld] = {}
        for by, cells in self.cells.items():
            for cell, count in cells.items():
                label = alone(count.numerator, count.denominator, threshold)
                if by in dropped and len(cells) > 1:
                    label = Withheld.BASE if label is Withheld.BASE else Withheld.SUBTRACTION
                if label is not None:
                    self.withheld[by, cell] = label

        outside_cells = [
            count for cell, count in self.cells["function"].items() if cell not in comms
        ]
        self.outside_count = Count(
            "function",
            OUTSIDE,
            sum(count.numerator for count in outside_cells),
            sum(count.denominator for count in outside_cells),
        )

    def close(self, secret: str) -> bool:
        """Withhold more until nothing can be worked out; whether that was possible."""
        return all(self._close(by, secret) for by in BREAKDOWNS)

    def _close(self, by: str, secret: str) -> bool:
        drawn = sorted(self.cells[by], key=lambda cell: self._lot(by, cell, secret))
        while (unsafe := next(self._unsafe(by), None)) is not None:
            free = [cell for cell in drawn if self._may_join(by, cell)]
            if not free:
                return False
            enough = (cell for cell in free if self._is_enough(by, cell, unsafe))
            self.withheld[by, next(enough, free[0])] = Withheld.SUBTRACTION
        if by not in self.dropped:
            self._give_back(by, drawn)
        return True

    def _lot(self, by: str, cell: str, secret: str) -> int:
        drawn = hmac.digest(secret.encode(), f"{by}\0{cell}".encode(), "sha256")
        return int.from_bytes(drawn[:8]) * self.cells[by][cell].denominator

    def _may_join(self, by: str, cell: str) -> bool:
        # A zero has no room: beside a "1–4" it could become nothing else but five at once.
        return (by, cell) not in self.withheld and self.cells[by][cell].numerator > 0

    def _is_enough(self, by: str, cell: str, unsafe: str) -> bool:
        self.withheld[by, cell] = Withheld.SUBTRACTION
        is_safe = self._is_safe(by, unsafe)
        del self.withheld[by, cell]
        return is_safe

    def _give_back(self, by: str, drawn: Sequence[str]) -> None:
        for cell in drawn:
            if self.withheld.get((by, cell)) is Withheld.SUBTRACTION:
                del self.withheld[by, cell]
                if next(self._unsafe(by), None) is not None:
                    self.withheld[by, cell] = Withheld.SUBTRACTION

    def _unsafe(self, by: str) -> Iterator[str]:
        mine = [cell for cell in self.cells[by] if (by, cell) in self.withheld]
        if by == "function" and self.outside is not None and self._is_split():
            mine.append(OUTSIDE)
        return (cell for cell in mine if not self._is_safe(by, cell))

    def _is_split(self) -> bool:
        return len({cell in self.comms for cell in self.cells["function"]}) > 1

    def _is_safe(self, by: str, cell: str) -> bool:
        can = self._can_cross if cell == OUTSIDE else functools.partial(self._can, by, cell)
        count = self.outside_count if cell == OUTSIDE else self.cells[by][cell]
        if self._label(by, cell) is Withheld.SMALL:
            return can(FEW - count.numerator) and can(1 - count.numerator)
        return can(1) or can(-1)

    def _label(self, by: str, cell: str) -> Withheld | None:
        return self.outside if cell == OUTSIDE else self.withheld.get((by, cell))

    def _can(self, by: str, cell: str, change: int) -> bool:
        """Whether a world is found in which so many more, or less, of a cell took part."""
        others = [other for other in self.cells[by] if (by, other) in self.withheld]
        others = [other for other in others if other != cell]
        if by == "function" and not self._may_cross(cell, change):
            others = [other for other in others if (other in self.comms) == (cell in self.comms)]
        return self._moves(by, others, [cell], change)

    def _can_cross(self, change: int) -> bool:
        """The same of the part outside Comms & Marketing."""
        withheld = [cell for by, cell in self.withheld if by == "function"]
        inside = [cell for cell in withheld if cell in self.comms]
        outside = [cell for cell in withheld if cell not in self.comms]
        return self._has_room(self.outside_count, self.outside, change) and self._moves(
            "function", inside, outside, change
        )

    def _may_cross(self, cell: str, change: int) -> bool:
        up = -change if cell in self.comms else change
        return self._has_room(self.outside_count, self.outside, up)

    def _has_room(self, count: Count, label: Withheld | None, change: int) -> bool:
        low, high = bounds(count, label)
        return low <= count.numerator + change <= high

    def _moves(self, by: str, sources: Sequence[str], sinks: Sequence[str], change: int) -> bool:
        if change < 0:
            sources, sinks = sinks, sources
        may_lose = {cell: self._room(by, cell)[0] for cell in sources}
        may_win = {cell: self._room(by, cell)[1] for cell in sinks}
        return moves(self.worlds[by], may_lose, may_win, abs(change)) == abs(change)

    def _room(self, by: str, cell: str) -> tuple[int, int]:
        """How many a cell may lose, and how many win."""
        count = self.cells[by][cell]
        if by in self.dropped:
            return count.numerator, count.denominator - count.numerator
        low, high = bounds(count, self.withheld[by, cell])
        return count.numerator - low, high - count.numerator
