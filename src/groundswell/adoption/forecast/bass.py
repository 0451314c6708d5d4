"""How far adoption will reach, by the Bass model: with an interval, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from groundswell.adoption.forecast.curve import (
    Array,
    best_start,
    expected,
    least_squares,
    slopes,
)
from groundswell.adoption.forecast.quantiles import student_t

CONFIDENCE = 0.95
FEWEST_WEEKS, FEWEST_ADOPTERS = 5, 30
LEAST_FREEDOM = 2.0
MONTH, SURE = 4, 1.645  # weeks; of a normal curve: 95 % lie below
PEAK_AHEAD = (
    "The peak may still lie ahead. Before it, how many will take part in the end cannot be told"
    " from the curve."
)
BEYOND = 50.0  # of a logarithm: as far off as anything
WIDEST = 9.0  # upper over lower end of the interval of m: beyond it nothing is known


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bass:
    """The curve: p (by themselves) and q (by others) a week, m (how many in the end)."""

    p: Estimate
    q: Estimate
    m: Estimate
    peak_week: Estimate
    r2: float
    weeks: int


class Why(StrEnum):
    """Why no curve is told."""

    FEW_WEEKS = "few weeks"
    FEW_PEOPLE = "few people"
    NO_LAUNCH = "no launch"
    THIN = "thin"
    PEAK_AHEAD = "peak ahead"
    SAYS_NOTHING = "says nothing"
    MANY_BEGIN = "many begin"
    NOT_FORETOLD = "not foretold"


class ForecastIsRefused(Exception):
    """The counts do not tell where adoption will end; the text says why."""

    def __init__(self, why: Why, words: str) -> None:
        super().__init__(words)
        self.why = why


def forecast(counts: Sequence[int], confidence: float = CONFIDENCE) -> Bass:
    """The Bass curve of new adopters a week, from the first week on.

    Raises:
        ForecastIsRefused: too little is known, above all while the peak lies ahead.
    """
    return fitted(counts, confidence)[0]


def fitted(counts: Sequence[int], confidence: float) -> tuple[Bass, Array, Array]:
    """The curve, with ln p, ln q, ln m and their covariance, from which it may be drawn anew.

    Raises: as `forecast`.
    """
    new = np.array(counts, dtype=np.float64)
    _refuse_too_little(new)
    _refuse_while_it_grows(new)
    found, left = least_squares(np.tile(new, (len(start := best_start(new)), 1)), start)
    best = int(left.argmin())
    logs, freedom, spread = uncertainty(new[None], found[best : best + 1])
    if freedom[0] < LEAST_FREEDOM:
        msg = "Too few weeks have new people to tell a curve from chance."
        raise ForecastIsRefused(Why.THIN, msg)
    # Whether the peak is over is judged with 95 %, however wide the interval that is asked for.
    _refuse_before_peak(len(new), _peak(logs[0], spread[0], student_t(0.975, float(freedom[0]))))
    times = student_t((1 + confidence) / 2, float(freedom[0]))
    return _judged(new, logs[0], times, spread[0], float(left[best])), logs[0], spread[0]


def uncertainty(counts: Array, logs: Array) -> tuple[Array, Array, Array]:
    """The fits themselves, their degrees of freedom, and the covariance of ln p, ln q, ln m.

    Counts scatter around the curve with a variance in proportion to it, never below that of one
    person; how many times as much as pure chance is estimated, by what chance alone would leave of
    each week after the fit, which follows the busy weeks more than the quiet ones. A week in which
    nobody is expected tells nothing of that, and is no degree of freedom. The covariance is the
    sandwich of least squares under that variance; with Student's t it covers the truth in 94 to 97
    of 100 simulated launches (docs/study.md).
    """
    curve = expected(logs, counts.shape[1])
    scale = np.maximum(curve, 1)
    freedom = np.minimum(curve, 1).sum(axis=1) - 3
    slope = slopes(logs, curve)
    bread = np.linalg.pinv(np.einsum("fwi,fwj->fij", slope, slope))
    kept = np.eye(counts.shape[1]) - slope @ bread @ slope.swapaxes(1, 2)
    by_chance = (np.einsum("fwv,fv->fw", kept**2, curve) / scale).sum(axis=1)
    over = ((counts - curve) ** 2 / scale).sum(axis=1) / np.maximum(by_chance, 1e-9)
    meat = np.einsum("fwi,fw,fwj->fij", slope, scale * over[:, None], slope)
    return logs, freedom, bread @ meat @ bread


def _refuse_while_it_grows(new: Array) -> None:
    """Whatever a curve says: before fewer begin than at most, beyond chance, the peak may come."""
    months = np.convolve(new, np.ones(MONTH), "valid")
    most, last = months.max(), months[-1]
    if most - last <= SURE * np.sqrt(most + last):
        raise ForecastIsRefused(Why.PEAK_AHEAD, PEAK_AHEAD)


def _refuse_too_little(new: Array) -> None:
    if len(new) < FEWEST_WEEKS:
        msg = f"Whole weeks of log: {len(new)}. A curve needs {FEWEST_WEEKS}."
        raise ForecastIsRefused(Why.FEW_WEEKS, msg)
    if new.sum() < FEWEST_ADOPTERS:
        msg = f"People who have begun: {new.sum():.0f}. A curve needs {FEWEST_ADOPTERS}."
        raise ForecastIsRefused(Why.FEW_PEOPLE, msg)
    if new.argmax() == 0:
        msg = (
            "The first week has the most first acts: the log begins when people had begun already,"
            " so it shows no launch."
        )
        raise ForecastIsRefused(Why.NO_LAUNCH, msg)


def _judged(new: Array, logs: Array, times: float, spread: Array, left: float) -> Bass:
    p, q, m = (
        _around(value, times * error)
        for value, error in zip(logs, np.sqrt(np.diag(spread)), strict=True)
    )
    peak = _peak(logs, spread, times)
    if m.high > WIDEST * m.low:
        msg = (
            f"Between {m.low:,.0f} and {m.high:,.0f} people would take part in the end: that says"
            " nothing."
        )
        raise ForecastIsRefused(Why.SAYS_NOTHING, msg)
    off = float(((new - new.mean()) ** 2).sum())
    return Bass(p, q, m, peak, 1 - left / off, len(new))


def _refuse_before_peak(weeks: int, peak: Estimate) -> None:
    if peak.high >= weeks:
        raise ForecastIsRefused(Why.PEAK_AHEAD, PEAK_AHEAD)


def _around(log: float, margin: float) -> Estimate:
    low, high = log - min(margin, BEYOND), log + min(margin, BEYOND)
    return Estimate(float(np.exp(log)), float(np.exp(low)), float(np.exp(high)))


def _peak(logs: Array, spread: Array, times: float) -> Estimate:
    """ln(q/p) / (p + q), with its interval by the delta method."""
    p, q = np.exp(logs[:2])
    peak = (logs[1] - logs[0]) / (p + q)
    slope = np.array([-1 - peak * p, 1 - peak * q, 0]) / (p + q)
    margin = times * float(np.sqrt(slope @ spread @ slope))
    return Estimate(float(peak), float(peak - margin), float(peak + margin))
