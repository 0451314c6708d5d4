"""What followed events, against comparable units at the same time: a stacked event study.

Each unit that an event came to is held against the few that are most like it among those to which
none came in these weeks. What they did is measured against what people of the same kinds did
elsewhere, so that a unit does not seem to grow where its people only begin to take part at all.
How far two such units lie apart without any event is what the interval is made of.

Source: Callaway & Sant'Anna (2021), Journal of Econometrics 225, 200-230, for the comparison with
those not yet treated; Conley & Taber (2011), Review of Economics and Statistics 93, 113-125, and
Ferman & Pinto (2019), the same 101, 452-467, for intervals where few were treated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from groundswell.adoption.forecast.quantiles import student_t
from groundswell.adoption.measures.structure.arcs import Floats, Ints

BEFORE, AFTER, FEWEST_AFTER = 8, 8, 4  # weeks
MATCHED = 5  # units that one is held against
FEWEST_BEFORE = 20  # acts in the weeks before, or a unit is left out
BEGUN = 2  # weeks at their beginning in which it acted, or it grows because it has just begun
FEWEST_COMPARED = 10  # units without an event, or there is no telling
PLACEBOS = 200  # of a week's units without an event: more make no interval better


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Acts by unit and week; what they would have been had their people done there as elsewhere.

    Shapes: `acts` and `is_visited` (units, weeks), `by_kind` and `elsewhere` (units, kinds, weeks):
    acts in the unit by people of a kind, and how many people of that kind were active elsewhere.
    """

    acts: Floats
    by_kind: Floats
    elsewhere: Floats
    is_visited: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Event:
    """An event came to a unit with a week; `mark` says whose it was."""

    unit: int
    week: int
    mark: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Effects:
    """The logarithm of each event's ratio, how they vary together, and how sure that is."""

    events: Sequence[Event]
    log: Floats
    covariance: Floats
    degrees: int

    def together(self, chosen: Sequence[int] | None = None) -> Ratio:
        """Some of them as one ratio, the geometric mean; all, if none are named."""
        some = np.arange(len(self.log)) if chosen is None else np.array(chosen, dtype=np.int64)
        # Each weighs alike: weights by how sure each is follow its own counts, which are large when
        # its ratio is by chance, so of small groups they made 1.27 out of 1.25.
        middle = float(self.log[some].mean())
        inside = float(self.covariance[np.ix_(some, some)].mean())
        reach = student_t(0.975, self.degrees) * float(np.sqrt(inside))
        return Ratio(*np.exp([middle, middle - reach, middle + reach]).tolist())


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times what comparable units did, and its interval with 95 %."""

    value: float
    low: float
    high: float


def effects(panel: Panel, events: Sequence[Event]) -> Effects | None:
    """What followed the events that can be compared; None where too little is without one."""
    moments = {event.week: _Moment(panel, event.week) for event in events}
    told = [
        (event, found)
        for event in events
        if (found := moments[event.week].contrast(event.unit)) is not None
    ]
    placebos = [one for moment in moments.values() for one in moment.placebos()]
    compared = {one.unit for one in placebos}
    if not told or len(compared) < FEWEST_COMPARED:
        return None
    spread, burst = _noise(placebos)
    rows = [found.loads(spread, burst) for _, found in told]
    covariance = np.array([[_together(one, other) for other in rows] for one in rows])
    log = np.array([found.log for _, found in told])
    return Effects([event for event, _ in told], log, covariance, len(compared) - 1)


@dataclass(frozen=True, slots=True, eq=False)
class _Contrast:
    """One unit against those that it is most like, from one week on."""

    unit: int
    week: int
    log: float
    against: Ints
    noise: Floats  # 1 / acts before + 1 / acts after, of the unit and of those

    @property
    def weight(self) -> Floats:
        return np.concatenate([[1.0], np.full(len(self.against), -1 / len(self.against))])

    def loads(self, spread: float, burst: float) -> dict[tuple[int, int], float]:
        """How much each unit's own noise of these weeks weighs in it."""
        sizes = self.weight * np.sqrt(spread + burst * self.noise)
        units = [self.unit, *self.against.tolist()]
        return {(unit, self.week): size for unit, size in zip(units, sizes.tolist(), strict=True)}


