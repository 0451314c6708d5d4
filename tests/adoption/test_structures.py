"""Silos and bridges of a small company, as they are kept at night and told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest

from groundswell.adoption import beside, queries, structures, weekly
from groundswell.adoption.days import QUARTER
from groundswell.adoption.sealed.models import SealedFigure
from groundswell.adoption.viewing import Operator
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.people.org.models import Assignment
from tests.adoption.company import employ, take_part, turn
from tests.adoption.test_contributions import say

SUNDAY = date(2026, 3, 29)
OPERATOR = Operator.AT_THE_SERVER
SITES = ("Halden", "Gdynia")
NINETY = ("crossings", "inward", "response", "asked_from", "across", "line")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]


@pytest.fixture
def in_april():
    """It is Thursday, 2 April 2026."""
    with clock.frozen(datetime(2026, 4, 2, 9, tzinfo=UTC)):
        yield


def company(*, silo=True, seed=1):
    """Three functions of 20 at two sites; with a silo, Sales and Yard hardly turn to each other."""
    chance = Random(seed)
    people = {
        function: [
            person for site in SITES for person in employ(function, 10, site=site, email=None)
        ]
        for function in ("Engineering", "Sales", "Yard")
    }
    everybody = [person for staff in people.values() for person in staff]
    for week in range(6):
        take_part(everybody[:40], SUNDAY - timedelta(weeks=week))
    apart = {frozenset(("Sales", "Yard"))} if silo else set()
    pairs = [
        (one, other)
        for name, staff in people.items()
        for one in staff
        for beside, colleagues in people.items()
        for other in chance.sample(colleagues, 1 if frozenset((name, beside)) in apart else 8)
        if one is not other
    ]
    turn(pairs, SUNDAY - timedelta(days=20))
    return people


def told():
    return structures.structure(OPERATOR, SUNDAY)


def numbers():
    return {name: (one.values, one.series, one.tables) for name, one in told().now.items()}


def cell(table, row, column):
    return table.by_place[row, column]


def test_a_silo_is_found_and_without_it_there_is_none():
    company()
    (functions, *_) = told().now["crossings"].tables
    assert cell(functions, "Sales", "Yard").cell.value <= 0.4
    assert cell(functions, "Sales", "Sales").cell.value >= 1.2


def test_without_a_silo_none_is_found():
    company(silo=False)
    now = told().now

    values = [one.cell.value for one in now["crossings"].tables[0].cells]
    assert min(values) >= 0.8
    assert max(values) <= 1.2
    index = now["inward"].values[0].value
    assert index.low <= index.value <= index.high
    for one in now["inward"].tables[0].cells:
        assert one.cell.low - 0.05 <= one.cell.value <= one.cell.high + 0.05


@pytest.mark.parametrize("child", [beside.CHILD, "nothing.there"])
def test_what_is_kept_at_night_is_what_is_told_and_nothing_is_counted_then(
    child, monkeypatch, caplog
):
    company()
    counted = numbers()
    assert "communities" in counted
    # In a process of its own, as where there is very much talk; or here, where that fails.
    monkeypatch.setattr(beside, "MUCH", 0)
    monkeypatch.setattr(beside, "CHILD", child)
    assert weekly.seal(SUNDAY)
    assert SealedFigure.objects.filter(on=SUNDAY, measure="crossings").exists()
    assert ("counts communities ended" in caplog.text) == (child == "nothing.there")

    monkeypatch.setattr(weekly, "count", None)
    assert numbers() == counted


def test_a_quarter_earlier_is_told_only_where_it_was_kept():
    company()
    weekly.seal(SUNDAY - QUARTER)

    assert set(told().earlier) >= {"crossings", "inward"}
    SealedFigure.objects.all().delete()
    assert told().earlier == {}


def test_whichever_day_is_asked_for_talk_is_told_for_quarters_that_never_overlap():
    company()
    with clock.frozen(datetime(2026, 7, 20, 9, tzinfo=UTC)):
        last = QUARTER.days  # of the one that ends last, before and behind which there is another
        around = (1 - last, -45, -1, 0, 1, 6, 45, last - 1, last, last + 1, last + 14)
        days = [SUNDAY + timedelta(days=number) for number in around]
        figures = [
            one for on in days for name in NINETY for one in queries.figure(OPERATOR, name, on)
        ]
        spans = sorted({(one.first_on, one.last_on) for one in figures})

    assert [last for _, last in spans] == [SUNDAY - QUARTER, SUNDAY, SUNDAY + QUARTER]
    assert all(last < first for (_, last), (first, _) in pairwise(spans))
    assert structures.structure(OPERATOR, SUNDAY + timedelta(days=3)).on == SUNDAY


def test_of_no_other_week_anything_of_a_quarter_is_kept():
    company()
    weekly.seal(SUNDAY - timedelta(weeks=1))
    weekly.seal(SUNDAY)

    kept = set(SealedFigure.objects.values_list("on", "measure"))
    assert {on for on, name in kept if name in NINETY} == {SUNDAY}
    assert {name for _, name in kept} >= {*NINETY}


def test_who_is_no_analyst_sees_nothing(cast):
    company()
    with pytest.raises(NotFound):
        structures.structure(cast.joan, SUNDAY)


def test_a_function_of_few_is_left_out():
    people = company()
    few = employ("Legal", 9, email=None)
    turn([(one, other) for one in few for other in people["Sales"][:12]], SUNDAY)

    now = told().now
    assert "Legal" not in now["crossings"].tables[0].rows
    assert cell(now["inward"].tables[0], "Sales", "ei").withheld is None


def manage(boss, people):
    Assignment.objects.filter(person__in=people).update(manager=boss)


@pytest.mark.usefixtures("news")
def test_a_thread_of_the_last_seven_days_is_not_unanswered_yet(cast):
    boss, *staff = employ("Service", 40, email=None)
    manage(boss, staff)
    for ago, is_answered in ((20, False), (15, True), (3, False)):
        with clock.frozen(datetime(2026, 3, 29, 9, tzinfo=UTC) - timedelta(days=ago)):
            thread = say(cast, boss, "From now on we start at seven")
        with clock.frozen(datetime(2026, 3, 29, 9, tzinfo=UTC) - timedelta(days=ago - 2)):
            if is_answered:
                posts.reply(author=staff[0], to_id=thread.pk, source="Why?")

    spoken = weekly.Rows(SUNDAY).networks.spoken()
    assert (spoken.threads.sum(), spoken.silent.sum()) == (2, 1)


@pytest.mark.usefixtures("news")
def test_an_answer_after_seven_days_comes_too_late(cast):
    boss, other = employ("Service", 2, email=None)
    begun = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with clock.frozen(begun):
        thread = say(cast, boss, "From now on we start at seven")
    with clock.frozen(begun + timedelta(days=7, minutes=1)):
        posts.reply(author=other, to_id=thread.pk, source="Why?")

    assert weekly.Rows(SUNDAY).networks.spoken().silent.sum() == 1


@pytest.mark.usefixtures("news")
def test_who_answers_first_is_who_a_question_reached(cast):
    chief, lead, desk, other = employ("Service", 4, email=None)
    manage(chief, [lead])
    manage(lead, [desk, other])
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        question = say(cast, desk, "Who?", kind="question", title="Who knows?")
        posts.reply(author=desk, to_id=question.pk, source="Anybody?")
        posts.reply(author=lead, to_id=question.pk, source="I do")
        posts.reply(author=other, to_id=question.pk, source="So do I")

    climbs = weekly.Rows(SUNDAY).networks.climbs()
    people = weekly.Rows(SUNDAY).networks.ids
    assert people[climbs.asker].tolist() == [desk.pk]
    assert people[climbs.answerer].tolist() == [lead.pk]


@pytest.mark.usefixtures("news")
def test_what_a_delegate_asks_or_answers_travels_nowhere(cast):
    chief, lead, desk, hand = employ("Service", 4, email=None)
    manage(chief, [lead])
    manage(lead, [desk, hand])
    with clock.frozen(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        question = say(cast, desk, "Who?", kind="question", title="Who knows?")
        asked_for = say(cast, lead, "When?", kind="question", title="When is it?")
        answer = posts.reply(author=chief, to_id=question.pk, source="The office does")
        posts.reply(author=lead, to_id=question.pk, source="I do")
        posts.reply(author=chief, to_id=asked_for.pk, source="Soon")
    Post.objects.filter(pk__in=[asked_for.pk, answer.pk]).update(acted_by=hand)

    rows = weekly.Rows(SUNDAY).networks
    climbs = rows.climbs()
    assert [*zip(rows.ids[climbs.asker], rows.ids[climbs.answerer], strict=True)] == [
        (desk.pk, lead.pk)
    ]


def test_a_company_without_a_line_or_talk_is_told_nothing_of_either():
    take_part(employ("Service", 20, email=None), SUNDAY)
    now = told().now

    assert all(value.value.value is None for value in now["line"].values)
    assert not queries.figure(OPERATOR, "communities", SUNDAY)[0].tables
