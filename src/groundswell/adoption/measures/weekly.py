"""Weekly contributors: how many of those employed took part in a week."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value, share
from groundswell.adoption.measures.given import Participation
from groundswell.adoption.measures.measure import NOTHING_SAMPLED, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy

WEEK = 7  # days


def count(rows: Participation) -> Figures:
    """People who took part in the last seven days, of all employed."""
    active = rows.active(0, WEEK - 1)
    return Figures(
        [
            Value(
                name="weekly",
                title=_lazy("Took part in 7 days"),
                unit=Unit.SHARE,
                value=share(active, rows.employed),
                people=rows.employed,
                numerator=active,
                denominator=rows.employed,
                counts_people=True,
            )
        ]
    )


MEASURE = Measure(
    name="weekly",
    topic=Topic.REACH,
    title=_lazy("Weekly contributors"),
    definition=_lazy(
        "The share of all employed people who posted, replied, reacted or voted at least once in a"
        " week."
    ),
    formula=(
        _lazy("people with a contribution in 7 days"),
        _lazy("people employed on the last of them"),
    ),
    numerator=_lazy(
        "Distinct people who are employed on the last day. A contribution is what it is in reach."
    ),
    denominator=_lazy("Everybody employed on the last day: on the people list, started, not left."),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody employed: undefined, not 0."),
    window_days=WEEK,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("A quarter of the monthly figure: the same people may come every week."),
        _lazy("Reading: who only reads is not counted here."),
    ),
    source=_lazy("The activity log and the people list. The monthly figure is reach."),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.PARTICIPATION,
)
