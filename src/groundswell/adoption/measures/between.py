"""Ties between two groups whose people overlap, beside what chance gives, and pairs like a pair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log

import numpy as np

from groundswell.adoption.measures.gathered import Gathered, Ties
from groundswell.adoption.measures.structure.arcs import Floats, Ints

HALF = 0.5  # of what chance gives: more ties are not few
LOOKED_AT = 200  # pairs, the nearest in what chance gives, from which comparable ones are taken


@dataclass(frozen=True, eq=False)
class Between:
    """People of one group alone, of the other alone, and in both; ties between the first two.

    `by_chance`: had everybody as many ties as they have, with partners dealt anew.
    """

    one: Ints
    other: Ints
    both: int
    ties: int
    by_chance: float

    @property
    def smaller(self) -> int:
        """How many people stand on the smaller side."""
        return min(len(self.one), len(self.other))

    def are_few(self, level: float) -> bool:
        """Whether there are at most half the ties of chance, and chance gives so few too seldom."""
        return self.ties <= HALF * self.by_chance and at_most(self.ties, self.by_chance) <= level


def degrees(gathered: Gathered) -> Floats:
    """How many ties each person has, shape (people,)."""
    ends = np.concatenate([gathered.ties.low, gathered.ties.high])
    return np.bincount(ends, minlength=gathered.people).astype(np.float64)


def between(gathered: Gathered, pair: tuple[int, int], degree: Floats) -> Between:
    """How two groups stand to each other.

    Source of what chance gives: Newman & Girvan (2004), Physical Review E 69, 026113.
    """
    here, there = (gathered.members[place] for place in pair)
    one = np.setdiff1d(here, there, assume_unique=True)
    other = np.setdiff1d(there, here, assume_unique=True)
    whole = degree.sum()
    by_chance = degree[one].sum() * degree[other].sum() / whole if whole else 0.0
    return Between(
        one=one,
        other=other,
        both=len(here) - len(one),
        ties=crossing(gathered.people, one, other, gathered.ties),
        by_chance=float(by_chance),
    )


def crossing(people: int, one: Ints, other: Ints, ties: Ties) -> int:
    """How many of the ties join somebody of the one with somebody of the other."""
    side = np.zeros(people, dtype=np.int8)
    side[one], side[other] = 1, 2
    return int(np.count_nonzero(side[ties.low] * side[ties.high] == 2))


def at_most(count: int, mean: float) -> float:
    """How often a Poisson number is as low as the count, or lower."""
    if mean <= 0:
        return 1.0
    term, total = -mean, 0.0
    for number in range(count + 1):
        total += exp(term)
        term += log(mean) - log(number + 1)
    return min(1.0, total)


def alike(gathered: Gathered, pair: tuple[int, int], degree: Floats) -> Iterator[tuple[int, int]]:
    """Pairs without either group of the pair, the nearest first in what chance gives."""
    sums = np.array([degree[members].sum() for members in gathered.members])
    low, high = np.triu_indices(len(sums), k=1)
    is_apart = ~(np.isin(low, pair) | np.isin(high, pair))
    low, high = low[is_apart], high[is_apart]
    weight = np.log1p(sums[low] * sums[high])
    aim = np.log1p(sums[pair[0]] * sums[pair[1]])
    nearest = np.argsort(np.abs(weight - aim), kind="stable")[:LOOKED_AT]
    yield from zip(low[nearest].tolist(), high[nearest].tolist(), strict=True)
