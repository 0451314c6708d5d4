"""Stickiness: on how many days those who take part do."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value, share
from groundswell.adoption.measures.given import Participation
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy


def count(rows: Participation) -> Figures:
    """Days on which people took part, of the days on which those of the window could have."""
    last = PARTICIPATION_DAYS - 1
    days = len({(person, ago) for person, ago, _ in rows.acts if ago <= last})
    active = rows.active(0, last)
    possible = active * PARTICIPATION_DAYS
    return Figures(
        [
            Value(
                name="stickiness",
                title=_lazy("Days of 28 on which who takes part does"),
                unit=Unit.SHARE,
                value=share(days, possible),
                people=active,
                numerator=days,
                denominator=possible,
            )
        ]
    )


MEASURE = Measure(
    name="stickiness",
    topic=Topic.REACH,
    title=_lazy("Stickiness"),
    definition=_lazy(
        "How many of the people who took part in 28 days do so on an average day: daily"
        " contributors by monthly ones."
    ),
    formula=(
        _lazy("people with a contribution on a day, the mean of 28 days"),
        _lazy("people with a contribution in the 28 days"),
    ),
    numerator=_lazy(
        "Pairs of a person and a day on which they contributed, divided by 28 days. Weekends count"
        " as days."
    ),
    denominator=_lazy(
        "Distinct people who contributed in the 28 days and are employed on the last of them."
    ),
    unit=_lazy("Share, 1/28 to 1, shown as per cent. Nobody took part: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Time spent: a day counts once, however much was said."),
        _lazy("Health: who answers a question a week serves others well."),
    ),
    source=_lazy(
        "The activity log and the people list. Yardstick: “daily by monthly active users” of "
        "others count sign-ins; a network at its launch had 0.18 to 0.21 of who wrote, later 0.12 "
        "to 0.14 (CollegeMsg, own computation)."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.PARTICIPATION,
)