class _Moment:
    """All units around one week."""

    def __init__(self, panel: Panel, week: int) -> None:
        self.week = week
        self.last = min(week + AFTER, panel.acts.shape[1])
        self.is_whole = week >= BEFORE and self.last - week >= FEWEST_AFTER
        if not self.is_whole:
            return
        before = panel.acts[:, week - BEFORE : week]
        after = panel.acts[:, week : self.last].sum(axis=1)
        has_begun = before[:, :BEGUN].any(axis=1)
        self.is_busy = has_begun & (before.sum(axis=1) >= FEWEST_BEFORE)
        visited = panel.is_visited[:, week - BEFORE : self.last].any(axis=1)
        self.calm = np.flatnonzero(self.is_busy & ~visited)
        self.alike = _alike(before)
        self.gain = np.log((after + 0.5) / (self._expected(panel) + 0.5))
        self.noise = 1 / (before.sum(axis=1) + 0.5) + 1 / (after + 0.5)

    def _expected(self, panel: Panel) -> Floats:
        first = self.week - BEFORE
        was = panel.elsewhere[:, :, first : self.week].mean(axis=2)
        became = panel.elsewhere[:, :, self.week : self.last].sum(axis=2)
        # Of a kind that nobody was of elsewhere nothing is known: it is taken to go on.
        growth = np.divide(
            became, was, out=np.full_like(was, float(self.last - self.week)), where=was > 0
        )
        each_week = panel.by_kind[:, :, first : self.week].mean(axis=2)
        return np.asarray((each_week * growth).sum(axis=1))

    @cached_property
    def _scale(self) -> Floats:
        """How far calm units lie apart in what they are matched by."""
        return np.asarray(self.alike[self.calm].std(axis=0) + 1e-9)

    def contrast(self, unit: int) -> _Contrast | None:
        """The unit against the calm ones most like it; None where that cannot be."""
        if not self.is_whole or not self.is_busy[unit]:
            return None
        others = self.calm[self.calm != unit]
        if len(others) < MATCHED:
            return None
        apart = (((self.alike[others] - self.alike[unit]) / self._scale) ** 2).sum(axis=1)
        against = others[np.argsort(apart, kind="stable")[:MATCHED]]
        log = float(self.gain[unit] - self.gain[against].mean())
        return _Contrast(unit, self.week, log, against, self.noise[[unit, *against]])

    def placebos(self) -> Iterator[_Contrast]:
        """The same of calm units: what is found where nothing came."""
        if self.is_whole:
            step = max(1, len(self.calm) // PLACEBOS)
            for unit in self.calm[::step]:
                found = self.contrast(int(unit))
                if found is not None:
                    yield found


def _alike(before: Floats) -> Floats:
    """By what units are matched: their level before, and how it moved."""
    half = BEFORE // 2
    level = np.log(before.sum(axis=1) + 0.5)
    trend = np.log((before[:, half:].sum(axis=1) + 0.5) / (before[:, :half].sum(axis=1) + 0.5))
    return np.column_stack([level, trend])


def _noise(placebos: Sequence[_Contrast]) -> tuple[float, float]:
    """How units move by themselves: a part that all share, and one that shrinks with their acts."""
    squares = np.array([one.log**2 for one in placebos])
    shared = np.array([(one.weight**2).sum() for one in placebos])
    small = np.array([(one.weight**2 * one.noise).sum() for one in placebos])
    parts = np.column_stack([shared, small])
    spread, burst = np.linalg.lstsq(parts, squares, rcond=None)[0]
    if burst < 1:  # counts scatter at least as chance does
        spread, burst = max(0.0, float((squares - small).mean() / shared.mean())), 1.0
    if spread < 0:
        spread, burst = 0.0, max(1.0, float(squares.mean() / small.mean()))
    return float(spread), float(burst)


def _together(one: dict[tuple[int, int], float], other: dict[tuple[int, int], float]) -> float:
    """How two contrasts vary together: by the units in both, the more the nearer their weeks."""
    return sum(
        size * more * max(0.0, 1 - abs(week - then) / AFTER)
        for (unit, week), size in one.items()
        for (that, then), more in other.items()
        if unit == that
    )
