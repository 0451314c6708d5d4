"""Which of many figures have changed beyond chance, when all of them were looked at."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, lgamma

FALSE_SHARE = 0.05  # of what is said to have changed, at most so much by chance


def tail(count: int, of: int, other: int, other_of: int) -> float:
    """How likely so great a difference of two shares is by chance, if nothing changed.

    Fisher's exact test, both tails: twice the smaller. Where the same people stand behind both, and
    do as they did before, the truth is smaller still.

    Source: Fisher (1934), Statistical Methods for Research Workers.
    """
    if count * other_of > other * of:
        # The tail upwards is that of those who did not, downwards.
        return tail(of - count, of, other_of - other, other_of)
    marked = count + other
    least = max(0, marked - other_of)
    chance = exp(
        _log_choose(of, count) + _log_choose(other_of, other) - _log_choose(of + other_of, marked)
    )
    whole, at = 0.0, count
    while at >= least and chance > 0:
        whole += chance
        if chance < whole * 1e-12:
            break
        chance *= at * (other_of - marked + at) / ((of - at + 1) * (marked - at + 1))
        at -= 1
    return min(1.0, 2 * whole)


def beyond_chance(tails: Sequence[float], share: float = FALSE_SHARE) -> list[int]:
    """The places of those that changed: of them at most a share does by chance, on average.

    However the figures hang together: a function is part of the whole and shares its people with
    sites. If nothing changed, it says that something did in at most that share of weeks.

    Source: Benjamini & Yekutieli (2001), Annals of Statistics 29(4), 1165-1188.
    """
    many = len(tails)
    harmonic = sum(1 / number for number in range(1, many + 1))
    order = sorted(range(many), key=lambda place: tails[place])
    most = 0
    for number, place in enumerate(order, 1):
        if tails[place] <= share * number / (many * harmonic):
            most = number
    return sorted(order[:most])


def _log_choose(of: int, count: int) -> float:
    return lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
