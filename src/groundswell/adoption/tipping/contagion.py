"""Whether people begin because colleagues have: each week foretold from those before it.

Each who begins is compared with those of the same stratum (function, site and level) who could have
begun in that week and did not. So neither the pace of the whole nor that of a function or a site
explains anything: a plain curve knows no more than how many begin, and holds all of them equally
likely.

A model foretells a week by the mean of its thresholds and factors, each weighing by how likely it
held those who began before. Were all equally likely, the likelihood of those who begin, by the
model over by the curve, would have the mean 1 each week whatever was before. So the chance that its
product over weeks *ever* reaches 20 is at most 1 in 20, however often one looks (Ville).

Sources: Cox (1975), Biometrika 62, 269-276, for the likelihood of who, given how many; Dawid
(1984), J. R. Stat. Soc. A 147, 278-292, for judging by what was foretold; Ville (1939); Ramdas,
Grünwald, Vovk & Shafer (2023), Statistical Science 38, 576-601.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.tipping import readiness
from groundswell.adoption.tipping.kinds import Bools, Floats, Ints

FEWEST = 30  # people who begin, both in the weeks foretold and in those before them
RECENT = 4  # weeks in which a colleague who began may draw others along, in the cascade model
SHARES = (0.01, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.75)  # thresholds that are tried
FACTORS = np.concatenate([[0.0], np.geomspace(0.05, 50, 60)])
MOST = 1e6  # beyond it evidence is not told apart


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

    `times`: how many times as likely it held each who began to be the one, against a plain curve;
    the geometric mean. `evidence`: the same of all of them together, a million at most.
    """

    times: float
    evidence: float


@dataclass(frozen=True, slots=True)
class Found:
    """Both models, and how many people they foretold.

    `share` is the threshold that fits all weeks best, `factor` by how many times one is likelier to
    begin beyond it, with the ends of its 95 % interval, whether people are equally ready or not.
    """

    threshold: Scored
    cascade: Scored
    people: int
    share: float
    factor: tuple[float, float, float]


class TooFewBegin(Exception):
    """So few people began that nothing can be said of why."""


def scored(colleagues: Colleagues, weeks: int) -> Found:
    """The threshold model and the cascade model.

    Raises:
        TooFewBegin: fewer than 30 begin after the first 30 have begun.
    """
    found = [_week(colleagues, week) for week in range(1, weeks)]
    begun = np.cumsum([len(beside) for beside in found], dtype=np.int64)
    first = int(np.searchsorted(begun, FEWEST)) + 1
    if first >= len(found) or begun[-1] - begun[first - 1] < FEWEST:
        raise TooFewBegin
    told = int(begun[-1] - begun[first - 1])
    likely = np.array([_likely(rows) for rows in found])  # weeks, factors, features
    by_share, by_count = likely[:, :, : len(SHARES)], likely[:, :, len(SHARES) :]
    share = SHARES[int(by_share.sum(axis=0).max(axis=0).argmax())]
    return Found(
        _foretold(by_share, first, told),
        _foretold(by_count, first, told),
        told,
        share,
        _factor(colleagues, weeks, share),
    )


def _factor(colleagues: Colleagues, weeks: int, share: float) -> tuple[float, float, float]:
    """How many times as likely one is to begin beyond a share, with the ends of the interval."""
    told = []
    for week in range(1, weeks):
        there, could, before = _there(colleagues, week)
        beyond = _shares(colleagues, there, before) >= share
        told.append((beyond, could, could & (colleagues.began == week)))
    people = readiness.exposed(colleagues.stratum, colleagues.first, told)
    best, low, high = readiness.factor_of(people)
    return 1 + best, 1 + low, 1 + high


def _there(colleagues: Colleagues, week: int) -> tuple[Bools, Bools, Bools]:
    """Who was there in a week, who of them could begin, and who had begun before."""
    began = colleagues.began
    there = (colleagues.first <= week) & (week <= colleagues.last)
    has_begun = (began >= 0) & (began < week)
    return there, there & ~has_begun, there & has_begun


def _shares(colleagues: Colleagues, there: Bools, before: Bools) -> Floats:
    """Of each one's colleagues who are there, which share had begun."""
    beside = _beside(colleagues.manager, there)
    return _beside(colleagues.manager, before) / np.maximum(beside, 1)


def _week(colleagues: Colleagues, week: int) -> Floats:
    """For each who began in a week, by feature: their own, and the mean of who could have begun.

    Shape (begun, features, 2). The features are whether each of `SHARES` is passed, and how many
    colleagues began lately.
    """
    there, could, before = _there(colleagues, week)
    late = before & (colleagues.began >= week - RECENT)
    share = _shares(colleagues, there, before)
    features = [*(share >= least for least in SHARES), _beside(colleagues.manager, late)]
    begin = np.flatnonzero(could & (colleagues.began == week))
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


def _foretold(likely: Floats, first: int, people: int) -> Scored:
    """The weeks from the first on, each by those before it."""
    # Of the mean over the model's parts each week's gain is the step of this sum.
    evidence = _log_sum(likely.sum(axis=0)) - _log_sum(likely[:first].sum(axis=0))
    return Scored(
        times=float(np.exp(evidence / people)),
        evidence=min(MOST, float(np.exp(min(evidence, 100)))),
    )


def _likely(rows: Floats) -> Floats:
    """How likely each factor and feature hold those who began in a week, as logarithms.

    Given that so many of a stratum did, with a relative risk of 1 + factor x. Less what a plain
    curve holds; shape (factors, features).
    """
    factor = FACTORS[:, None, None]
    gain: Floats = np.log1p(factor * rows[:, :, 0]) - np.log1p(factor * rows[:, :, 1])
    return gain.sum(axis=1)


def _log_sum(logs: Floats) -> float:
    highest = logs.max()
    return float(highest + np.log(np.exp(logs - highest).sum()))
