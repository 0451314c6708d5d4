"""What is told of one part, and within it: as it was kept, beside everybody's figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.adoption import actions, asking, inside, lines, queries
from groundswell.adoption.books import Book
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.sealed.models import SealedPeriod
from groundswell.adoption.told import actions as told
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State
from tests.adoption.company import OPERATOR, employ, take_part

SUNDAY = date(2026, 3, 29)
PERIOD = timedelta(weeks=4)
SERVICE = ("function", "Service")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_april():
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def company():
    """160 people, of whom 75 take part in each of four periods, and what nights keep of them."""
    people = employ("Service", 40) + employ("Service", 40, site="Busan")
    people += employ("Yard", 40) + employ("Yard", 40, site="Busan")
    for period in range(4):
        take_part(people[:15] + people[40:70] + people[100:130], SUNDAY - period * PERIOD)
    actions.seal_due()
    return people


def sleep() -> None:
    with clock.frozen(datetime(2026, 4, 2, 2, tzinfo=UTC)):
        actions.seal_due()


def of_all(by: str, cell: str) -> tuple[int | None, int | None]:
    (row,) = [
        row
        for figure in queries.figures(OPERATOR)
        for row in figure.rows
        if (row.by, row.cell) == (by, cell)
    ]
    return row.numerator, row.denominator


def within() -> dict[tuple[str, str], tuple[int | None, int | None]]:
    return {
        (row.by, row.cell): (row.numerator, row.denominator)
        for row in inside.part(OPERATOR, *SERVICE).rows
    }


def test_a_part_tells_what_was_told_of_it_until_the_night(company):
    """Told at once it would say beside everybody's figures who became known to have left."""
    before = within()
    Person.objects.filter(pk=company[0].pk).update(left_on=date(2026, 3, 20), state=State.LEFT)
    ContributionDay.objects.filter(person_id=company[1].pk).delete()

    assert within()[SERVICE] == of_all(*SERVICE) == (45, 80)
    assert within() == before
    sleep()
    assert within()[SERVICE] == of_all(*SERVICE) == (43, 79)
    assert within() != before


def test_nothing_is_told_within_a_part_that_was_decided_of_other_people(company):
    """The night stopped in between: everybody's figures are those of before."""
    Person.objects.filter(pk=company[0].pk).update(left_on=date(2026, 3, 20), state=State.LEFT)
    Book().keep(SUNDAY)

    assert within() == {SERVICE: (45, 80)}
    told.keep(SUNDAY)
    assert within()[SERVICE] == (44, 79)
    assert len(within()) > 1


def test_what_an_earlier_version_kept_is_told_of_parts_again_after_a_night(company):
    before = within()
    for kept in told.ToldFigure.objects.filter(measure="reach"):
        del kept.facts["judged"]
        kept.save()

    assert within() == {SERVICE: before[SERVICE]}
    sleep()
    assert within() == before
    assert not told.ToldFigure.objects.exclude(revised_at=None).exists()


def test_where_nothing_is_kept_a_part_is_counted(company):
    kept = within()
    told.ToldFigure.objects.all().delete()

    assert within() == kept
    SealedPeriod.objects.all().delete()
    assert within() == {SERVICE: kept[SERVICE]}


def test_a_page_of_a_part_sets_beside_it_what_was_told_a_quarter_earlier(company):
    page = inside.page(OPERATOR, *SERVICE)

    assert page.overview == queries.overview(OPERATOR)
    assert [one.by for one in page.breakdowns] == ["function", "site", "level"]
    assert [one.by for one in page.within] == ["site", "level"]
    assert all(one.total.cell == "Service" for one in page.within)
    assert [
        (now.cell, now.numerator, then and then.numerator) for now, then in page.within[0].rows
    ] == [("Busan", 30, 30), ("Halden", 15, 15)]
    with pytest.raises(NotFound):
        inside.page(OPERATOR, "function", "Gossip")


def test_a_page_of_a_part_counts_nobody_where_all_is_kept(company):
    with CaptureQueriesContext(connection) as asked:
        inside.page(OPERATOR, *SERVICE)

    said = " ".join(one["sql"] for one in asked.captured_queries)
    assert "people_person" not in said
    assert len(asked) <= 5


def test_what_is_revised_of_a_part_says_so(company):
    ContributionDay.objects.filter(person_id=company[1].pk).delete()
    sleep()

    assert inside.part(OPERATOR, *SERVICE).revised_at
    assert inside.page(OPERATOR, *SERVICE).within[0].revised_at


def test_a_part_is_told_of_all_weeks_that_are_kept(company):
    span = {"from": "2026-01-01", "to": "2026-03-31", "function": "Service"}
    weeks = asking.of_measure(OPERATOR, "reach", span)

    ends = [SUNDAY - period * PERIOD for period in (3, 2, 1, 0)]
    assert [figure.on for figure in weeks] == ends
    for figure, on in zip(weeks, ends, strict=True):
        one = {"on": on.isoformat(), "function": "Service"}
        assert lines.lines([figure]) == lines.lines(asking.of_measure(OPERATOR, "reach", one))
        assert len(figure.rows) > 1
    assert asking.of_page(OPERATOR, "overview", span) == weeks
    with pytest.raises(NotFound):
        asking.of_measure(OPERATOR, "reach", {**span, "function": "Gossip"})


def test_a_name_with_a_bar_in_it_is_one_name_in_files(company):
    """Else “Sales|Busan” could be all of Sales at Busan, or a function of that name."""
    Assignment.objects.filter(person__in=company[:80]).update(function="R|D")
    Assignment.objects.filter(function="Yard").update(function="R\\")
    actions.seal_due()
    sleep()
    bys = {line.by for line in lines.lines([inside.part(OPERATOR, "function", "R|D")])}
    cells = {
        line.cell
        for name in ("R|D", "R\\")
        for line in lines.lines([inside.part(OPERATOR, "function", name)])
    }

    assert "function|site" in bys
    assert {r"R\|D|Busan", r"R\\|Busan"} <= cells


def test_a_part_of_a_blank_name_is_refused_and_none_at_all_is_everybody():
    assert asking.part({"function": "", "on": "2026-03-29"}) is None
    with pytest.raises(asking.NameIsBlank):
        asking.part({"function": "  "})
