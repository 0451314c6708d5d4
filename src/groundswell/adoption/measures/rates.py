"""Shares of what was seen, with the interval of what they say about more of the kind."""

from __future__ import annotations

from math import sqrt

from groundswell.adoption.measures.figures import Unit, Value

Z = 1.959964  # of a normal curve: 95 % lie within


def wilson(some: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share; it stays within 0 and 1 and holds for small numbers too.

    Raises:
        ZeroDivisionError: of nothing there is no share.

    Source: Wilson (1927), J. Am. Stat. Ass. 22, 209-212.
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
