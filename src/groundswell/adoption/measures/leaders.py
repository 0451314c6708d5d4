"""Leaders present: how many of those who lead take part themselves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from groundswell.adoption.measures.measure import (
    LEADERS,
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    WHO_COUNTS,
    Alike,
    Count,
    Measure,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy


def count(people: Sequence[Alike], comms_functions: Collection[str] = ()) -> list[Count]:
    """Leaders who took part, of all leaders."""
    leading = [alike for alike in people if alike.leads]
    active, employed = sum(one.active for one in leading), sum(one.employed for one in leading)
    return [Count(LEADERS, LEADERS, active, employed)]


MEASURE = Measure(
    name="leaders",
    topic=Topic.LEADERSHIP,
    title=_lazy("Leaders present"),
    definition=_lazy(
        "The share of the leaders who posted, replied, reacted or voted themselves at least once in"
        " 28 days."
    ),
    formula=(
        _lazy("leaders with a contribution of their own in 28 days"),
        _lazy("leaders employed on the last of them"),
    ),
    numerator=_lazy(
        "Those of the denominator who took part as in reach. What a delegate posted in a leader’s"
        " name does not make them present."
    ),
    denominator=_lazy(
        "The chief (who has reports and no manager), the chief’s direct reports, and everybody on"
        " the levels that the setting leader_levels names."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. No leaders: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "The privacy threshold of the settings: 10 leaders, never under 5. It is told for"
        " periods of four weeks that never overlap, and judged with functions, sites and levels:"
        " withheld where these would give it away, or it them."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("What their presence changed: that needs a comparison."),
        _lazy("One leader’s figure: nobody is named, and no count of 1 to 4 is told."),
    ),
    source=_lazy(
        "The activity log and the people list. Visible sponsors are the first factor of success in"
        " every study of Prosci since 1998, which asks those concerned."
    ),
    since=date(2026, 11, 26),
    count=count,
)
