"""Shares of what was seen, with the interval of what they say about more of the kind."""

from __future__ import annotations

from math import hypot, sqrt

from groundswell.adoption.measures.figures import Unit, Value

type Known = tuple[float, float, float]  # a value and the ends of its interval

Z = 1.959964  # of a normal curve: 95 % lie within


def wilson(some: float, of: float) -> tuple[float, float]:
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


def of_difference(now: Known, then: Known) -> tuple[float, float]:
    """The 95 % interval of the difference of two values that have one each: value, low, high.

    Each limit keeps its own distance (MOVER), so intervals need not be even. Of two shares, of 30
    or more each, it holds the truth in 95 of 100 on average over shares from 5 to 95 %, and never
    in fewer than 92. Values that hang together make it wider than it had to be.

    Source: Zou & Donner (2008), Statistics in Medicine 27(10), 1693-1702.
    """
    (value, low, high), (before, then_low, then_high) = now, then
    difference = value - before
    return (
        difference - hypot(value - low, then_high - before),
        difference + hypot(high - value, before - then_low),
    )


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
