"""Reach by tenure: whether newcomers or the long-serving take part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from groundswell.adoption.measures import tens
from groundswell.adoption.measures.activation import QUARTER_DAYS
from groundswell.adoption.measures.cohorts import MOST
from groundswell.adoption.measures.figures import Figures
from groundswell.adoption.measures.given import Started, Starter
from groundswell.adoption.measures.measure import NOTHING_SAMPLED, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.tens import IN_TENS

YEAR = 365.25  # days
BANDS = (
    ("under_2", _lazy("Under 2 years"), 0, 2),
    ("2_to_5", _lazy("2 to 5 years"), 2, 5),
    ("5_to_10", _lazy("5 to 10 years"), 5, 10),
    ("over_10", _lazy("10 years and more"), 10, 1000),
)


def count(started: Started) -> Figures:
    """Who took part in the last quarter that is over, of those employed at its end, by tenure."""
    last = started.first + timedelta(days=QUARTER_DAYS - 1)
    there = [
        one
        for one in started.people
        if one.started_on <= last and (one.left_on is None or one.left_on > last)
    ]
    values = []
    for name, title, least, below in BANDS:
        those = [one for one in there if least <= (last - one.started_on).days / YEAR < below]
        active = sum(0 in one.quarters for one in those)
        behind = _behind(those, started.first)
        values.append(
            tens.value(name, title, "tenure", active=active, of=len(those), behind=behind)
        )
    return Figures(values)


def _behind(those: Sequence[Starter], first: date) -> int:
    """How many of a band stand in no cohort: with few, its cohorts would tell of them."""
    low = first - timedelta(days=MOST * QUARTER_DAYS)
    return sum(not low <= one.started_on < first for one in those)


MEASURE = Measure(
    name="tenure",
    topic=Topic.REACH,
    title=_lazy("Reach by tenure"),
    definition=_lazy(
        "The share of all employed people who took part in the last quarter that is over, by how"
        " long they had been employed at its end."
    ),
    formula=(
        _lazy("people of the band with a contribution in 13 weeks"),
        _lazy("people of the band employed on the last day"),
    ),
    numerator=_lazy(
        "Those of the denominator with a contribution in the quarter, to the nearest ten. A"
        " contribution is what it is in reach."
    ),
    denominator=_lazy(
        "Everybody employed on the last day of the quarter whose start date lies so far back. Who"
        " has no start date stands in no band."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody in the band: undefined, not 0."),
    window_days=QUARTER_DAYS,
    population=WHO_COUNTS,
    minimum_group=IN_TENS,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Reach: it counts 13 weeks and not 28 days, and so is higher."),
        _lazy("Age: who has been employed for long need not be old."),
    ),
    source=_lazy(
        "The activity log and the start dates of the people list. Quarters are those of"
        " activation: in a window of its own tenure cannot be set off against functions, sites and"
        " levels, which count 28 days."
    ),
    since=date(2026, 11, 26),
    count=count,
    is_about=True,
    needs=Needs.STARTED,
)
