"""Stages of adoption: where everybody, and each function that is told, stands on Rogers' scale."""

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

# Up to which share of people each stage goes: 2.5, 13.5, 34, 34 and 16 %, one after the other.
ENDS = (0.025, 0.16, 0.5, 0.84, 1.0)


def stage(reached: float) -> int:
    """Which of the five stages a share of people has come to: 0 to 4."""
    return next(place for place, end in enumerate(ENDS) if reached <= end)


def count(cells: Cells) -> Figures:
    """The share of everybody, and in how many functions each stage is reached."""
    active, everybody = cells.everybody or (0, 0)
    employed = sum(employed for *_, employed in cells.rows)
    reached = [stage(active / employed) for _, active, employed in cells.rows if employed]
    values = [
        Value(
            name="adopted",
            title=_lazy("Everybody: took part in 28 days"),
            unit=Unit.SHARE,
            value=share(active, everybody),
            people=everybody,
            numerator=active,
            denominator=everybody,
        )
    ]
    values += [
        Value(
            name=f"stage_{place + 1}",
            title=title,
            unit=Unit.SHARE,
            value=reached.count(place) / len(reached) if reached else None,
            people=employed,
            numerator=reached.count(place),
            denominator=len(reached),
        )
        for place, title in enumerate(TITLES)
    ]
    return Figures(values, cells=[name for name, *_ in cells.rows])


TITLES = (
    _lazy("Functions among the innovators (up to 2.5 %)"),
    _lazy("Functions among the early adopters (up to 16 %)"),
    _lazy("Functions in the early majority (up to 50 %)"),
    _lazy("Functions in the late majority (up to 84 %)"),
    _lazy("Functions in which only the last are missing (above 84 %)"),
)
MEASURE = Measure(
    name="stages",
    topic=Topic.SPREAD,
    title=_lazy("Stages of adoption"),
    definition=_lazy(
        "To which of Rogers’ five stages the share of people who took part in 28 days has come, of"
        " everybody and of each function: 2.5 % innovators, the next 13.5 % early adopters, 34 %"
        " early majority, 34 % late majority, the last 16 % laggards."
    ),
    formula=(
        _lazy("people employed who took part in 28 days"),
        _lazy("people employed on the last day"),
    ),
    numerator=_lazy(
        "Who takes part now. Whoever tried once and left is no adopter, so a stage can be lost"
        " again; Rogers sorts people by the day on which they began, and nobody is sorted here."
    ),
    denominator=_lazy("Headcount, not accounts. Functions are those whose share is told in reach."),
    unit=_lazy("Share of people, 0 to 1, and the stage in which it lies."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=OF_WHAT_IS_TOLD,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy(
            "Something that was measured about people: the borders are a convention, one and two"
            " standard deviations around the mean of a bell that Rogers assumed."
        ),
        _lazy(
            "A chasm: that adoption halts between early adopters and majority is a conjecture by"
            " Moore (1991) and was not found in data; whether it halts here shows the curve."
        ),
        _lazy("A forecast: nothing says that the next stage comes."),
    ),
    source=_lazy(
        "Reach. Rogers (1962, 5th edition 2003), Diffusion of Innovations, chapter 7; Moore (1991),"
        " Crossing the Chasm."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.TOLD,
)
