"""How many will have begun in weeks to come: drawn many times from what is known of the curve."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from groundswell.adoption.forecast.bass import Bass, fitted
from groundswell.adoption.forecast.curve import SMALLEST, Array, expected

CONFIDENCE = 0.9
DRAWS, SEED = 2000, 1  # the same draws for the same counts


def ahead(counts: Sequence[int], weeks: int) -> tuple[Bass, Array]:
    """The curve, and for each of so many weeks to come the lower end, middle and upper end of how
    many will have begun, with 90 %; shape (weeks, 3).

    Each draw has a curve of its own, as far as those are known, and scatters around it as the weeks
    that are over did.

    Raises:
        ForecastIsRefused: as `bass.forecast`.
    """
    bass, logs, spread = fitted(counts, CONFIDENCE)
    new = np.array(counts, dtype=np.float64)
    rng = np.random.default_rng(SEED)
    drawn = np.clip(rng.multivariate_normal(logs, spread, DRAWS, method="svd"), SMALLEST, logs + 4)
    rate = expected(drawn, len(new) + weeks)[:, len(new) :]
    over = _scatter(new, logs)
    if over > 1:
        rate = rng.gamma(np.maximum(rate, 1e-12) / (over - 1), over - 1)
    begun = new.sum() + rng.poisson(rate).cumsum(axis=1)
    low = (1 - CONFIDENCE) / 2
    found: Array = np.quantile(begun, (low, 0.5, 1 - low), axis=0).T
    return bass, found


def _scatter(new: Array, logs: Array) -> float:
    """How many times as much as pure chance the weeks scatter around the curve."""
    curve = np.maximum(expected(logs[None], len(new))[0], 1)
    return float(((new - curve) ** 2 / curve).sum() / max(len(new) - 3, 1))
