"""A graph of who turned to whom, as arrays. Self-loops are gone before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Pairs:
    """Undirected simple ties, each once: `low` < `high`, `weight` of both directions together."""

    people: int
    low: Ints
    high: Ints
    weight: Floats

    def __len__(self) -> int:
        return len(self.low)


@dataclass(frozen=True, eq=False)
class Arcs:
    """Distinct ordered pairs, sorted by source, then target; people are numbers under `people`."""

    people: int
    source: Ints
    target: Ints
    weight: Floats

    def __len__(self) -> int:
        return len(self.source)

    @cached_property
    def pairs(self) -> Pairs:
        """The ties without their direction."""
        low = np.minimum(self.source, self.target)
        high = np.maximum(self.source, self.target)
        return Pairs(self.people, *_summed(self.people, low, high, self.weight))


def arcs_of(people: int, source: Ints, target: Ints, weight: Floats) -> Arcs:
    """The arcs of many rows: one for each ordered pair, with the sum of their weights."""
    return Arcs(people, *_summed(people, source, target, weight))


def _summed(people: int, one: Ints, other: Ints, weight: Floats) -> tuple[Ints, Ints, Floats]:
    keys, place = np.unique(one * people + other, return_inverse=True)
    return keys // max(people, 1), keys % max(people, 1), np.bincount(place, weight, len(keys))
