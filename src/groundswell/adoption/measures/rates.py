"""Shares of what was seen, with the interval of what they say about more of the kind."""

from __future__ import annotations

from math import sqrt

from groundswell.adoption.measures.figures import Unit, Value

Z = 1.959964  # of a normal curve: 95 % lie within


def wilson(some: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share; it stays within 0 and 1 and holds for small numbers too.

    A count is whole, so of a fixed number and share no interval holds the truth in just 95 of 100:
    it swings with both. What is promised: where as many come as happen to (of 10 or more on
    average), 93 to 97 of 100 at any share from 2 to 98 %; of a fixed number, on average over shares
    from 5 to 95 %, 95 to 96, and never fewer than 92 at 30 or more. Each is a test.

    Raises:
        ZeroDivisionError: of nothing there is no share.

    Sources: Wilson (1927), J. Am. Stat. Ass. 22, 209-212; Brown, Cai & DasGupta (2001), Statistical
    Science 16, 101-133, who advise it for small numbers and show the swings of all others.
    """
    share, square = some / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    margin = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - margin), min(1.0, middle + margin)


def rate(name: str, title: str, some: int, of: int, people: int) -> Value:
    """So many of so many, with the interval; of nothing it is undefined."""
    low, high = wilson(some, of) if of else (None, None)
    return Value(
        name=name,
        title=title,
        unit=Unit.SHARE,
        value=some / of if of else None,
        numerator=some,
        denominator=of,
        low=low,
        high=high,
        people=people,
    )
