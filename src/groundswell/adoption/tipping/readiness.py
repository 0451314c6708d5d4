"""How much likelier one is to begin beyond a threshold, where people differ in readiness.

Who is readier begins sooner, so those who are left beyond a threshold are less ready than others,
and a factor that knows of no difference comes out too low. How readiness is spread nobody knows, so
several spreads of mean 1 are tried: all alike or nearly (gamma), log-normal of any width, and most
alike but for a few who are many times readier (Hougaard's). Each says how ready those are, on
average, who have not begun after a risk of `met` in all. The pace of each week is what the number
of those who begin in it says. Each factor is judged by the spread that suits it best, and the
interval holds all factors that do hardly worse than the best. With gamma alone it lay too low where
readiness was log-normal and wide.

Sources: Breslow (1974), Biometrics 30, 89-99; Vaupel, Manton & Stallard (1979), Demography 16,
439-454; Hougaard (1986), Biometrika 73, 387-396; McGilchrist & Aisbett (1991), Biometrics 47,
461-466; Murphy & van der Vaart (2000), Journal of the American Statistical Association 95, 449-465.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.tipping.kinds import Bools, Floats, Ints

VARIANCES = (0.0, 0.15, 0.3)  # gamma
WIDTHS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5)  # log-normal: of the logarithm, one deviation
TAILED, TAIL = (8.0, 40.0), 0.75  # variances of Hougaard's, and how heavy its tail is, from 0 to 1
SPREADS = len(VARIANCES) + len(WIDTHS) + len(TAILED)
MET = np.concatenate([[0.0], np.geomspace(1e-4, 1e4, 600)])  # between these readiness is a line
MAGNIFIED = 1000.0  # risks that are met are told apart by the logarithm of 1 + so many times each
NORMAL = np.linspace(-8, 10, 361)  # deviations over which a log-normal is summed
MOST = np.log1p(50.0)  # factors are sought as the logarithm of 1 + factor, up to this
COARSE, FINE = 0.3, 12  # a step, first; then so many steps across what is left
FAR = 8.0  # below the best, as logarithms, are four standard errors
WIDE = 1.959964  # standard errors to each side: the middle 95 of 100 parts


def _left(met: Floats) -> Floats:
    """How ready those are, by each spread, who have met so much and not begun; (spreads, met)."""
    gamma = [1 / (1 + variance * met) for variance in VARIANCES]
    tailed = [(1 + each * met / (1 - TAIL)) ** (TAIL - 1) for each in TAILED]
    return np.array([*gamma, *(_log_normal(width, met) for width in WIDTHS), *tailed])


def _log_normal(width: float, met: Floats) -> Floats:
    ready = np.exp(width * NORMAL - width**2 / 2)
    # As logarithms less their highest, or after much risk nobody would be left.
    left = -met[:, None] * ready - NORMAL**2 / 2
    weight = np.exp(left - left.max(axis=1, keepdims=True))
    found: Floats = weight @ ready / weight.sum(axis=1)
    return found


LEFT = np.log(_left(MET))


@dataclass(frozen=True, slots=True)
class Exposed:
    """People who met the same risk: of one stratum, there since one week, beyond it in the same.

    `stratum` of shape (groups,), ascending; the others (weeks, groups): whether they are beyond the
    threshold, how many could begin, and how many did.
    """

    stratum: Ints
    beyond: Bools
    could: Ints
    begin: Ints


def exposed(stratum: Ints, first: Ints, weeks: list[tuple[Bools, Bools, Bools]]) -> Exposed:
    """Put alike people together; of each week who is beyond the threshold, could begin, and did."""
    beyond = np.zeros((len(weeks), len(stratum)), dtype=np.bool_)
    last = beyond[0]
    for week, (is_beyond, could, _) in enumerate(weeks):
        # Of who cannot begin any more nothing is asked: as they were, they are like most others.
        beyond[week] = last = np.where(could, is_beyond, last)
    alike = np.column_stack([stratum, first, np.packbits(beyond, axis=0).T])
    groups, one, group = np.unique(alike, axis=0, return_index=True, return_inverse=True)
    group = group.reshape(-1)

    def counted(which: int) -> Ints:
        rows = [np.bincount(group[week[which]], minlength=len(groups)) for week in weeks]
        return np.array(rows, dtype=np.int64)

    return Exposed(stratum[one], beyond[:, one], counted(1), counted(2))


def factor_of(people: Exposed) -> tuple[float, float, float]:
    """By how much one is likelier to begin beyond it, and the ends of its 95 % interval."""
    steps = np.arange(0, MOST + COARSE, COARSE).clip(max=MOST)
    held = _suited(people, steps).max(axis=0)
    near = np.flatnonzero(held >= held.max() - FAR)
    low, high = steps[max(near[0] - 1, 0)], steps[min(near[-1] + 1, len(steps) - 1)]
    steps = np.linspace(low, high, FINE + 1)
    best, low, high = np.expm1(_ends(steps, _suited(people, steps).max(axis=0)))
    return float(best), float(low), float(high)


def _suited(people: Exposed, steps: Floats) -> Floats:
    """How likely each spread and factor hold those who began; shape (spreads, steps)."""
    factor = np.tile(np.expm1(steps), SPREADS)[:, None]
    met = np.zeros((len(factor), len(people.stratum)))
    held = np.zeros(len(factor))
    for beyond, could, begin in zip(people.beyond, people.could, people.begin, strict=True):
        # Where nobody begins nothing is learnt, and nobody meets any risk.
        moved = np.isin(people.stratum, people.stratum[begin > 0])
        some = np.flatnonzero(moved & (could > 0))
        risk = 1 + factor * beyond[some]
        ready = risk * _ready(met[:, some])
        starts = np.flatnonzero(np.diff(people.stratum[some], prepend=-1))
        whole = np.add.reduceat(ready * could[some], starts, axis=1)
        began = np.add.reduceat(begin[some], starts)
        begins = begin[some] > 0
        held += np.log(ready[:, begins]) @ begin[some][begins] - np.log(whole) @ began
        pace = np.repeat(began / whole, np.diff(starts, append=len(some)), axis=1)
        met[:, some] += pace * risk
    return held.reshape(SPREADS, -1)


def _ready(met: Floats) -> Floats:
    """How ready who has met so much is by the spread of its row; rows of one stand together."""
    at, known = np.log1p(MAGNIFIED * met), np.log1p(MAGNIFIED * MET)
    rows = zip(np.split(at, SPREADS), LEFT, strict=True)
    return np.exp(np.concatenate([np.interp(each, known, left) for each, left in rows]))


def _ends(steps: Floats, held: Floats) -> Floats:
    """The best step, and where it is left by so many standard errors.

    The root of what is lost is nearly a straight line, on both sides: between steps it is one here.
    """
    top = int(held.argmax())
    best, peak = steps[top], held[top]
    if 0 < top < len(steps) - 1:
        before, after = held[top] - held[top - 1], held[top] - held[top + 1]
        aside = (before - after) / (before + after) / 2
        best += aside * (steps[1] - steps[0])
        peak += aside * (before - after) / 4
    lost = np.sqrt(2 * (peak - held)) * np.sign(steps - best)
    return np.array([best, *np.interp([-WIDE, WIDE], np.maximum.accumulate(lost), steps)])
