"""How many will have begun in weeks to come: drawn many times from what is known of the curve.

Past a peak many shapes look like the Bass curve: after a burst at the start people may go on to
begin week by week for ever. So it foretells only once it has foretold: the curves of earlier weeks
are held against the weeks since (Dawid 1984, J. R. Stat. Soc. A 147, 278-292).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from groundswell.adoption.forecast.bass import MONTH, Estimate, ForecastIsRefused, Why, fitted
from groundswell.adoption.forecast.curve import SMALLEST, Array, expected

CONFIDENCE = 0.9
DRAWS, SEED = 2000, 1  # the same draws for the same counts
EBB = 8  # in the best four weeks so many times as many began as in the last four, or more
PROVEN = 8  # weeks for which a curve has to have foretold what came
LOOKED_BACK = 26  # weeks: whose curves are held against what came


def ahead(counts: Sequence[int], weeks: int) -> tuple[Estimate, Array]:
    """How many will have begun in the end; and for each of so many weeks to come the lower end,
    middle and upper end of how many will have, shape (weeks, 3). Both with 90 %.

    Raises:
        ForecastIsRefused: as `bass.forecast`; or still many begin; or the curve has not foretold.
    """
    found = drawn(counts, weeks)
    _refuse_while_many_begin(counts)
    if not _has_foretold(counts):
        msg = "What the curves of earlier weeks foretold did not come about, or is too recent."
        raise ForecastIsRefused(Why.NOT_FORETOLD, msg)
    low, middle, high = found[-1].tolist()
    return Estimate(middle, low, high), found[:-1]


def drawn(counts: Sequence[int], weeks: int) -> Array:
    """As `ahead`, whether or not the curve has foretold; the last row is the end of all weeks.

    Each draw has a curve of its own, as far as those are known, and scatters around it as the weeks
    that are over did. So none lies below how many have begun.

    Raises:
        ForecastIsRefused: as `bass.forecast`.
    """
    _, logs, spread = fitted(counts, CONFIDENCE)
    new = np.array(counts, dtype=np.float64)
    rng = np.random.default_rng(SEED)
    curves = np.clip(rng.multivariate_normal(logs, spread, DRAWS, method="svd"), SMALLEST, logs + 4)
    curve = expected(curves, len(new) + weeks)
    after = np.maximum(np.exp(curves[:, 2]) - curve.sum(axis=1), 0)
    rate = np.column_stack([curve[:, len(new) :], after])
    over = _scatter(new, logs)
    if over > 1:
        rate = rng.gamma(np.maximum(rate, 1e-12) / (over - 1), over - 1)
    begun = new.sum() + rng.poisson(rate).cumsum(axis=1)
    low = (1 - CONFIDENCE) / 2
    found: Array = np.quantile(begun, (low, 0.5, 1 - low), axis=0).T
    return found


def _scatter(new: Array, logs: Array) -> float:
    """How many times as much as pure chance the weeks scatter around the curve."""
    curve = np.maximum(expected(logs[None], len(new))[0], 1)
    return float(((new - curve) ** 2 / curve).sum() / max(len(new) - 3, 1))


def _refuse_while_many_begin(counts: Sequence[int]) -> None:
    """A trickle that stays shows only where the curve has all but ended."""
    months = np.convolve(counts, np.ones(MONTH), "valid")
    if months[-1] * EBB > months.max():
        msg = f"More than one in {EBB} of the best four weeks still begin."
        raise ForecastIsRefused(Why.MANY_BEGIN, msg)


def _has_foretold(counts: Sequence[int]) -> bool:
    """Whether there was a curve some weeks ago, and each since a month ago holds what came."""
    weeks = len(counts)
    if _holds(counts, weeks - PROVEN) is not True:
        return False
    known = range(max(1, weeks - LOOKED_BACK), weeks - MONTH + 1)
    return all(_holds(counts, one) is not False for one in known)


def _holds(counts: Sequence[int], known: int) -> bool | None:
    """Whether the curve of the first weeks foretold how many have begun; None: there was none."""
    try:
        low, _, high = drawn(counts[: max(known, 0)], len(counts) - known)[-2]
    except ForecastIsRefused:
        return None
    return bool(low <= sum(counts) <= high)
