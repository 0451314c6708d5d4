"""Activation: how many of those who came took part within their first two weeks."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.given import Newcomers
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    WHO_COUNTS,
    Change,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy

QUARTER_DAYS = 91  # thirteen weeks
FIRST_DAYS = 14


def count(newcomers: Newcomers) -> Figures:
    """Those who took part within fourteen days, of those who came in the quarter."""
    came, took_part = newcomers.came, newcomers.took_part
    return Figures(
        [
            Value(
                name="activation",
                title=_lazy("Took part within 14 days"),
                unit=Unit.SHARE,
                value=share(took_part, came),
                people=came,
                numerator=took_part,
                denominator=came,
                counts_people=True,
                is_never_of_few=True,
            )
        ]
    )


MEASURE = Measure(
    name="activation",
    topic=Topic.REACH,
    title=_lazy("Activation within 14 days"),
    definition=_lazy(
        "The share of the people who came in a quarter that posted, replied, reacted or voted "
        "within their first 14 days."
    ),
    formula=(
        _lazy("people with a contribution on one of their first 14 days"),
        _lazy("people who came in the quarter"),
    ),
    numerator=_lazy(
        "Those of the denominator with a contribution of their own on the day they came or one of "
        "the thirteen after it."
    ),
    denominator=_lazy(
        "Everybody on the people list whose first day with an account lies in the quarter: the day"
        " the account was made, or the day they started, whichever is later."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody came: undefined, not 0."),
    window_days=QUARTER_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "Told for the whole organisation only, for quarters that never overlap, where at least as"
        " many people came as the privacy threshold of the settings (10, never under 5), 1 to 4 of"
        " them not told apart, and where in each of the last five weeks as many took part, without"
        " leaders who show their figures. Of fewer who came it is not even listed: where everybody"
        " took part in a function, or in a week, that says so of each of them."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Staying: who took part once may never come again."),
        _lazy("Signing in: who only reads is not counted here."),
    ),
    source=_lazy(
        "The activity log and the people list. Quarters are thirteen weeks, one after the other, "
        "and never overlap: of two that did, the difference could tell of one newcomer. A quarter "
        "is told when the last of its newcomers has had 14 days. No standard exists for the 14 "
        "days; they are ours."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.NEWCOMERS,
    changes=(
        Change(
            date(2026, 11, 27),
            _lazy(
                "Nothing counted otherwise: where fewer people came than the privacy threshold, it"
                " is not listed any more."
            ),
        ),
    ),
)
