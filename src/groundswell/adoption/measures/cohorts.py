"""Cohorts: of those who started in a quarter, how many take part in the quarters after it."""

from __future__ import annotations

from datetime import date, timedelta

from groundswell.adoption.measures import tens
from groundswell.adoption.measures.activation import QUARTER_DAYS
from groundswell.adoption.measures.figures import Figures, Value
from groundswell.adoption.measures.given import Started
from groundswell.adoption.measures.measure import NOTHING_SAMPLED, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.tens import IN_TENS

TITLES = {
    1: _lazy("Took part in the quarter after"),
    2: _lazy("Took part two quarters after"),
    3: _lazy("Took part three quarters after"),
}
MOST = max(TITLES)


def count(started: Started) -> Figures:
    """Those of each of the last three quarters, in each quarter after it that is over."""
    return Figures(
        [_cell(started, back, after) for back in range(MOST, 0, -1) for after in range(1, back + 1)]
    )


def _cell(started: Started, back: int, after: int) -> Value:
    """Of who started so many quarters back, those who took part so many quarters after."""
    first = started.first - timedelta(days=back * QUARTER_DAYS)
    quarter = back - after
    ended = started.first + timedelta(days=QUARTER_DAYS * (1 - quarter))
    those = [
        one
        for one in started.people
        if first <= one.started_on < first + timedelta(days=QUARTER_DAYS)
        and (one.left_on is None or one.left_on >= ended)
    ]
    active = sum(quarter in one.quarters for one in those)
    name = f"{first.isoformat()}/{after}"
    here = len(those)
    return tens.value(name, TITLES[after], "cohort", active=active, of=here, behind=here)


MEASURE = Measure(
    name="cohorts",
    topic=Topic.REACH,
    title=_lazy("Cohorts by start date"),
    definition=_lazy(
        "Of the people who started in a quarter, the share that took part in the first, second and"
        " third quarter after it."
    ),
    formula=(
        _lazy("people who started in the quarter and took part in a later one"),
        _lazy("people who started in the quarter and were employed to the end of the later one"),
    ),
    numerator=_lazy(
        "Those of the denominator with a contribution in the later quarter, to the nearest ten. A"
        " contribution is what it is in reach."
    ),
    denominator=_lazy(
        "Everybody on the people list whose start date lies in the quarter and who had not left"
        " when the later one ended. Who left is in no cell from then on, so cells of a row count"
        " fewer and fewer people."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent. Nobody started: undefined, not 0."),
    window_days=QUARTER_DAYS,
    population=WHO_COUNTS,
    minimum_group=IN_TENS,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Staying: who took part in the first quarter and in the third may be others."),
        _lazy("The newest: people who came in the last quarter stand in activation."),
    ),
    source=_lazy(
        "The activity log and the start dates of the people list. Quarters are thirteen weeks, one"
        " after the other, and never overlap. The quarter in which they started is left out: beside"
        " activation it would tell of the few who took part late."
    ),
    since=date(2026, 11, 26),
    count=count,
    is_about=True,
    needs=Needs.STARTED,
)
