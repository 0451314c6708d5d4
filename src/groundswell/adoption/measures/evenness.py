"""Evenness: whether functions take part alike, or a few of them carry it."""

from __future__ import annotations

from datetime import date
from math import log

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.given import Cells
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy

OF_WHAT_IS_TOLD = _lazy(
    "It is made of the shares of functions as they are told, after the privacy gate: functions"
    " that are withheld are left out, so it says nothing about them."
)


def pielou(shares: list[float]) -> float | None:
    """How evenly functions take part: 1 when all do alike, near 0 when one alone does.

    Args:
        shares: of each function the share of its people who took part, 0 to 1.
    Returns:
        H / ln F of the F shares divided by their sum; None with fewer than two functions, or where
        nobody took part.

    Source: Pielou (1966), Journal of Theoretical Biology 13, 131-144.
    """
    total = sum(shares)
    if len(shares) < 2 or not total:
        return None
    parts = [one / total for one in shares if one]
    return abs(sum(part * log(part) for part in parts)) / log(len(shares))


def count(cells: Cells) -> Figures:
    """Pielou's evenness of the functions, and how many reach half of everybody's share."""
    shares = [active / employed for _, active, employed in cells.rows]
    people = sum(employed for *_, employed in cells.rows)
    values = [
        Value(
            name="evenness",
            title=_lazy("Evenness among functions"),
            unit=Unit.INDEX,
            value=pielou(shares),
            people=people,
            denominator=len(shares),
        )
    ]
    active, employed = cells.everybody or (0, 0)
    if active:
        half = sum(one >= active / employed / 2 for one in shares)
        values.append(
            Value(
                name="function_reach",
                title=_lazy("Functions that reach half of everybody’s share"),
                unit=Unit.SHARE,
                value=share(half, len(shares)),
                people=people,
                numerator=half,
                denominator=len(shares),
            )
        )
    return Figures(values)


MEASURE = Measure(
    name="evenness",
    topic=Topic.REACH,
    title=_lazy("Evenness among functions"),
    definition=_lazy(
        "Whether functions take part alike: 1 when the same share of each does, near 0 when one"
        " function alone does. Beside it, how many functions reach half of everybody’s share."
    ),
    formula=(
        _lazy("entropy of the functions’ shares, each divided by their sum"),
        _lazy("entropy if all were the same: the logarithm of the number of functions"),
    ),
    numerator=_lazy(
        "H = −Σ p ln p over functions; p is the share of a function’s people who took part in 28"
        " days, divided by the sum of these shares. Shares, not people: a large function weighs no"
        " more than a small one."
    ),
    denominator=_lazy("ln F, with F functions that are told."),
    unit=_lazy(
        "Index, 0 to 1. Fewer than two functions, or nobody took part: undefined, not 0. The number"
        " of functions is a share, 0 to 1."
    ),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=OF_WHAT_IS_TOLD,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Reach: it is 1, too, where the same few of every function take part."),
        _lazy(
            "Something between companies: it rises by itself where there are few functions, and"
            " where functions are withheld."
        ),
    ),
    source=_lazy(
        "Reach by function. Pielou (1966), Journal of Theoretical Biology 13, 131–144; the entropy"
        " is Shannon’s. We take shares of functions and not counts, or the largest would decide."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.TOLD,
)
