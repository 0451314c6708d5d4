"""How much likelier one is to begin beyond a threshold, where people differ in readiness.

Who is readier begins sooner, so those who are left beyond a threshold are less ready than others,
and a factor that knows of no difference comes out too low. Here readiness is spread as a gamma
distribution, of mean 1 and some variance: who has not begun after a risk of `met` in all is then
ready by 1 / (1 + variance met), on average. The pace of each week is what the number of those who
begin in it says. Each factor is judged by the variance that suits it best, and the interval holds
all factors that do hardly worse than the best. Where readiness varies more than its mean that is
no gamma's doing any more: a few are many times readier, and the factor comes out too low.

Sources: Breslow (1974), Biometrics 30, 89-99; Vaupel, Manton & Stallard (1979), Demography 16,
439-454; Murphy & van der Vaart (2000), Journal of the American Statistical Association 95, 449-465.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.tipping.kinds import Bools, Floats, Ints

VARIANCES = np.array([0, 0.15, 0.3, 0.5, 0.8, 1.2, 2.0, 3.5])
APART = VARIANCES > 1  # readiness that varies more than its mean
DOUBT = 0.5  # as a logarithm: so much better do these suit before nothing is told
MOST = np.log1p(50.0)  # factors are sought as the logarithm of 1 + factor, up to this
COARSE, FINE = 0.3, 12  # a step, first; then so many steps across what is left
FAR = 8.0  # below the best, as logarithms, are four standard errors
WIDE = 1.959964  # standard errors to each side: the middle 95 of 100 parts


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


def factor_of(people: Exposed) -> tuple[float, float, float] | None:
    """By how much one is likelier to begin beyond it, and the ends of its 95 % interval; None where
    people differ too widely in readiness to say."""
    steps = np.arange(0, MOST + COARSE, COARSE).clip(max=MOST)
    held = _suited(people, steps).max(axis=0)
    near = np.flatnonzero(held >= held.max() - FAR)
    low, high = steps[max(near[0] - 1, 0)], steps[min(near[-1] + 1, len(steps) - 1)]
    steps = np.linspace(low, high, FINE + 1)
    suited = _suited(people, steps)
    if suited[APART].max() - suited[~APART].max() > DOUBT:
        return None
    best, low, high = np.expm1(_ends(steps, suited.max(axis=0)))
    return float(best), float(low), float(high)


def _suited(people: Exposed, steps: Floats) -> Floats:
    """How likely each variance and factor hold those who began; shape (variances, steps)."""
    factor, variance = (one.reshape(-1, 1) for one in np.meshgrid(np.expm1(steps), VARIANCES))
    met = np.zeros((len(factor), len(people.stratum)))
    held = np.zeros(len(factor))
    for beyond, could, begin in zip(people.beyond, people.could, people.begin, strict=True):
        # Where nobody begins nothing is learnt, and nobody meets any risk.
        moved = np.isin(people.stratum, people.stratum[begin > 0])
        some = np.flatnonzero(moved & (could > 0))
        risk = 1 + factor * beyond[some]
        ready = risk / (1 + variance * met[:, some])
        starts = np.flatnonzero(np.diff(people.stratum[some], prepend=-1))
        whole = np.add.reduceat(ready * could[some], starts, axis=1)
        began = np.add.reduceat(begin[some], starts)
        begins = begin[some] > 0
        held += np.log(ready[:, begins]) @ begin[some][begins] - np.log(whole) @ began
        pace = np.repeat(began / whole, np.diff(starts, append=len(some)), axis=1)
        met[:, some] += pace * risk
    return held.reshape(len(VARIANCES), -1)


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
