"""How far chosen people would carry something, by playing it through many times."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt

import numpy as np

from groundswell.adoption.tipping import sampling
from groundswell.adoption.tipping.model import Model

CASCADES = 10_000


@dataclass(frozen=True, slots=True)
class Reached:
    """People reached, those who began among them.

    Attributes:
        mean: over all cascades.
        standard_error: of the mean.
        low, high: between them lie 90 of 100 cascades.
    """

    mean: float
    standard_error: float
    low: float
    high: float


def reached(
    model: Model, chosen: Collection[int], *, seed: int = 0, cascades: int = CASCADES
) -> Reached:
    """Whom the chosen reach in so many cascades of their own."""
    found = np.zeros(cascades, np.int64)
    begin = np.fromiter(sorted(set(chosen)), np.int32)
    stream = np.random.SeedSequence(seed).generate_state(1, np.uint64)[0]
    sampling.sizes(model.forward, model.walks, stream, begin, found)
    low, high = np.percentile(found, (5, 95))
    error = found.std(ddof=1) / sqrt(cascades)
    return Reached(float(found.mean()), float(error), float(low), float(high))
