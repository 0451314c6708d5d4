"""What is withheld so that nothing withheld can be worked out: complementary suppression.

Started from what each figure alone demands, cells are withheld beside until every withheld count
has been shown to be able to be another, and each "1–4" each of the four (see `worlds`).
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum

from groundswell.adoption.crossed import BETWEEN, Corner, around
from groundswell.adoption.gated import (
    GATED,
    INSIDE,
    OUTSIDE,
    SIDE,
    counts_of,
    kind_of,
    others,
    side_count,
    side_of,
)
from groundswell.adoption.measures.measure import BREAKDOWNS, Alike, Count
from groundswell.adoption.ranking import ranked
from groundswell.adoption.worlds import Key, Kind, Room, Standing, World

MOST_TRIED = 1_000  # ways to withhold more, some tenths of a millisecond each
FEW = 4  # people: from one to so many are not told apart


class Withheld(StrEnum):
    BASE = "base"
    SMALL = "small"
    SUBTRACTION = "subtraction"
    OFF = "off"  # its measure is switched off


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
    # Beside a "1–4", "subtraction" says that it is not 1 to 4: from nobody it has to leap.
    return (FEW + 1, count.denominator) if count.numerator else (0, count.denominator)


class Suppression:
    """The breakdowns of one period. A masked one says "subtraction" of 1 to 4 as well.

    `outside` is why the part outside Comms & Marketing is withheld, or None while it is told.
    `corners` are cells of two breakdowns that filters withhold: they must not follow either.

    Leaders who show what they did are known, so what is told of everybody is told of all others:
    these are judged. Where such leaders stand nothing reads "1–4", and "subtraction" says nothing.
    """

    def __init__(
        self,
        people: Sequence[Alike],
        comms: Collection[str],
        threshold: int,
        *,
        masked: Collection[str],
        outside: Withheld | None,
        corners: Mapping[Key, Corner] | None = None,
    ) -> None:
        self.threshold = threshold
        self.whole_counts = counts_of(people)
        self.mixed = {(by, one.cell(by)) for one in people if one.shows for by in GATED}
        people = others(people)
        self.kinds = [kind_of(alike, comms) for alike in people]
        self.counts = counts_of(people)
        self.counts |= {
            (SIDE, side): side_count([one for one in people if side_of(one, comms) == side], side)
            for side in (OUTSIDE, INSIDE)
        }
        self.masked = masked
        self.labels: dict[Key, Withheld] = {}
        for key, count in self.counts.items():
            label = self._first_label(key, count)
            if label is not None:
                self.labels[key] = label
        if outside is Withheld.SUBTRACTION and 1 <= self.counts[SIDE, OUTSIDE].numerator <= FEW:
            self.masked = (*masked, SIDE)
        is_split = all(self.counts[SIDE, side].denominator for side in (OUTSIDE, INSIDE))
        if outside is not None and is_split:
            self.labels |= {(SIDE, OUTSIDE): outside, (SIDE, INSIDE): Withheld.BASE}
        self.demanded = frozenset(self.labels)
        self.corners = {
            key: corner for key, corner in (corners or {}).items() if not self.whole(key, corner)
        }
        self.patience = MOST_TRIED
        self.standing: Standing | None = None
        self.world: World | None = None
        self.moved: set[Key] = set()
        self.touched: set[Key] = set()
        # Cells of two breakdowns that are told, but say nothing that others do not.
        self.mirrors: AbstractSet[Key] = frozenset()

    @property
    def withheld(self) -> dict[Key, Withheld]:
        """What is withheld of the cells, and why."""
        found = {key: label for key, label in self.labels.items() if key[0] != SIDE}
        for key in self.mixed:
            count = self.whole_counts[key]
            if key in found or (key not in self.counts and self._alone(count)):
                is_base = count.denominator < self.threshold
                found[key] = Withheld.BASE if is_base else Withheld.SUBTRACTION
        return found

    def close(self, secret: str) -> bool:
        """Withhold more until nothing can be worked out; whether that was possible."""
        drawn = sorted(self.counts, key=lambda key: self.lot(key, secret))
        before: dict[Key, dict[Key, Withheld]] = {}
        while (unsafe := next(self._unsafe(), None)) is not None:
            before.setdefault(unsafe, self.labels)
            more = self._beside(unsafe, drawn)
            if more is not None:
                self._join(more)
            elif unsafe in self.corners:
                # Nothing helps it, so nothing is withheld for it.
                self.labels, self.world = before.pop(unsafe), None
                self.loosen(unsafe)
            else:
                return False
        self._give_back(drawn)
        return True

    def _beside(self, unsafe: Key, drawn: Sequence[Key]) -> frozenset[Key] | None:
        """What to withhold so that a cell is safe; the first that can be, where nothing is enough.

        Once much was tried in vain nothing is any more: so a night ends, and more is withheld.
        """
        first = None
        for keys in self._more(unsafe, drawn) if self.patience else self._any(unsafe, drawn):
            first = first or keys
            if not self.patience:
                break
            self.patience -= 1
            if self._is_enough(keys, unsafe):
                return keys
        return first

    def close_all(self) -> None:
        """Tell no cell. The only cell of a breakdown is everybody, and told as such."""
        for by, cell in self.counts:
            if by != SIDE and sum(other == by for other, _ in self.counts) > 1:
                self.labels.setdefault((by, cell), Withheld.SUBTRACTION)

    def _alone(self, count: Count) -> Withheld | None:
        return alone(count.numerator, count.denominator, self.threshold)

    def _first_label(self, key: Key, count: Count) -> Withheld | None:
        if key[0] == SIDE:
            return None
        label = self._alone(count)
        if label is None and self._alone(self.whole_counts[key]):
            label = Withheld.BASE
        is_masked = label is Withheld.SMALL and key[0] in self.masked
        return Withheld.SUBTRACTION if is_masked else label

    def lot(self, key: Key, secret: str) -> int:
        """Where a cell stands in the order drawn by the secret: the fewer people, the earlier."""
        drawn = hmac.digest(secret.encode(), "\0".join(key).encode(), "sha256")
        return int.from_bytes(drawn[:8]) * self.counts[key].denominator

    def _more(self, unsafe: Key, drawn: Sequence[Key]) -> Iterator[frozenset[Key]]:
        """What could be withheld beside: the fewest cells first, then as they were drawn."""
        bys = unsafe[0].split(BETWEEN)
        mine = self._open(self._inside(unsafe), drawn)
        alone = [at for at, key in enumerate(drawn) if key[0] in bys and self._may_join(key)]
        zeros = [at for at, key in enumerate(drawn) if not self.counts[key].numerator]
        for places in ranked(mine, self._open(self.kinds, drawn), alone, zeros, len(drawn)):
            yield frozenset(drawn[place] for place in places)

    def _any(self, unsafe: Key, drawn: Sequence[Key]) -> Iterator[frozenset[Key]]:
        """Cells that could be withheld beside, those of the same breakdown first."""
        bys = unsafe[0].split(BETWEEN)
        for key in sorted(drawn, key=lambda key: key[0] not in bys):
            if self._may_join(key):
                yield frozenset([key])

    def _inside(self, key: Key) -> list[Kind]:
        """Who stands in a cell, of one breakdown or of two."""
        if corner := self.corners.get(key):
            return [self.kinds[place] for place in corner.kinds]
        return [kind for kind in self.kinds if kind.cells[key[0]] == key[1]]

    def _open(self, kinds: Sequence[Kind], drawn: Sequence[Key]) -> set[tuple[int, ...]]:
        """Where the cells that kinds stand in were drawn; -1 for one that is withheld."""
        place = {key: at for at, key in enumerate(drawn) if key not in self.labels}
        return {tuple(place.get((by, kind.cells[by]), -1) for by in GATED) for kind in kinds}

    def _may_join(self, key: Key) -> bool:
        return key[0] != SIDE and key not in self.labels

    def _join(self, keys: Collection[Key]) -> None:
        self.labels = {**self.labels, **dict.fromkeys(keys, Withheld.SUBTRACTION)}
        self.world = None

    def _leave(self, keys: Collection[Key]) -> None:
        self.labels = {key: label for key, label in self.labels.items() if key not in keys}
        self.world = None

    def _is_enough(self, keys: Collection[Key], unsafe: Key) -> bool:
        self._join(keys)
        is_safe = self.is_safe(unsafe)
        self._leave(keys)
        return is_safe

    def _give_back(self, drawn: Sequence[Key]) -> None:
        for key in drawn:
            if key in self.labels and key not in self.demanded:
                self._leave([key])
                if next(self._unsafe(), None) is not None:
                    self._join([key])

    def _unsafe(self) -> Iterator[Key]:
        return (key for key in [*self.labels, *self.corners] if not self.is_safe(key))

    def is_safe(self, key: Key) -> bool:
        """Whether a world is found in which a withheld count is another, or each of "1–4".

        `moved` are the cells, of all tables, that the worlds found for it differ in; `touched`
        besides those that were changed and changed back on the way to them.
        """
        self.moved, self.touched = set(), set()
        if key == (SIDE, INSIDE):
            return True  # it is never told: it is what is left of the total
        if corner := self.corners.get(key):
            return self.is_said(corner) or self._is_open(corner)
        if self.labels[key] is Withheld.SMALL:
            numerator = self.counts[key].numerator
            return self._can(key, FEW - numerator) and self._can(key, 1 - numerator)
        # From nobody to five and more, where cells beside it have to leap.
        return any(self._can(key, change) for change in (1, -1, FEW + 1))

    def loosen(self, key: Key) -> None:
        """Ask no more of a cell of two breakdowns that days of coming stay as they were; nothing
        at all, where that was not asked."""
        corner = self.corners.pop(key)
        if not corner.are_alone:
            self.corners[key] = replace(corner, are_alone=True)

    def whole(self, key: Key, corner: Corner) -> Key | None:
        """The cell of one breakdown that a cell of two is all of: it is told as that is."""
        employed = corner.count.denominator
        return next((one for one in around(key) if self.counts[one].denominator == employed), None)

    def is_said(self, corner: Corner) -> bool:
        """Whether cells that are told say of each who stands there what is true of all of them."""
        return corner.is_even and all(self._is_known(self.kinds[one]) for one in corner.kinds)

    def _is_known(self, kind: Kind) -> bool:
        cells = ((by, kind.cells[by]) for by in BREAKDOWNS)
        return any(
            key not in self.labels
            and self.counts[key].numerator in {0, self.counts[key].denominator}
            for key in cells
        )

    def _is_open(self, corner: Corner) -> bool:
        """Whether a world is found in which other people took part in a cell of two breakdowns."""
        world = self._another(by_day=False) if corner.are_alone else self._world()
        if not world.can_change(corner.kinds):
            return False
        self._note(world)
        return True

    def _note(self, world: World) -> None:
        self.moved |= world.moved - self.mirrors
        self.touched |= world.touched - self.mirrors

    def _can(self, key: Key, change: int) -> bool:
        """Whether a world is found in which so many more, or less, of a cell took part."""
        by, cell = key
        others = [other for same, other in self.labels if same == by and other != cell]
        sources, sinks = (others, [cell]) if change > 0 else ([cell], others)
        world = self._world()
        if not world.can_move(by, sources, sinks, abs(change)):
            return False
        self._note(world)
        return True

    def _world(self) -> World:
        if self.world is None:
            self.world = self._another()
        return self.world

    def _another(self, *, by_day: bool = True) -> World:
        if self.standing is None:
            self.standing = Standing(self.kinds)
        room = {key: self._free(key) for key in self.mirrors}
        room |= {hidden: self._room(hidden) for hidden in self.labels}
        return World(self.standing, room, self._leaps(), by_day=by_day)

    def _leaps(self) -> dict[Key, int]:
        return {
            key: FEW + 1
            for key, label in self.labels.items()
            if label is Withheld.SUBTRACTION
            and not self.counts[key].numerator
            and not self._says_nothing(key)
        }

    def _says_nothing(self, key: Key) -> bool:
        """Whether "subtraction" may stand for 1 to 4 there."""
        return key[0] in self.masked or key in self.mixed

    def _room(self, key: Key) -> Room:
        if self._says_nothing(key) and self.labels[key] is Withheld.SUBTRACTION:
            return self._free(key)
        return self._between(key, *bounds(self.counts[key], self.labels[key]))

    def _free(self, key: Key) -> Room:
        return self._between(key, *bounds(self.counts[key], Withheld.BASE))

    def _between(self, key: Key, low: int, high: int) -> Room:
        count = self.counts[key]
        return Room(lose=count.numerator - low, win=high - count.numerator)
