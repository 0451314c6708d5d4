"""Tipping candidates: functions in which more than a quarter take part. A rule of thumb."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.evenness import OF_WHAT_IS_TOLD
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

QUARTER = 0.25  # of the people of a function


def count(cells: Cells) -> Figures:
    """Functions past a quarter, of those that are told, and which they are."""
    past = [name for name, active, employed in cells.rows if active / employed > QUARTER]
    return Figures(
        [
            Value(
                name="tipping_candidates",
                title=_lazy("Functions past 25 %"),
                unit=Unit.SHARE,
                value=share(len(past), len(cells.rows)),
                people=sum(employed for *_, employed in cells.rows),
                numerator=len(past),
                denominator=len(cells.rows),
            )
        ],
        cells=past,
    )


MEASURE = Measure(
    name="tipping_candidates",
    topic=Topic.REACH,
    title=_lazy("Tipping candidates"),
    definition=_lazy(
        "Functions in which more than a quarter of the people took part in 28 days. A quarter is a"
        " rule of thumb for where a habit may begin to carry itself, not a threshold that was found"
        " here."
    ),
    formula=(
        _lazy("functions of which more than 25 % took part in 28 days"),
        _lazy("functions that are told"),
    ),
    numerator=_lazy("Functions whose share in reach is above 0.25."),
    denominator=_lazy("All functions of the people list whose share is told."),
    unit=_lazy("Share of functions, 0 to 1. No function told: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=OF_WHAT_IS_TOLD,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("A forecast: a function past a quarter can fall back."),
        _lazy(
            "A law: in the experiment a committed quarter turned a convention in groups of"
            " strangers who were paid to agree. Other studies name shares from 10 to 40 %."
        ),
    ),
    source=_lazy(
        "Reach by function. Centola, Becker, Brackbill and Baronchelli (2018), Science 360,"
        " 1116–1119: 194 people in ten groups."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.TOLD,
)
