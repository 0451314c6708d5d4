"""How long things last of which some have not ended yet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats, Ints

Z = 1.959964  # of a normal curve: 95 % lie within


@dataclass(frozen=True, slots=True)
class Waiting:
    """The share S(t) that still waits after each time at which something ended."""

    times: Floats
    still: Floats

    def after(self, time: float) -> float:
        """The share that waits longer than `time`."""
        place = int(np.searchsorted(self.times, time, side="right"))
        return float(self.still[place - 1]) if place else 1.0

    def quantile(self, share: float) -> float | None:
        """The time by which `share` has ended; None where that is beyond what was watched."""
        below = np.flatnonzero(self.still <= 1 - share + 1e-12)
        return float(self.times[below[0]]) if len(below) else None


def kaplan_meier(lasted: Floats, ended: Ints, weight: Floats | None = None) -> Waiting:
    """The curve of waiting.

    Args:
        lasted: how long each was watched, shape (watched,).
        ended: 1 where it ended then, 0 where the watching did.
        weight: how often each counts; once, if not given.

    Source: Kaplan & Meier (1958), J. Am. Stat. Ass. 53, 457-481.
    """
    order = np.argsort(lasted, kind="stable")
    times, first = np.unique(lasted[order], return_index=True)
    counted = np.ones(len(order)) if weight is None else weight[order]
    return _curve(times, first, counted, ended[order])


@dataclass(frozen=True, slots=True)
class Band:
    """A curve of waiting, and between which shares it lies with 95 % at each of its times."""

    curve: Waiting
    low: Floats
    high: Floats

    def rows(self) -> list[list[float]]:
        """Time, share that still waits, and between what it lies, whenever a wait ends."""
        columns = (self.curve.times, self.curve.still, self.low, self.high)
        rows: list[list[float]] = np.column_stack(columns).tolist()
        return rows

    def half(self) -> tuple[float | None, float | None, float | None]:
        """By when half has ended, and the interval of that: where the bounds cross a half.

        Source: Brookmeyer & Crowley (1982), Biometrics 38, 29-41.
        """
        curves = (self.curve, *(Waiting(self.curve.times, one) for one in (self.low, self.high)))
        middle, low, high = (one.quantile(0.5) for one in curves)
        return middle, low, high


def band(lasted: Floats, ended: Ints) -> Band:
    """The curve with Greenwood's interval on the scale log(-log), which keeps it within 0 and 1.

    Args: as `kaplan_meier`.

    Source: Kalbfleisch & Prentice (1980), The Statistical Analysis of Failure Time Data; at the
    end, where the curve falls to 0, Clopper & Pearson (1934), Biometrika 26, 404-413.
    """
    curve = kaplan_meier(lasted, ended)
    at_risk = len(lasted) - np.searchsorted(np.sort(lasted), curve.times)
    gone = np.bincount(np.searchsorted(curve.times, lasted[ended == 1]), minlength=len(at_risk))
    left = at_risk - gone
    spread = np.divide(gone, at_risk * left, out=np.zeros(len(gone)), where=left > 0).cumsum()
    is_inside = (curve.still > 0) & (curve.still < 1)
    log = np.log(curve.still, out=np.full(len(spread), -1.0), where=is_inside)
    factor = np.exp(Z * np.sqrt(spread) / -log)
    low = np.where(is_inside, np.exp(log * factor), curve.still)
    high = np.where(is_inside, np.exp(log / factor), curve.still)
    # Where all have ended Greenwood knows no variance: of the last who waited, so many may go on.
    going_on = 1 - 0.025 ** (1 / at_risk)
    high = np.where(curve.still > 0, high, going_on * np.append(1.0, high[:-1]))
    return Band(curve, low, high)


def resampled(
    lasted: Floats, ended: Ints, group: Ints, rng: np.random.Generator, times: int
) -> list[Waiting]:
    """The curves of samples with replacement of whole groups, what is alike staying together."""
    order = np.argsort(lasted, kind="stable")
    unique, first = np.unique(lasted[order], return_index=True)
    members, place = np.unique(group[order], return_inverse=True)
    over, ends = np.full(len(members), 1 / len(members)), ended[order]
    return [
        _curve(unique, first, rng.multinomial(len(members), over)[place].astype(np.float64), ends)
        for _ in range(times)
    ]


def _curve(times: Floats, first: Ints, counted: Floats, ended: Ints) -> Waiting:
    together = np.add.reduceat(counted, first)
    ends = np.add.reduceat(counted * ended, first)
    at_risk = together[::-1].cumsum()[::-1]
    going_on = 1 - np.divide(ends, at_risk, out=np.zeros_like(ends), where=at_risk > 0)
    some = ends > 0
    return Waiting(times[some], going_on[some].cumprod())
