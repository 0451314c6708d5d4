"""What is said of a week: only what changed beyond chance, and only of figures that are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.adoption import changes, queries, sentences
from groundswell.adoption.changes import Sort
from groundswell.adoption.sources import Imported
from groundswell.adoption.told import actions as told
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.web.insight import changed
from tests.adoption.company import OPERATOR, employ, take_part

SUNDAY = date(2026, 3, 29)
WEEK = timedelta(weeks=1)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


@pytest.fixture
def in_april():
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield


def keep(*weeks: int) -> None:
    for back in weeks:
        told.keep(SUNDAY - back * WEEK)


def test_who_crossed_a_quarter_is_said_first():
    everybody = [SUNDAY - back * WEEK for back in range(9)]
    service = employ("Service", 200)
    take_part(service[:20], *everybody)
    take_part(service[20:90], SUNDAY)
    take_part(employ("Engineering", 200)[:80], *everybody)
    keep(0, 1, 4)

    found = changes.changes(OPERATOR, SUNDAY)
    assert found.found[0].sort is Sort.CROSSED
    assert (found.found[0].now.cell, found.found[0].weeks) == ("Service", 4)
    cells = {one.now.cell for one in found.found}
    assert cells == {"Service", "everybody", "weekly", "Halden", "Desk"}

    said = changed.said(found)
    assert said.lines[0].sentence.startswith("Service crossed a quarter")
    assert "90 of 200 people (45\u00a0%)" in said.lines[0].sentence
    assert "20 of 200 people (10\u00a0%)" in said.lines[0].sentence
    assert said.lines[0].href == "#by-function"


def test_a_quarter_is_three_periods():
    service = employ("Service", 200)
    weeks = [SUNDAY - back * WEEK for back in range(17)]
    take_part(service[:60], *weeks)
    take_part(service[60:], *weeks[:8])
    keep(0, 4, 12)
    found = changes.changes(OPERATOR, SUNDAY).found
    assert {one.weeks for one in found} == {12}
    assert (
        "a quarter earlier 60 of 200"
        in changed.said(changes.changes(OPERATOR, SUNDAY)).lines[0].sentence
    )


def test_that_nothing_changed_is_a_sentence_too():
    take_part(employ("Service", 200)[:60], *(SUNDAY - back * WEEK for back in range(9)))
    keep(0, 1, 4)
    said = changed.said(changes.changes(OPERATOR, SUNDAY))
    assert [line.sentence for line in said.lines] == ["No change beyond chance this week."]


@pytest.mark.parametrize("back", [0, 1, 2, 3])
def test_each_week_has_its_sentences_not_only_those_with_which_a_period_ends(back):
    sunday = SUNDAY - back * WEEK
    people = employ("Service", 200)
    take_part(people[:20], *(sunday - number * WEEK for number in range(1, 9)))
    take_part(people[:90], sunday)
    for week in (sunday, sunday - WEEK):
        told.keep(week)

    found = queries.analysis(OPERATOR, sunday).changes
    assert found.on == sunday
    assert "90 of 200 people" in changed.said(found).lines[0].sentence


def test_nothing_is_said_where_nothing_is_kept_or_who_may_not_see(cast):
    employ("Service", 20)
    assert changes.changes(OPERATOR, SUNDAY) is None
    with pytest.raises(NotFound):
        changes.changes(cast.joan, SUNDAY)


def test_all_that_is_counted_is_kept_as_told():
    take_part(employ("Service", 40)[:30], *(SUNDAY - back * WEEK for back in range(9)))
    names = {figure.measure.name for figure in queries.of_week(OPERATOR, SUNDAY)}
    assert "unheard" in names


def test_where_every_week_comes_from_another_source_no_number_of_figures_is_said():
    slack = Imported("slack", date(2025, 1, 6), SUNDAY - timedelta(days=1))
    found = changes.Changes(SUNDAY, 0, [], [slack])

    assert sentences.base(found) == ""
    assert sentences.said(found) == [sentences.not_compared(slack)]
