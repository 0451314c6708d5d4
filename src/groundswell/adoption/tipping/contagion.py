"""Whether people begin because colleagues have: judged on weeks that were held back.

Each who begins is compared with those of the same stratum (function and level) who could have begun
in that week and did not. So neither the pace of the whole nor that of a function explains anything:
a plain curve knows no more than how many begin, and holds all of them equally likely.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.forecast.quantiles import student_t
from groundswell.adoption.tipping.kinds import Bools, Floats, Ints

HELD = 26  # weeks at the end, each foretold from those before it
FEWEST = 30  # people who begin, both in the weeks held back and in those before
RECENT = 4  # weeks in which a colleague who began may draw others along, in the cascade model
SHARES = (0.01, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75)  # thresholds that are tried
FACTORS = np.concatenate([[0.0], np.geomspace(0.05, 50, 60)])
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Colleagues:
    """When each began (-1: has not), from which week to which they were there, and beside whom.

    All of shape (people,); `manager` is a place in these arrays or -1. Colleagues are those who
    report to the same manager, the manager, and one's own reports.
    """

    began: Ints
    first: Ints
    last: Ints
    stratum: Ints
    manager: Ints


@dataclass(frozen=True, slots=True)
class Scored:
    """A model, and how it did on weeks that it had not seen.

    `times`: how many times as likely it held those who began to be the ones, against a plain
    curve; the geometric mean, with its 95 % interval. Above 1 it knows more than the curve.
    `share` is the threshold that fits all weeks best, None in the cascade model; `factor` by how
    much one is likelier to begin beyond it, or for each colleague who began lately.
    """

    share: float | None
    factor: float
    times: float
    low: float
    high: float
    people: int


class TooFewBegin(Exception):
    """So few people began that nothing can be said of why."""


def scored(colleagues: Colleagues, weeks: int) -> tuple[Scored, Scored]:
    """The threshold model and the cascade model.

    Raises:
        TooFewBegin: fewer than 30 began in the weeks held back, or in those before.
    """
    found = [_week(colleagues, week) for week in range(1, weeks)]
    begun = np.concatenate(found) if found else np.empty((0, 0, 2))
    at = np.repeat(np.arange(1, weeks), [len(beside) for beside in found])
    is_held = at >= weeks - HELD
    if min(np.count_nonzero(is_held), np.count_nonzero(~is_held)) < FEWEST:
        raise TooFewBegin
    held = int(np.count_nonzero(is_held))
    return (
        _foretold(begun[:, : len(SHARES)], at, weeks, held),
        _foretold(begun[:, len(SHARES) :], at, weeks, held),
    )


def _week(colleagues: Colleagues, week: int) -> Floats:
    """For each who began in a week, by feature: their own, and the mean of who could have begun.

    Shape (begun, features, 2). The features are whether each of `SHARES` is passed, and how many
    colleagues began lately.
    """
    began = colleagues.began
    there = (colleagues.first <= week) & (week <= colleagues.last)
    could = there & ((began < 0) | (began >= week))
    before = (began >= 0) & (began < week) & there
    late = before & (began >= week - RECENT)
    beside = _beside(colleagues.manager, there)
    share = _beside(colleagues.manager, before) / np.maximum(beside, 1)
    features = [*(share >= least for least in SHARES), _beside(colleagues.manager, late)]
    begin = np.flatnonzero(could & (began == week))
    stratum = colleagues.stratum
    size = np.bincount(stratum[could], minlength=int(stratum.max(initial=0)) + 1)
    rows = np.empty((len(begin), len(features), 2))
    for which, feature in enumerate(features):
        sums = np.bincount(stratum[could], feature[could].astype(np.float64), minlength=len(size))
        rows[:, which, 0] = feature[begin]
        rows[:, which, 1] = sums[stratum[begin]] / size[stratum[begin]]
    return rows


def _beside(manager: Ints, counted: Bools) -> Floats:
    """How many colleagues of each are counted."""
    led = manager >= 0
    reports = np.bincount(manager[led], counted[led].astype(np.float64), minlength=len(manager))
    found = reports.copy()
    found[led] += reports[manager[led]] - counted[led] + counted[manager[led]]
    return found


def _foretold(rows: Floats, at: Ints, weeks: int, held: int) -> Scored:
    """Each week that was held back by the model that makes those who began before it likeliest.

    Likelihood is partial: who began, given that so many of a stratum did, with a relative risk of
    1 + factor x.

    Source: Cox (1975), Biometrika 62, 269-276.
    """
    factor = FACTORS[:, None, None]
    gain = np.log1p(factor * rows[:, :, 0]) - np.log1p(factor * rows[:, :, 1])
    ends = np.searchsorted(at, np.arange(weeks + 1))
    foretold = []
    for week in range(max(weeks - HELD, 1), weeks):
        best = _best(gain[:, : ends[week]])
        foretold.append(gain[best[0], ends[week] : ends[week + 1], best[1]])
    times, low, high = _judged(np.concatenate(foretold), at[len(at) - held :])
    which, feature = _best(gain)
    share = SHARES[feature] if rows.shape[1] > 1 else None
    return Scored(share, 1 + float(FACTORS[which]), times, low, high, held)


def _best(gain: Floats) -> tuple[int, int]:
    """The places of the factor and the feature by which those who began were likeliest."""
    likely = gain.sum(axis=1)
    which, feature = np.unravel_index(int(likely.argmax()), likely.shape)
    return int(which), int(feature)


def _judged(gain: Floats, at: Ints) -> list[float]:
    """The mean gain with its interval, weeks being what is independent, as times."""
    _, week = np.unique(at, return_inverse=True)
    count = np.bincount(week)
    mean = float(gain.mean())
    off = np.bincount(week, gain) - mean * count
    freedom = len(count) - 1
    error = float(np.sqrt((off**2).sum() * len(count) / max(freedom, 1))) / len(gain)
    margin = student_t((1 + CONFIDENCE) / 2, freedom) * error if freedom else np.inf
    return [float(np.exp(one)) for one in (mean, mean - margin, mean + margin)]
