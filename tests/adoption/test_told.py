"""What was told of a week stays, says by which definition, and says when it was revised."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.adoption import catalogue, comparing, counted, lines, privacy, queries, weekly
from groundswell.adoption.books import Book
from groundswell.adoption.comparing import Hindrance
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.measures import MEASURES, waits
from groundswell.adoption.measures.measure import Change
from groundswell.adoption.numbers import are_same
from groundswell.adoption.sealed.models import SealedFigure
from groundswell.adoption.told import actions, facts, rules
from groundswell.adoption.told import queries as told
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.viewing import Operator
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
BEFORE = SUNDAY - timedelta(weeks=4)
OPERATOR = Operator.AT_THE_SERVER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_april():
    with clock.frozen(datetime(2026, 4, 1, 9, tzinfo=UTC)):
        yield


@pytest.fixture
def service():
    """120 people, of whom 40 take part in each week."""
    people = employ("Service", 60) + employ("Yard", 60, site="Busan")
    take_part(employ("Comms & Marketing", 12)[:10], SUNDAY)
    for week in range(9):
        take_part(people[week:80:2], SUNDAY - timedelta(weeks=week))
    return people


def keep(on: date) -> None:
    weekly.seal(on)
    actions.keep(on)


def numbers(figures):
    return [dataclasses.replace(line, revised_on=None) for line in lines.lines(figures)]


def test_what_is_kept_of_a_week_is_what_its_page_tells(service):
    keep(SUNDAY)
    kept = told.page(OPERATOR, "overview", SUNDAY)

    page = queries.of_week(OPERATOR, SUNDAY)
    assert [one.measure.name for one in kept.figures] == list(catalogue.measures())
    assert lines.lines(kept.figures) == lines.lines(page)
    assert [facts.facts_of(one) for one in kept.figures] == [facts.facts_of(one) for one in page]


def test_no_part_of_a_figure_is_lost_when_it_is_kept():
    kept = {"rows", "values", "series", "tables", "since", "measure", "on", "revised_at", "made_by"}
    kept |= {"judged"}
    kept |= {"kept_tables"}  # they are what is kept as its tables

    assert {field.name for field in dataclasses.fields(queries.Figure)} == kept


def test_what_is_kept_stays_until_the_night_and_then_says_that_it_was_revised(service):
    keep(SUNDAY)
    before = told.page(OPERATOR, "overview", SUNDAY)
    ContributionDay.objects.filter(person_id=service[0].pk).delete()

    assert told.page(OPERATOR, "overview", SUNDAY) == before
    keep(SUNDAY)
    after = told.page(OPERATOR, "overview", SUNDAY)
    assert numbers(after.figures) != numbers(before.figures)
    revised = {figure.measure.name for figure in after.figures if figure.revised_at}
    assert "reach" in revised
    assert "activation" not in revised


def test_where_one_figure_is_missing_no_other_is_counted_anew(service, monkeypatch):
    keep(SUNDAY)
    before, asked = queries.everything(OPERATOR, SUNDAY), []
    ToldFigure.objects.filter(measure="stickiness").delete()
    of_week = counted.of_week
    monkeypatch.setattr(
        counted, "of_week", lambda *given: asked.extend(given[1]) or of_week(*given)
    )

    assert lines.lines(queries.everything(OPERATOR, SUNDAY)) == lines.lines(before)
    assert [one.name for one in asked] == ["stickiness"]


def test_what_is_told_anew_is_read_anew(service):
    keep(SUNDAY)
    assert queries.everything(OPERATOR, SUNDAY)
    kept = ToldFigure.objects.get(on=SUNDAY, measure="reach")
    kept.facts["rows"][0] |= {"numerator": None, "withheld": "subtraction"}
    kept.save()

    (reach,) = queries.figure(OPERATOR, "reach", SUNDAY)

    assert (reach.rows[0].numerator, str(reach.rows[0].withheld)) == (None, "subtraction")


def test_nothing_changed_means_nothing_revised(service):
    keep(SUNDAY)
    keep(SUNDAY)

    assert not ToldFigure.objects.exclude(revised_at=None).exists()


@pytest.mark.parametrize(
    ("what", "is_revised"), [("people", False), ("since", False), ("numerator", True)]
)
def test_only_another_number_is_a_revision(service, what, is_revised):
    keep(SUNDAY)
    for model in (ToldFigure, SealedFigure):
        kept = model.objects.get(on=SUNDAY, measure="weekly")
        if what == "since":
            kept.facts["since"] = "2026-02-01"
        else:
            kept.facts["values"][0][what] += 1
        kept.save()
    keep(SUNDAY)

    for model in (ToldFigure, SealedFigure):
        assert (model.objects.get(on=SUNDAY, measure="weekly").revised_at is not None) == is_revised


def test_what_a_number_is_made_of_may_be_told_later_without_a_revision(service):
    keep(SUNDAY)
    kept = ToldFigure.objects.get(on=SUNDAY, measure="weekly")
    kept.facts["values"][0]["denominator"] = None
    kept.save()
    keep(SUNDAY)

    kept.refresh_from_db()
    assert kept.facts["values"][0]["denominator"]
    assert kept.revised_at is None


def test_waits_that_are_told_at_steps_since_are_no_revision():
    def kept(*rows):
        return {"values": [], "series": {"waiting": rows}}

    at_any_times = kept([0.3, 0.8, 0.7, 0.9], [1.9, 0.5, 0.4, 0.6])
    at_steps = kept(*waits.at_steps(at_any_times["series"]["waiting"]))

    assert are_same(at_any_times, at_steps)
    assert not are_same(at_any_times, kept([0.3, 0.8, 0.7, 0.9], [1.9, 0.4, 0.3, 0.5]))


@pytest.mark.parametrize(("active", "is_revised"), [(0, False), (12, True)])
def test_people_whom_an_import_brought_revise_the_periods_in_which_they_took_part(
    service, active, is_revised
):
    keep(SUNDAY)
    brought = employ("", 30, is_listed=False)
    take_part(brought[:active], SUNDAY)
    keep(SUNDAY)

    reach = ToldFigure.objects.get(on=SUNDAY, measure="reach")
    (row,) = (row for row in reach.facts["rows"] if row["by"] == "import")
    assert (row["numerator"], row["denominator"]) == (active, 30)
    assert (reach.revised_at is not None) == is_revised


def test_weeks_that_were_counted_anew_are_due_and_others_not(service):
    weekly.seal(SUNDAY)
    assert list(actions.due()) == [SUNDAY]
    actions.keep(SUNDAY)
    assert list(actions.due()) == []
    with clock.frozen(datetime(2026, 4, 1, 12, tzinfo=UTC)):
        weekly.seal(SUNDAY)
        assert list(actions.due()) == [SUNDAY]


def test_an_old_figure_stays_by_the_definition_that_it_was_made_by(service, monkeypatch):
    keep(SUNDAY)
    reach = MEASURES["reach"]
    later = dataclasses.replace(
        reach, changes=(*reach.changes, Change(date(2027, 1, 1), "Votes count twice."))
    )
    monkeypatch.setitem(MEASURES, "reach", later)
    first = told.page(OPERATOR, "reach", SUNDAY)
    known_on = first.defined_on
    assert known_on < date(2027, 1, 1)

    monkeypatch.setattr("groundswell.adoption.books.REACH", later)
    monkeypatch.setattr(counted, "REACH", later)
    # What pages tell now is not to be counted at each look.
    assert list(actions.due()) == [SUNDAY]
    actions.keep(SUNDAY)
    assert list(actions.due()) == []
    assert told.page(OPERATOR, "reach", SUNDAY).defined_on == date(2027, 1, 1)
    assert told.page(OPERATOR, "reach", SUNDAY, known_on) == first


def test_a_period_is_looked_at_each_day_for_who_left_or_came_late(service):
    keep(SUNDAY)
    employ("Service", 2, email=None)
    with clock.frozen(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        assert list(actions.due()) == [SUNDAY]
        actions.keep(SUNDAY)
        (reach,) = told.page(OPERATOR, "overview", SUNDAY).figures[:1]

    assert reach.rows == queries.figure(OPERATOR, "reach", SUNDAY)[0].rows
    assert reach.revised_at


def test_under_other_settings_what_was_told_is_judged_anew(service, settings):
    keep(SUNDAY)
    settings.OPTIONS = dataclasses.replace(settings.OPTIONS, privacy_threshold=15)

    with pytest.raises(told.NothingWasKeptThen):
        told.page(OPERATOR, "overview", SUNDAY)
    assert list(actions.due()) == [SUNDAY]
    keep(SUNDAY)
    cells = {line.cell: line.withheld for line in lines.lines(queries.of_week(OPERATOR, SUNDAY))}
    assert cells["Comms & Marketing"] == "base"
    assert told.page(OPERATOR, "overview", SUNDAY)


def test_another_gate_judges_anew_all_that_is_still_counted(service, monkeypatch):
    keep(SUNDAY)
    Book().keep(SUNDAY)
    assert Book().decided(SUNDAY)
    for module in (privacy, rules):
        monkeypatch.setattr(module, "GATE", privacy.GATE + 1)

    assert Book().decided(SUNDAY) is None
    assert list(actions.due()) == [SUNDAY]
    with pytest.raises(told.NothingWasKeptThen):
        told.page(OPERATOR, "overview", SUNDAY)
    Book().keep(SUNDAY)
    keep(SUNDAY)
    assert Book().decided(SUNDAY)
    assert told.page(OPERATOR, "overview", SUNDAY)


def test_what_an_earlier_gate_told_of_long_ago_stays_told(service, settings, monkeypatch):
    keep(SUNDAY)
    monkeypatch.setattr(rules, "GATE", privacy.GATE + 1)
    with clock.frozen(datetime(2026, 11, 27, 9, tzinfo=UTC)):
        assert list(actions.due()) == []
        assert told.page(OPERATOR, "overview", SUNDAY)
        settings.OPTIONS = dataclasses.replace(settings.OPTIONS, privacy_threshold=15)
        with pytest.raises(told.NothingWasKeptThen):
            told.page(OPERATOR, "overview", SUNDAY)


@pytest.mark.parametrize("name", ["weekly", "leader_words", "leader_effect"])
def test_without_a_people_list_every_figure_is_refused_with_that_reason(name):
    with pytest.raises(queries.ThereIsNoPeopleList):
        queries.figure(OPERATOR, name, SUNDAY)


def test_a_series_tells_each_week_that_was_kept(service):
    for week in (BEFORE, SUNDAY):
        keep(week)
    found = told.series(OPERATOR, ["stickiness"], date(2026, 1, 1), SUNDAY)

    assert [figure.on for figure in found] == [BEFORE, SUNDAY]
    with pytest.raises(told.TheSpanIsUpsideDown):
        told.series(OPERATOR, ["stickiness"], SUNDAY, BEFORE)


def test_only_who_may_see_adoption_sees_what_was_kept(service):
    keep(SUNDAY)
    for ask in (
        lambda: told.page(service[0], "overview", SUNDAY),
        lambda: told.series(service[0], ["reach"], BEFORE, SUNDAY),
        lambda: comparing.comparison(service[0], "overview", SUNDAY, BEFORE),
        lambda: told.page(OPERATOR, "engagement", SUNDAY),
    ):
        with pytest.raises(NotFound):
            ask()
    with pytest.raises(told.ThatIsNoEndOfAWeek):
        told.page(OPERATOR, "overview", SUNDAY - timedelta(days=1))


def test_a_comparison_tells_what_both_weeks_tell_and_no_more(service):
    found = comparing.comparison(OPERATOR, "overview", SUNDAY, BEFORE)
    pairs = [pair for one in found.measures for pair in one.pairs]
    now = lines.lines(queries.of_week(OPERATOR, SUNDAY))
    then = lines.lines(queries.of_week(OPERATOR, BEFORE))

    assert [pair.now for pair in pairs] == now
    assert {pair.then for pair in pairs} - {None} <= set(then)
    for pair in pairs:
        if pair.now.withheld or (pair.then and pair.then.withheld):
            assert pair.difference is None
        elif pair.difference is not None:
            assert pair.difference == pair.now.value - pair.then.value


def test_another_definition_is_not_comparable(service, monkeypatch):
    keep(BEFORE)
    figures = {BEFORE: told.page(OPERATOR, "overview", BEFORE).figures}
    older = [dataclasses.replace(one, made_by=date(2026, 1, 1)) for one in figures[BEFORE]]
    real = queries.of_week
    monkeypatch.setattr(
        queries, "of_week", lambda viewer, on: older if on == BEFORE else real(viewer, on)
    )
    found = comparing.comparison(OPERATOR, "overview", SUNDAY, BEFORE)

    hindrances = {pair.hindrance for one in found.measures for pair in one.pairs if pair.then}
    assert hindrances == {Hindrance.DEFINITION}


def test_two_weeks_of_one_quarter_have_no_difference(service):
    week = SUNDAY + timedelta(weeks=2)
    with clock.frozen(datetime(2026, 4, 21, 9, tzinfo=UTC)):
        found = comparing.comparison(OPERATOR, "overview", week + timedelta(weeks=1), week)

    hindered = {one.now.measure.name for one in found.measures if one.then is None}
    assert hindered >= {"unheard", "response", "crossings"}


def test_weeks_that_are_kept_are_compared_without_counting_anybody(service):
    other, quarter = SUNDAY - timedelta(weeks=12), SUNDAY - timedelta(weeks=13)
    for on in (SUNDAY, other, quarter):
        keep(on)

    with CaptureQueriesContext(connection) as asked:
        assert comparing.comparison(OPERATOR, "overview", SUNDAY, other).measures
    assert not [one["sql"] for one in asked if "Everybody employed on a day" in one["sql"]]
