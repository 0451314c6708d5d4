"""How far a share seen in samples may be from the truth, from above and from below."""

from __future__ import annotations

from math import e, lgamma, log, sqrt

GREEDY = 1 - 1 / e  # what greedy choice reaches at least of the best (Nemhauser, Wolsey 1978)


def at_least(covered: float, sets: int, error: float) -> float:
    """Below which share of sets the true one lies with a chance of at most `error`.

    Source: Tang, Tang, Xiao, Yuan (2018), Online processing algorithms for influence
    maximization, SIGMOD, 991-1005, equation 5.
    """
    if not covered:
        return 0.0
    width = log(1 / error)
    root = sqrt(covered + 2 * width / 9) - sqrt(width / 2)
    return max(0.0, (root * root - width / 18) / sets)


def at_most(covered: float, sets: int, error: float) -> float:
    """Above which share of sets the true one lies with a chance of at most `error`.

    Source: as for `at_least`, equation 8.
    """
    width = log(1 / error)
    root = sqrt(covered + width / 2) + sqrt(width / 2)
    return min(1.0, root * root / sets)


def first_and_last(people: int, k: int, gap: float, error: float) -> tuple[float, float]:
    """With how many sets to begin, and with how many greedy choice needs no bounds to be asked.

    From the last on it is within `gap` of 1 - 1/e of the best.

    Source: as for `at_least`, algorithm 2 and equation 16.
    """
    ways = lgamma(people + 1) - lgamma(k + 1) - lgamma(people - k + 1)
    logs = log(6 / error)
    first = 2 * (GREEDY * sqrt(logs) + sqrt(GREEDY * (ways + logs))) ** 2
    return first, max(first, first * people / (gap * gap * k))
