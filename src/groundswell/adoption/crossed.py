"""Cells of two breakdowns: functions within sites, sites within levels, and so on.

Used by `suppression` and `within`, the gate.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from groundswell.adoption.measures.measure import BREAKDOWNS, Alike, Count
from groundswell.adoption.worlds import Key

PAIRS = tuple(combinations(BREAKDOWNS, 2))
BETWEEN = "\x1f"  # no name of a cell holds it


def pair_of(alike: Alike, pair: tuple[str, str]) -> Key:
    """The cell of a table of two breakdowns."""
    return BETWEEN.join(pair), BETWEEN.join(alike.cell(by) for by in pair)


def around(key: Key) -> tuple[Key, Key]:
    """The cells of the two breakdowns that a cell of both lies in."""
    one, two = zip(key[0].split(BETWEEN), key[1].split(BETWEEN), strict=True)
    return one, two


@dataclass(frozen=True, slots=True)
class Corner:
    """A cell of two breakdowns: how many took part, and where those who stand in it are listed.

    `are_alone`: nobody elsewhere who came on the same day as one of them can stand for them.
    """

    count: Count
    kinds: Sequence[int]
    are_alone: bool

    @property
    def is_even(self) -> bool:
        """Whether nobody or everybody of it took part."""
        return self.count.numerator in {0, self.count.denominator}


def corners_of(people: Sequence[Alike]) -> dict[Key, Corner]:
    """Who took part of those employed, for each two breakdowns and each two of their cells."""
    inside: dict[Key, list[int]] = defaultdict(list)
    for place, alike in enumerate(people):
        for pair in PAIRS:
            inside[pair_of(alike, pair)].append(place)
    everybody = _by_day(people)
    return {
        key: Corner(_count(key, there), places, _are_alone(there, everybody))
        for key, places in inside.items()
        for there in [[people[place] for place in places]]
    }


def _count(key: Key, people: Sequence[Alike]) -> Count:
    return Count(*key, sum(one.active for one in people), sum(one.employed for one in people))


def _by_day(people: Sequence[Alike]) -> tuple[Counter[str], Counter[str]]:
    """By the day on which they came: kinds of which somebody took part, and somebody did not."""
    return (
        Counter(one.came for one in people if one.active),
        Counter(one.came for one in people if one.active < one.employed),
    )


def _are_alone(people: Sequence[Alike], everybody: tuple[Counter[str], Counter[str]]) -> bool:
    mine = _by_day(people)
    return not any(
        all_of[came] > own[came]
        for here, own, all_of in zip(mine, mine[::-1], everybody[::-1], strict=True)
        for came in here
    )


def few_of(
    people: Sequence[Alike], is_few: Callable[[Count], bool], corners: Mapping[Key, Corner]
) -> dict[Key, Corner]:
    """Those withheld whatever else is told for which no four people could have changed places.

    Without those of whom nobody took part: where that follows it is told.
    """
    swaps = Swaps(people)
    return {
        key: corner
        for key, corner in corners.items()
        if corner.count.numerator and is_few(corner.count) and next(swaps.around(key), None) is None
    }


class Swaps:
    """Worlds in which four people changed: every breakdown stays, four cells of one table do not.

    Of one row somebody takes part no more in a column and somebody in another does; of another row
    it is the other way round. All of them stand in one cell of the third breakdown, so nothing else
    that is told of any two breakdowns changes.
    """

    def __init__(self, people: Sequence[Alike]) -> None:
        self.gives: dict[tuple[str, ...], set[tuple[object, ...]]] = defaultdict(set)
        self.takes: dict[tuple[str, ...], set[tuple[object, ...]]] = defaultdict(set)
        self.cells: dict[str, set[str]] = defaultdict(set)
        self._found: dict[tuple[tuple[str, str], str, tuple[str, str]], int] = {}
        for alike in people:
            place = tuple(alike.cell(by) for by in BREAKDOWNS)
            who = (alike.leads, alike.came)  # only who is alike in these stands for another
            for by, cell in zip(BREAKDOWNS, place, strict=True):
                self.cells[by].add(cell)
            if alike.active:
                self.gives[place].add(who)
            if alike.active < alike.employed:
                self.takes[place].add(who)

    def around(self, key: Key) -> Iterator[frozenset[Key]]:
        """The four cells that differ, of each world in which a cell does."""
        one, two = key[0].split(BETWEEN)
        row, column = key[1].split(BETWEEN)
        for other_row in sorted(self.cells[one] - {row}):
            for other_column in sorted(self.cells[two] - {column}):
                rows, columns = (row, other_row), (column, other_column)
                # Who gives and who takes are alike in each row or in each column.
                if self._can((one, two), rows, columns) or self._can((two, one), columns, rows):
                    cells = product(rows, columns)
                    yield frozenset((key[0], BETWEEN.join(cell)) for cell in cells)

    def _can(self, pair: tuple[str, str], rows: tuple[str, str], columns: tuple[str, str]) -> bool:
        there = self._moves(pair, rows[0], columns) & self._moves(pair, rows[1], columns[::-1])
        back = self._moves(pair, rows[0], columns[::-1]) & self._moves(pair, rows[1], columns)
        return bool(there | back)

    def _moves(self, pair: tuple[str, str], row: str, columns: tuple[str, str]) -> int:
        """In which cells of the third breakdown somebody of a row gives and somebody takes.

        Bit n stands for the n-th cell: with many rows and columns, each is asked for often.
        """
        key = pair, row, columns
        if key not in self._found:
            (third,) = {*BREAKDOWNS} - {*pair}
            found = 0
            for bit, at in enumerate(self.cells[third]):
                giver, taker = (
                    tuple({pair[0]: row, pair[1]: column, third: at}[by] for by in BREAKDOWNS)
                    for column in columns
                )
                if not self.gives[giver].isdisjoint(self.takes[taker]):
                    found |= 1 << bit
            self._found[key] = found
        return self._found[key]
