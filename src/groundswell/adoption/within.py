"""One breakdown within a cell of another: what of it can be told beside all that is told anyway.

Functions within a site, sites within a level, and so on: all such tables of a period are judged at
once, together with the breakdowns as they were told, so that no choice of filters gives anything
away: every withheld count, here and there, can be another, and each "1–4" each of the four. What
must be withheld beside is drawn by the secret, and given back where there is still another world.

A world that shows so need not be sought anew while nothing that it changes is told: for each
withheld count the cells are noted that its world differs in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, islice, product

from groundswell.adoption.measures.measure import BREAKDOWNS, Alike, Count
from groundswell.adoption.suppression import FEW, GATED, Suppression, Withheld, alone
from groundswell.adoption.worlds import Key

PAIRS = tuple(combinations(BREAKDOWNS, 2))
TRIED = 40  # worlds, of which the one is taken that fewest cells are withheld for
BETWEEN = "\x1f"  # no name of a cell holds it


def pair_of(alike: Alike, pair: tuple[str, str]) -> Key:
    """The cell of a table of two breakdowns."""
    return BETWEEN.join(pair), BETWEEN.join(alike.cell(by) for by in pair)


def counts_of(people: Sequence[Alike]) -> dict[Key, Count]:
    """Who took part of those employed, for each two breakdowns and each two of their cells."""
    sums: dict[Key, list[int]] = defaultdict(lambda: [0, 0])
    for alike in people:
        for pair in PAIRS:
            one = sums[pair_of(alike, pair)]
            one[0] += alike.active
            one[1] += alike.employed
    return {key: Count(*key, *of) for key, of in sums.items()}


def seen_from(by: str, cell: str, key: Key) -> Key | None:
    """Which cell of which other breakdown a cell of two is, seen from the one; None: not in it."""
    places = dict(zip(key[0].split(BETWEEN), key[1].split(BETWEEN), strict=True))
    if places.pop(by, None) != cell:
        return None
    ((other, there),) = places.items()
    return other, there


class Within:
    """The cells of two breakdowns of one period, of which as many are told as can be."""

    def __init__(
        self,
        people: Sequence[Alike],
        comms: Collection[str],
        threshold: int,
        labels: Mapping[Key, Withheld],
        outside: Withheld | None,
    ) -> None:
        self.counts = counts_of(people)
        self.threshold = threshold
        self.gate = Suppression(people, comms, threshold, masked=(), outside=outside)
        whole = dict(self.gate.counts)
        sides = {key: why for key, why in self.gate.labels.items() if key[0] not in GATED}
        # One that is the whole of a cell is told or withheld as that is.
        self.implied = self._implied(whole, labels)
        self.hidden = {key for key in self.counts if self.implied.get(key, True)}
        self.gate.counts |= self.counts
        self.gate.labels = {**sides, **labels, **dict.fromkeys(self.hidden, Withheld.SUBTRACTION)}
        self.gate.masked = {*_masked(whole, labels), *(BETWEEN.join(pair) for pair in PAIRS)}
        for kind, alike in zip(self.gate.kinds, people, strict=True):
            kind.cells = {**kind.cells, **dict(pair_of(alike, pair) for pair in PAIRS)}
        self.swaps = Swaps(people)
        # For each withheld count, which cells of two breakdowns the world found for it differs in.
        self.moved: dict[Key, AbstractSet[Key]] = {}

    def labels(self, secret: str) -> dict[Key, Withheld | None]:
        """Why each cell is withheld, or None where it is told."""
        beside = {key: self.gate.is_safe(key) and self.gate.moved for key in self._others()}
        if not all(moved is not False for moved in beside.values()):
            return {key: self._why(key) for key in self.counts}
        drawn = sorted(self.counts, key=lambda key: self.gate.lot(key, secret))
        self.hidden = {key for key in self.counts if not self._is_tellable(key)}
        self.hidden -= {key for key, why in self.implied.items() if why is None}
        self._look_anew()
        for key, moved in beside.items():
            if moved and not self.gate.is_safe(key):
                self.hidden |= moved & self.counts.keys()
                self._look_anew()
        self._close(drawn)
        self._look_anew()
        for key in list(self.gate.labels):
            self._find(key)
        for key in drawn[::-1]:
            if key in self.hidden and self._may_be_told(key):
                self._tell(key)
        return {key: self._why(key) for key in self.counts}

    def _others(self) -> list[Key]:
        """What is withheld of the breakdowns themselves."""
        return [key for key in self.gate.labels if key not in self.counts]

    def _look_anew(self) -> None:
        others = {key: self.gate.labels[key] for key in self._others()}
        parts = {key: self.implied.get(key) or Withheld.SUBTRACTION for key in self.hidden}
        self.gate.labels, self.gate.world = {**others, **parts}, None

    def _close(self, drawn: Sequence[Key]) -> None:
        """Withhold more until each that is withheld has another world, if there is one at all."""
        place = {key: number for number, key in enumerate(drawn)}
        waiting = sorted(self.hidden - self.implied.keys(), key=place.__getitem__)
        while waiting:
            key = waiting.pop()
            if any(four <= self.hidden for four in self.swaps.around(key)):
                continue
            fit = (four for four in self.swaps.around(key) if not self._are_told(four))
            found = islice(fit, TRIED)
            more = min(
                (four - self.hidden for four in found),
                key=lambda keys: (len(keys), sorted(place[key] for key in keys)),
                default=frozenset(self._beside(key)) - self.hidden - self.implied.keys(),
            )
            self.hidden |= more
            waiting += sorted(more, key=place.__getitem__)

    def _are_told(self, keys: Collection[Key]) -> bool:
        return any(self.implied.get(key, Withheld.BASE) is None for key in keys)

    def _find(self, key: Key) -> bool:
        """Whether there is another world for a withheld count; it is noted."""
        if key in self.counts and key not in self.implied:
            fours = self.swaps.around(key)
            moved: AbstractSet[Key] | None = next((f for f in fours if f <= self.hidden), None)
        else:
            moved = self.gate.moved if self.gate.is_safe(key) else None
        if moved is None:
            return False
        self.moved[key] = moved
        return True

    def _tell(self, key: Key) -> None:
        """Tell a cell, unless a withheld count has no other world then."""
        why, kept = self.gate.labels.pop(key), dict(self.moved)
        self.hidden.discard(key)
        self.moved.pop(key, None)
        self.gate.world = None
        if not all(self._find(other) for other, moved in kept.items() if key in moved - {other}):
            self.gate.labels[key], self.gate.world, self.moved = why, None, kept
            self.hidden.add(key)

    def _is_tellable(self, key: Key) -> bool:
        count = self.counts[key]
        is_alone = alone(count.numerator, count.denominator, self.threshold)
        return key not in self.implied and is_alone is None

    def _may_be_told(self, key: Key) -> bool:
        # Beside a cell for which no other world was found nothing is told: it might give it away.
        return self._is_tellable(key) and all(
            other in self.moved for other in self._beside(key) if other in self.hidden
        )

    def _beside(self, key: Key) -> list[Key]:
        one, two = key[1].split(BETWEEN)
        return [
            other
            for other in self.counts
            if other[0] == key[0]
            for places in [other[1].split(BETWEEN)]
            if places[0] == one or places[1] == two
        ]

    def _implied(
        self, whole: Mapping[Key, Count], labels: Mapping[Key, Withheld]
    ) -> dict[Key, Withheld | None]:
        found: dict[Key, Withheld | None] = {}
        for key, count in self.counts.items():
            for by, cell in zip(key[0].split(BETWEEN), key[1].split(BETWEEN), strict=True):
                around, why = whole[by, cell], labels.get((by, cell))
                is_all = around.denominator == count.denominator
                says_all = why is None and around.numerator in {0, around.denominator}
                if is_all or says_all:
                    found[key] = why
        return found

    def _why(self, key: Key) -> Withheld | None:
        if key in self.implied:
            return self.implied[key]
        if key not in self.hidden:
            return None
        is_small = self.counts[key].denominator < self.threshold
        return Withheld.BASE if is_small else Withheld.SUBTRACTION


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
                if self._can((one, two), rows, columns):
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


def _masked(whole: Mapping[Key, Count], labels: Mapping[Key, Withheld]) -> set[str]:
    """The breakdowns in which "subtraction" may stand for 1 to 4."""
    return {
        key[0]
        for key, why in labels.items()
        if why is Withheld.SUBTRACTION and 1 <= whole[key].numerator <= FEW
    }
