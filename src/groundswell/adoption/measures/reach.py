"""Reach: how many of those employed take part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from groundswell.adoption.measures.measure import (
    BREAKDOWNS,
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
    shares_by,
)
from groundswell.adoption.measures.measure import later as _lazy


def count(people: Sequence[Alike], comms_functions: Collection[str] = ()) -> list[Count]:
    """People who took part of all employed: everybody, then each function, site and level."""
    total = Count(
        TOTAL,
        EVERYBODY,
        sum(alike.active for alike in people),
        sum(alike.employed for alike in people),
    )
    return [total, *(row for by in BREAKDOWNS for row in shares_by(people, by))]


MEASURE = Measure(
    name="reach",
    topic=Topic.REACH,
    title=_lazy("Reach"),
    definition=_lazy(
        "The share of all employed people who posted, replied, reacted or voted at least once in 28"
        " days."
    ),
    formula=(
        _lazy("people with a contribution in 28 days"),
        _lazy("people employed on the last of them"),
    ),
    numerator=_lazy(
        "Distinct people who are employed on the last day. A contribution is a post, a reply, a"
        " reaction given or a vote, in groups, on storylines or to the whole organisation, on the"
        " day on which it happened; what an import brought counts by its own dates. What was"
        " removed or taken back does not count. Private messages do not count; they are not looked"
        " at."
    ),
    denominator=_lazy(
        "Everybody employed on the last day: on the people list, started, not left. Not accounts,"
        " not licences, not people who were ever active."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody employed: undefined, not 0."),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "The privacy threshold of the settings: 10 people, never under 5. Told for periods of four"
        " weeks that never overlap. Under it nothing is shown. Counts of 1 to 4 are shown as “1–4”"
        " without a share, and what would give either away by subtraction is withheld too."
    ),
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Reading: who only reads is not counted here."),
        _lazy("Agreement: a reaction is not consent."),
        _lazy("Performance: the figure says nothing about anybody’s work."),
    ),
    source=_lazy(
        "The activity log. Yardstick: the “monthly active users” of others count accounts that"
        " signed in; ours counts people who said something, and divides by people employed. The"
        " two must not be put side by side."
    ),
    since=date(2026, 11, 25),
    count=count,
    seen_by=EVERYBODY_SEES,
)
