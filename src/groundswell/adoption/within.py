"""One breakdown within a cell of another: what of it can be told beside all that is told anyway.

Functions within a site, sites within a level, and so on: all such tables of a period are judged at
once, together with the breakdowns as they were told, so that no choice of filters gives anything
away: every withheld count, here and there, can be another, and each "1–4" each of the four. What
must be withheld beside is drawn by the secret, and given back where there is still another world.

A world that shows so need not be sought anew while nothing that it changes is told: for each
withheld count the cells are noted that its world differs in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice

from groundswell.adoption.crossed import BETWEEN, PAIRS, Corner, Swaps, around, corners_of, pair_of
from groundswell.adoption.gated import GATED, others
from groundswell.adoption.margins import NOTHING
from groundswell.adoption.measures.measure import Alike, Count
from groundswell.adoption.suppression import FEW, Suppression, Withheld, alone
from groundswell.adoption.worlds import Key

TRIED = 40  # worlds, of which the one is taken that fewest cells are withheld for


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
        self.whole_counts = {key: corner.count for key, corner in corners_of(people).items()}
        corners = corners_of(others(people))
        self.counts = {key: corner.count for key, corner in corners.items()}
        self.threshold = threshold
        self.gate = Suppression(people, comms, threshold, masked=(), outside=outside)
        people, whole = others(people), dict(self.gate.counts)
        labels = {key: why for key, why in labels.items() if key in whole}
        sides = {key: why for key, why in self.gate.labels.items() if key[0] not in GATED}
        self.gate.labels = {**sides, **labels}
        # Which cell of one breakdown some are all of.
        self.whole = {key: one for key, of in corners.items() if (one := self.gate.whole(key, of))}
        self.implied = self._implied(corners)
        self.hidden = {key for key in self.counts if self.implied.get(key, True)}
        # What they say other cells say as well, so they hold no world up.
        self.gate.mirrors = self.counts.keys() - self.hidden
        self.gate.corners = {key: one for key, one in corners.items() if key not in self.implied}
        self.gate.counts |= self.counts
        self.gate.labels = {**sides, **labels, **dict.fromkeys(self.hidden, Withheld.SUBTRACTION)}
        self.gate.masked = {
            *self._masked(whole, {**sides, **labels}),
            *(BETWEEN.join(pair) for pair in PAIRS),
        }
        for kind, alike in zip(self.gate.kinds, people, strict=True):
            kind.cells = {**kind.cells, **dict(pair_of(alike, pair) for pair in PAIRS)}
        self.swaps = Swaps(people)
        # Those that no four people could change places for, and all that their worlds differ in.
        self.far: set[Key] = set()
        # Of whom it is told that nobody took part, because no other world was found.
        self.nobody: set[Key] = set()
        # For each withheld count, which cells of two breakdowns the world found for it differs in.
        self.moved: dict[Key, AbstractSet[Key]] = {}

    def labels(self, secret: str) -> dict[Key, Withheld | None]:
        """Why each cell is withheld, or None where it is told."""
        if not self._look_around():
            self._tell_what_follows()
            return self._all()
        drawn = sorted(self.counts, key=lambda key: self.gate.lot(key, secret))
        self._close(drawn)
        self._look_anew()
        for key in list(self.gate.labels):
            self._find(key)
        self._widen(lambda key: not self._is_tellable(key))
        for key in drawn[::-1]:
            if key in self.hidden and self._may_be_told(key):
                self._tell(key)
        self._widen(self._is_tellable)
        self._tell_what_follows()
        return self._all()

    def _all(self) -> dict[Key, Withheld | None]:
        # Where only those stand who show what they did, there are few.
        return {
            key: self._why(key) if key in self.counts else self._alone(count) and Withheld.BASE
            for key, count in self.whole_counts.items()
        }

    def _alone(self, count: Count) -> Withheld | None:
        return alone(count.numerator, count.denominator, self.threshold)

    def _look_around(self) -> bool:
        """Withhold what must be for the breakdowns themselves, and for cells of few for which no
        four people could have changed places; whether that is enough for the breakdowns."""
        far = [key for key in self.counts if self._is_far(key)]
        for key in far:
            if not self.gate.is_safe(key):
                self.gate.loosen(key)
                self._say_nobody(key)
        touched = {
            key: self.gate.touched if self.gate.is_safe(key) else None
            for key in [*self._others(), *far]
            if key in self.gate.labels
        }
        if any(touched[key] is None for key in self._others()):
            self.hidden |= self.nobody
            return False
        self.hidden = {key for key in self.counts if not self._is_tellable(key)}
        self.hidden -= {key for key, why in self.implied.items() if why is None}
        self._look_anew()
        for key, further in touched.items():
            if further and not self.gate.is_safe(key):
                self.hidden |= further & self.counts.keys()
                self._look_anew()
        self.far = {*far}.union(*(further or () for further in touched.values()))
        return True

    def _say_nobody(self, key: Key) -> None:
        """Tell that nobody of few took part, where that follows: it names nobody."""
        if not self.counts[key].numerator and not self.gate.is_safe(key):
            self.implied[key] = None
            self.nobody.add(key)
            self.hidden.discard(key)
            del self.gate.labels[key]
            self.gate.world = None

    def _is_far(self, key: Key) -> bool:
        is_seen = self._is_tellable(key) or key in self.implied
        return not is_seen and next(self.swaps.around(key), None) is None

    def _others(self) -> list[Key]:
        """What is withheld of the breakdowns themselves."""
        return [key for key in self.gate.labels if key not in self.counts]

    def _look_anew(self) -> None:
        others = {key: self.gate.labels[key] for key in self._others()}
        parts = {key: self.implied.get(key) or Withheld.SUBTRACTION for key in sorted(self.hidden)}
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
            beside = () if key in self.far else self._beside(key)
            more = min(
                (four - self.hidden for four in found),
                key=lambda keys: (len(keys), sorted(place[key] for key in keys)),
                default=frozenset(beside) - self.hidden - self.implied.keys(),
            )
            self.hidden |= more
            waiting += sorted(more, key=place.__getitem__)

    def _widen(self, lost: Callable[[Key], bool]) -> None:
        """Withhold all beside those counts for which no other world was found, until one is: what
        is told beside them might give them away."""
        while more := {
            other
            for key in self.hidden - self.moved.keys() - self.implied.keys()
            if lost(key)
            for other in self._beside(key)
        } - (self.hidden | self.implied.keys()):
            self.hidden |= more
            self._look_anew()
            for key in sorted(self.hidden - self.moved.keys()):
                self._find(key)

    def _tell_what_follows(self) -> None:
        """Tell what is a sum or a difference of what is told: to withhold it would hide nothing."""
        lost = [key for key in self.hidden - self.moved.keys() if self._is_tellable(key)]
        if not lost:
            return
        import numpy as np  # noqa: PLC0415 - the pages do without

        def inside(by: str, cell: str) -> list[bool]:
            return [kind.cells[by] == cell for kind in self.gate.kinds]

        told = self.gate.counts.keys() - self.gate.labels.keys() - self.hidden
        rows = np.array([[True] * len(self.gate.kinds), *(inside(*key) for key in told)], float).T
        sought = np.array([inside(*key) for key in lost], float).T
        made, *_ = np.linalg.lstsq(rows, sought)
        off = abs(rows @ made - sought).max(axis=0)
        self.hidden -= {key for key, far in zip(lost, off, strict=True) if far < NOTHING}

    def _are_told(self, keys: Collection[Key]) -> bool:
        return any(self.implied.get(key, Withheld.BASE) is None for key in keys)

    def _find(self, key: Key) -> bool:
        """Whether there is another world for a withheld count; it is noted."""
        fours = self.swaps.around(key) if key in self.counts and key not in self.implied else ()
        moved: AbstractSet[Key] | None = next((four for four in fours if four <= self.hidden), None)
        if moved is None and (key not in self.counts or key in self.far or key in self.implied):
            moved = self.gate.moved if self.gate.is_safe(self.whole.get(key, key)) else None
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
        is_few = self._alone(self.counts[key]) or self._alone(self.whole_counts[key])
        return key not in self.implied and is_few is None

    def _may_be_told(self, key: Key) -> bool:
        # Beside a cell for which no other world was found nothing is told: it might give it away.
        return self._is_tellable(key) and all(
            other in self.moved or self._is_tellable(other)
            for other in self._beside(key)
            if other in self.hidden
        )

    def _beside(self, key: Key) -> list[Key]:
        """Cells of any table that lie in one of the cells that it lies in."""
        mine = {*around(key)}
        return [
            other for other in self.counts if other != key and not mine.isdisjoint(around(other))
        ]

    def _implied(self, corners: Mapping[Key, Corner]) -> dict[Key, Withheld | None]:
        """Cells that are told or withheld as the cell is that they are all of, and cells of which
        others say all that there is to say."""
        said = {key: None for key, corner in corners.items() if self.gate.is_said(corner)}
        return {**said, **{key: self.gate.labels.get(one) for key, one in self.whole.items()}}

    def _why(self, key: Key) -> Withheld | None:
        if key in self.implied and not (key in self.nobody and key in self.hidden):
            why = self.implied[key]
            # Beside a "1–4" all that is withheld else would be read as none of the four.
            return Withheld.SUBTRACTION if why is Withheld.SMALL else why
        if key not in self.hidden:
            return None
        is_small = self.whole_counts[key].denominator < self.threshold
        return Withheld.BASE if is_small else Withheld.SUBTRACTION

    def _masked(self, whole: Mapping[Key, Count], labels: Mapping[Key, Withheld]) -> set[str]:
        """The breakdowns in which "subtraction" may stand for 1 to 4."""
        return {
            key[0]
            for key, why in labels.items()
            if why is Withheld.SUBTRACTION
            and 1 <= whole[key].numerator <= FEW
            and key not in self.gate.mixed
        }
