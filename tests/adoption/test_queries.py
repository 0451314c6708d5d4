"""Figures of a company small enough to count by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.activity import readers
from groundswell.adoption import catalogue, days, queries
from groundswell.adoption.contributions.reading import recount
from groundswell.adoption.days import DayIsNotOver, DayIsTooEarly, period_end, week_end
from groundswell.adoption.queries import NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.posts import actions as posts
from groundswell.people.org.models import Assignment
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.adoption.company import OPERATOR, employ, take_part

SUNDAY = date(2026, 3, 29)
WEDNESDAY = date(2026, 4, 1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


@pytest.fixture
def in_april():
    """It is Thursday, 2 April 2026."""
    with clock.frozen(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        yield


def told(on: date | None = None) -> dict[tuple[str, date, str, str], tuple]:
    """All that is told: numerator, denominator and why it is withheld."""
    return {
        (figure.measure.name, figure.on, row.by, row.cell): (
            row.numerator,
            row.denominator,
            row.withheld and str(row.withheld),
        )
        for figure in queries.figures(OPERATOR, on)
        for row in figure.rows
    }


def company() -> None:
    """60 people; on Sunday 31 of them took part, 21 of those outside Comms & Marketing."""
    take_part(employ("Comms & Marketing", 12)[:10], SUNDAY)
    take_part(employ("Service", 20, site="Busan", level="Field")[:15], SUNDAY)
    take_part(employ("Service", 8)[:0], SUNDAY)
    take_part(employ("Engineering", 20)[:6], SUNDAY)


def test_the_figures_of_a_small_company_counted_by_hand():
    company()

    assert told(SUNDAY) == {
        ("reach", SUNDAY, "total", "everybody"): (31, 60, None),
        ("reach", SUNDAY, "import", "known only from an import"): (0, 0, None),
        ("reach", SUNDAY, "function", "Comms & Marketing"): (10, 12, None),
        ("reach", SUNDAY, "function", "Engineering"): (6, 20, None),
        ("reach", SUNDAY, "function", "Service"): (15, 28, None),
        ("reach", SUNDAY, "site", "Busan"): (15, 20, None),
        ("reach", SUNDAY, "site", "Halden"): (16, 40, None),
        ("reach", SUNDAY, "level", "Desk"): (16, 40, None),
        ("reach", SUNDAY, "level", "Field"): (15, 20, None),
        ("beyond_comms", SUNDAY, "total", "everybody"): (21, 31, None),
    }


def test_28_days_are_told_for_periods_that_never_overlap():
    company()
    take_part(employ("Engineering", 5), WEDNESDAY)

    figures = told(WEDNESDAY)
    assert {on for _, on, _, _ in figures} == {SUNDAY}
    assert figures["reach", SUNDAY, "total", "everybody"] == (31, 65, None)
    assert figures["reach", SUNDAY, "function", "Engineering"] == (6, 25, None)
    assert told(SUNDAY - timedelta(days=1)).keys() == told(SUNDAY - timedelta(days=28)).keys()


def test_the_default_is_the_last_complete_day_with_activity():
    people = employ("Service", 12)
    take_part(people[:6], date(2026, 3, 30))
    take_part(people[:6], date(2026, 4, 2))

    assert days.day() == date(2026, 3, 30)
    assert queries.overview(OPERATOR).on == SUNDAY
    assert queries.overview(OPERATOR).next_on == SUNDAY + timedelta(days=28)


def test_the_window_is_28_whole_days():
    people = employ("Service", 30)
    take_part(people[:7], SUNDAY - timedelta(days=27))
    take_part(people[7:18], SUNDAY - timedelta(days=28))
    take_part(people[18:27], SUNDAY + timedelta(days=1))

    assert told(SUNDAY)["reach", SUNDAY, "total", "everybody"] == (7, 30, None)


def test_who_left_and_who_has_not_started_are_not_employed():
    stayed = employ("Service", 10)
    left = employ("Service", 10, left_on=SUNDAY)
    newcomers = employ("Service", 10, started_on=SUNDAY + timedelta(days=1))
    starting = employ("Service", 10, started_on=SUNDAY)
    take_part([*stayed, *left, *newcomers, *starting], SUNDAY)

    assert told(SUNDAY)["reach", SUNDAY, "total", "everybody"] == (20, 20, None)


def test_figures_about_march_use_the_assignments_of_march():
    moved = employ("Service", 12)
    employ("Engineering", 12)
    take_part(moved, SUNDAY)
    places = Assignment.objects.filter(person__in=moved)
    places.update(to_on=date(2026, 3, 30))
    for person in moved:
        Assignment.objects.create(
            person=person, function="Engineering", site="Gdynia", from_on=date(2026, 3, 30)
        )

    march = told(SUNDAY)
    assert march["reach", SUNDAY, "function", "Service"] == (12, 12, None)
    assert march["reach", SUNDAY, "function", "Engineering"] == (0, 12, None)
    assert [place.cell for figure in queries.figures(OPERATOR, SUNDAY) for place in figure.rows
            if place.by == "site"] == ["Halden"]  # fmt: skip


def test_bots_are_nobody_and_people_of_an_import_stand_apart():
    take_part(employ("Service", 12)[:6], SUNDAY)
    take_part(employ("Service", 9, is_bot=True), SUNDAY)
    take_part(employ("", 20, is_listed=False)[:8], SUNDAY)

    figures = told(SUNDAY)
    assert figures["reach", SUNDAY, "total", "everybody"] == (6, 12, None)
    assert figures["reach", SUNDAY, "import", "known only from an import"] == (8, 20, None)


def test_few_people_of_an_import_are_not_told_either():
    take_part(employ("Service", 12)[:6], SUNDAY)
    take_part(employ("", 20, is_listed=False)[:4], SUNDAY)

    apart = told(SUNDAY)["reach", SUNDAY, "import", "known only from an import"]
    assert apart == (None, 20, "small")


def test_people_without_a_place_are_counted_under_no_name():
    take_part(employ("Service", 12)[:6], SUNDAY)
    people = employ("Service", 11)
    Assignment.objects.filter(person__in=people).delete()

    figures = told(SUNDAY)
    assert figures["reach", SUNDAY, "function", ""] == (0, 11, None)
    assert figures["reach", SUNDAY, "total", "everybody"] == (6, 23, None)


def test_few_people_without_a_place_do_not_take_all_tables_with_them():
    company()
    Assignment.objects.filter(person__in=employ("Service", 2)).delete()

    functions = [
        row
        for figure in queries.figures(OPERATOR, SUNDAY)
        for row in figure.rows
        if row.by == "function"
    ]
    assert sum(row.numerator is not None for row in functions) == 2


def test_under_the_threshold_nothing_is_told_and_1_to_4_read_so():
    take_part(employ("Legal", 9)[:6], SUNDAY)
    take_part(employ("Finance", 30)[:3], SUNDAY)
    take_part(employ("Service", 30)[:14], SUNDAY)
    take_part(employ("Engineering", 30)[:15], SUNDAY)
    take_part(employ("Comms & Marketing", 12)[:8], SUNDAY)

    figures = told(SUNDAY)
    assert figures["reach", SUNDAY, "function", "Legal"] == (None, 9, "base")
    assert figures["reach", SUNDAY, "function", "Finance"] == (None, 30, "small")
    assert figures["reach", SUNDAY, "total", "everybody"] == (46, 111, None)


def test_a_single_hidden_count_takes_another_with_it_and_not_the_same_figure_elsewhere():
    take_part(employ("Finance", 30)[:3], SUNDAY)
    take_part(employ("Service", 30)[:14], SUNDAY)
    take_part(employ("Engineering", 30)[:15], SUNDAY)
    take_part(employ("Comms & Marketing", 12)[:8], SUNDAY)

    functions = {
        cell: why for (_, _, by, cell), (_, _, why) in told(SUNDAY).items() if by == "function"
    }
    assert functions.pop("Finance") == "small"
    assert functions.pop("Comms & Marketing") is None
    assert sorted(functions.values(), key=str) == [None, "subtraction"]


def test_a_small_comms_team_is_not_given_away_by_the_part_outside_it():
    take_part(employ("Comms & Marketing", 30)[:2], SUNDAY)
    take_part(employ("Service", 30)[:14], SUNDAY)

    for on in (SUNDAY, WEDNESDAY):
        assert told(on)["reach", SUNDAY, "total", "everybody"] == (16, 60, None)
        assert told(on)["beyond_comms", SUNDAY, "total", "everybody"] == (None, 16, "subtraction")


def test_a_withheld_total_is_not_told_as_the_base_of_another_measure():
    take_part(employ("Service", 30)[:3], SUNDAY)

    figures = told(SUNDAY)
    assert figures["reach", SUNDAY, "total", "everybody"] == (None, 30, "small")
    assert figures["beyond_comms", SUNDAY, "total", "everybody"] == (None, None, "base")


def test_no_share_is_told_of_what_is_withheld():
    take_part(employ("Service", 30)[:3], SUNDAY)
    take_part(employ("Comms & Marketing", 30)[:15], SUNDAY)

    rows = [row for figure in queries.figures(OPERATOR, SUNDAY) for row in figure.rows]
    assert all(row.share is None for row in rows if row.withheld)
    assert any(row.share == 18 / 60 for row in rows)


def test_periods_are_four_weeks_that_end_on_sunday():
    for number in range(28):
        assert period_end(SUNDAY + timedelta(days=number)) == SUNDAY
    assert period_end(SUNDAY + timedelta(days=28)) == SUNDAY + timedelta(days=28)
    assert period_end(SUNDAY - timedelta(days=1)) == SUNDAY - timedelta(days=28)


def test_the_weeks_end_on_sunday():
    assert week_end(SUNDAY) == SUNDAY
    assert week_end(SUNDAY + timedelta(days=6)) == SUNDAY
    assert week_end(SUNDAY + timedelta(days=7)) == SUNDAY + timedelta(days=7)


def test_without_a_people_list_there_is_no_share():
    employ("", 30, is_listed=False)

    with pytest.raises(ThereIsNoPeopleList, match="no people list"):
        queries.figures(OPERATOR)


def test_days_that_cannot_be_told_are_refused():
    employ("Service", 12, started_on=date(2026, 1, 1))

    with pytest.raises(DayIsNotOver, match="2 April 2026 is not over yet"):
        queries.figures(OPERATOR, date(2026, 4, 2))
    with pytest.raises(DayIsTooEarly):
        queries.figures(OPERATOR, date(1999, 12, 31))
    with pytest.raises(NobodyWasEmployed):
        queries.figures(OPERATOR, date(2025, 12, 31))
    with pytest.raises(NotFound):
        catalogue.measure("engagement")


def test_a_quarter_earlier_stands_beside_each_cell():
    people = employ("Service", 20)
    take_part(people[:5], SUNDAY - timedelta(weeks=12))
    take_part(people[:15], SUNDAY)

    functions = queries.analysis(OPERATOR, WEDNESDAY).breakdowns[0]
    ((now, earlier),) = functions.rows
    assert (functions.by, functions.on, functions.earlier_on) == (
        "function",
        SUNDAY,
        SUNDAY - timedelta(weeks=12),
    )
    assert (now.numerator, earlier.numerator) == (15, 5)


def test_nothing_is_asked_twice_for_all_that_analysts_see():
    take_part(employ("Service", 20), *(SUNDAY - timedelta(weeks=week) for week in range(6)))

    with CaptureQueriesContext(connection) as asked:
        assert queries.analysis(OPERATOR, WEDNESDAY).figures
    statements = [query["sql"] for query in asked]
    assert len(statements) == len(set(statements))


@pytest.mark.usefixtures("news")
def test_what_people_post_reaches_the_figures(cast):
    authors = employ("Service", 12, email=None)
    with clock.frozen(datetime(2026, 3, 27, 9, tzinfo=UTC)):
        for author in authors[:6]:
            posts.publish(author=author, stream_ids=[cast.organisation.pk], source="Good morning")
    readers.catch_up(readers.register("contributions", recount))

    assert told(SUNDAY)["reach", SUNDAY, "total", "everybody"] == (6, 12, None)


def test_who_may_not_see_adoption_in_full_is_told_the_total_alone(cast):
    take_part(employ("Service", 12)[:6], SUNDAY)
    everybody = cast.joan

    assert queries.overview(everybody, SUNDAY).total.numerator == 6
    for ask in (queries.figures, queries.analysis):
        with pytest.raises(NotFound):
            ask(everybody, SUNDAY)
    with pytest.raises(NotFound):
        queries.figure(everybody, "reach", SUNDAY)

    roles.grant(person=everybody, role=Role.ANALYST)
    assert queries.figures(everybody, SUNDAY)
