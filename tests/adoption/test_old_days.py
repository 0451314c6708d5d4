"""Days of long ago: what was told of them is kept, and nothing is counted beside it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.adoption import actions, comparing, inside, queries, weekly
from groundswell.adoption.days import DayWasLongAgo
from groundswell.adoption.told import queries as told
from groundswell.foundation import clock
from tests.adoption.company import OPERATOR, employ, take_part

SUNDAY = date(2026, 3, 29)  # the end of a week, a period and a quarter
LATER = date(2026, 11, 29)
ASK = (
    lambda: queries.overview(OPERATOR, SUNDAY),
    lambda: queries.figures(OPERATOR, SUNDAY),
    lambda: queries.everything(OPERATOR, SUNDAY),
    lambda: queries.figure(OPERATOR, "weekly", SUNDAY),
    lambda: queries.figure(OPERATOR, "reach", SUNDAY),
    lambda: queries.analysis(OPERATOR, SUNDAY),
    lambda: inside.page(OPERATOR, "function", "Service", SUNDAY),
    lambda: queries.of_topic(OPERATOR, "answers", SUNDAY),
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


def at(on: date):
    return clock.frozen(datetime(on.year, on.month, on.day, 9, tzinfo=UTC) + timedelta(days=2))


@pytest.fixture
def service():
    """40 people, 30 of whom took part in five weeks of March."""
    people = employ("Service", 40, email=None)
    take_part(people[:30], *(SUNDAY - timedelta(weeks=back) for back in range(5)))
    return people


@pytest.mark.parametrize("ask", ASK)
def test_nothing_is_counted_of_what_is_half_a_year_ago(service, ask):
    with at(SUNDAY):
        ask()
    take_part(service[:20], LATER)
    with at(LATER), pytest.raises(DayWasLongAgo, match="/adoption/at/2026-03-29/overview/"):
        ask()


def test_what_was_told_of_it_stands_for_good_and_beside_what_is_told_now(service, monkeypatch):
    monkeypatch.setattr(weekly, "BACK", 1)
    with at(SUNDAY):
        actions.seal_due()
        (before,) = queries.figure(OPERATOR, "weekly", SUNDAY)
    take_part(service[:20], *(LATER - timedelta(weeks=back) for back in range(5)))
    with at(LATER):
        actions.seal_due()
        kept = told.series(OPERATOR, ["weekly"], SUNDAY, SUNDAY)
        assert [one.values for one in kept] == [before.values]
        found = comparing.comparison(OPERATOR, "reach", LATER, SUNDAY)

    (each,) = (one for one in found.measures if one.now.measure.name == "weekly")
    assert [pair.then and pair.then.numerator for pair in each.pairs] == [30]


def test_a_quarter_before_the_oldest_period_is_told_only_of_periods_that_are_counted(service):
    take_part(service[:20], LATER)
    with at(LATER):
        parts = queries.analysis(OPERATOR, date(2026, 6, 21)).breakdowns
    assert {earlier for one in parts for _, earlier in one.rows} == {None}


def test_of_an_archive_the_last_half_year_is_counted(service):
    with at(LATER):
        assert queries.overview(OPERATOR).on == SUNDAY
        assert queries.overview(OPERATOR, SUNDAY).total.numerator == 30
        with pytest.raises(DayWasLongAgo):
            queries.overview(OPERATOR, date(2025, 8, 31))
