"""Beyond Comms & Marketing: how many of those who take part come from elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from groundswell.adoption.measures.measure import (
    EVERYBODY,
    EVERYBODY_SEES,
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    TOTAL,
    WHO_COUNTS,
    Alike,
    Count,
    Measure,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy


def count(people: Sequence[Alike], comms_functions: Collection[str]) -> list[Count]:
    """People who took part from outside these functions, of all who took part."""
    outside = sum(alike.active for alike in people if alike.function not in comms_functions)
    return [Count(TOTAL, EVERYBODY, outside, sum(alike.active for alike in people))]


MEASURE = Measure(
    name="beyond_comms",
    topic=Topic.REACH,
    title=_lazy("Beyond Comms & Marketing"),
    definition=_lazy(
        "The share of the people who took part in 28 days that work outside Comms & Marketing."
    ),
    formula=(
        _lazy("people with a contribution in 28 days, outside Comms & Marketing"),
        _lazy("people with a contribution in 28 days"),
    ),
    numerator=_lazy(
        "Those of the denominator whose function on the last day is not one of those that the"
        " settings name as Comms & Marketing. People without a function count as outside it."
    ),
    denominator=_lazy(
        "Distinct people who posted, replied, reacted or voted in the 28 days and are employed on"
        " the last of them: the numerator of reach."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody took part: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "The privacy threshold of the settings: 10 people, never under 5. It is withheld, too,"
        " where it would give away how many of Comms & Marketing took part and that is withheld."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Reach: almost everybody who takes part may be from outside, and still be few."),
        _lazy("Talk across functions: it counts people, not whom they talk to."),
    ),
    source=_lazy("The activity log and the people list; functions by the setting comms_functions."),
    since=date(2026, 11, 25),
    count=count,
    seen_by=EVERYBODY_SEES,
)
