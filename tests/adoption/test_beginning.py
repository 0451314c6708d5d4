"""When people began to take part, read from rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from groundswell.adoption.beginning import begun
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.measures import adopters
from groundswell.adoption.measures.adopters import steps
from groundswell.adoption.measures.figures import Unit
from groundswell.adoption.measures.given import Beginner, Begun
from groundswell.adoption.sealed import actions as sealed
from groundswell.adoption.sealed.models import SealedDay
from groundswell.foundation import clock
from groundswell.network.reactions import actions as reactions
from groundswell.people.org.models import Assignment
from tests.adoption.company import employ, take_part
from tests.adoption.test_contributions import say

MONDAY = date(2026, 3, 2)
WEEK = timedelta(weeks=1)


@pytest.mark.usefixtures("cast")
def test_everybody_begins_once_and_in_the_week_of_the_first_contribution():
    chief, *staff = employ("Service", 13)
    Assignment.objects.filter(person__in=staff).update(manager=chief)
    take_part([chief], MONDAY + timedelta(days=2), MONDAY + 3 * WEEK)
    take_part(staff[:6], MONDAY + WEEK, MONDAY + 2 * WEEK)
    employ("Sales", 1, left_on=MONDAY - timedelta(days=1))
    (late,) = employ("Sales", 1, started_on=MONDAY + WEEK)
    found = begun(MONDAY + 3 * WEEK - timedelta(days=1), None)

    assert (found.starts_on, found.weeks) == (MONDAY, 3)
    here = [one for one in found.people if one.where[0]]
    assert sorted(one.began for one in here) == [-1] * 8 + [0] + [1] * 6
    boss = next(n for n, one in enumerate(found.people) if one.began == 0)
    assert sum(one.manager == boss for one in found.people) == 12
    assert sum(one.last < 0 for one in here) == 1
    assert {one.first for one in here} == {0, 1}
    assert late.pk
    told = {value.name: value for value in adopters.count(found).values}
    assert (told["begun"].numerator, told["refused"].value) == (0, None)


@pytest.mark.usefixtures("cast")
def test_where_nobody_has_begun_there_is_no_curve():
    employ("Service", 12)
    told = adopters.count(begun(MONDAY, None))

    assert told.values[0].numerator == 0
    assert told.series["begun"] == []


def test_where_nearly_all_have_begun_nothing_is_told():
    there = [Beginner(0 if number < 49 else -1, 0, 99, ("", "", ""), -1) for number in range(59)]

    assert adopters.count(Begun(MONDAY, 9, there)).values[0].people == 10
    assert adopters.count(Begun(MONDAY, 9, there[:54])).values[0].people == 5


def test_where_the_same_people_take_part_in_each_period_nothing_is_told():
    there = [Beginner(0 if number < 48 else -1, 0, 99, ("", "", ""), -1) for number in range(100)]

    def people(*could_have: int) -> int:
        periods = [(8, *could_have)] if could_have else []
        return adopters.count(Begun(MONDAY, 9, there, periods)).values[0].people

    assert [people(), people(39, 60), people(46, 60), people(20, 41)] == [40, 10, 0, 0]


def test_where_tens_would_tie_periods_together_it_is_told_in_fifties():
    there = [Beginner(n // 30, 0, 99, ("", "", ""), -1) for n in range(128)]
    there += [Beginner(-1, 0, 99, ("", "", ""), -1)] * 40
    told = adopters.count(Begun(MONDAY, 9, there, [(4, 119, 140), (8, 125, 150)]))

    assert (told.values[0].numerator, told.values[0].people) == (100, 24)
    assert told.series["begun"] == [[0, 30], [4, 120]]


def test_where_fewer_than_ten_could_have_changed_places_no_setting_lets_it_be_told():
    there = [Beginner(0 if number < 145 else -1, 0, 99, ("", "", ""), -1) for number in range(200)]

    for fewest, people in ((139, 10), (142, 0)):  # 10 and 7 are free
        told = adopters.count(Begun(MONDAY, 9, there, [(8, fewest, 300)]))
        assert (told.values[0].numerator, told.values[0].people) == (140 if people else 100, people)


@pytest.mark.parametrize(
    ("fewest", "begun", "ends"), [(60, 110, (110, 120)), (112, 100, (100, 150))]
)
def test_what_is_to_come_is_told_no_closer_than_what_has_begun(fewest, begun, ends):
    weekly = [5, 8, 12, 18, 22, 18, 12, 8, 5, 3, 2, 1, *[0] * 12]
    there = [
        Beginner(week, 0, 99, ("", "", ""), -1) for week, n in enumerate(weekly) for _ in range(n)
    ]
    there += [Beginner(-1, 0, 99, ("", "", ""), -1)] * 60
    told = adopters.count(Begun(MONDAY, 24, there, [(23, fewest, 170)]))

    so_far, end = told.values
    assert (so_far.unit, so_far.numerator) == (Unit.AT_LEAST, begun)
    assert (end.low, end.high) == ends
    assert {row[1] for row in told.series["ahead"]} == {begun}


@pytest.mark.usefixtures("cast")
def test_days_whose_rows_were_dropped_stand_though_they_were_marked_since():
    staff, last = employ("Service", 30), MONDAY + 8 * WEEK - timedelta(days=1)
    take_part(staff[:20], MONDAY)
    take_part(staff[20:25], last)
    for on in (MONDAY + 4 * WEEK - timedelta(days=1), last):
        sealed.seal(on)
    SealedDay.objects.update(is_final=True, is_stale=True)
    ContributionDay.objects.filter(on=MONDAY).exclude(person_id=staff[0].pk).delete()

    assert begun(last, None).could_have == [(7, 20, 25)]


def test_whoever_comes_after_the_week_is_not_among_those_who_could_have_begun():
    there = [Beginner(-1, first, 99, ("", "", ""), -1) for first in (0, 8, 9, 20)]

    assert adopters.count(Begun(MONDAY, 9, there)).values[0].denominator == 2


def test_beginners_are_told_in_tens_and_rounded_down():
    assert steps([12, 0, 3, 1, 3, 4, 9]) == [[0, 10], [5, 20], [6, 30]]


def test_where_counts_were_dropped_posts_and_reactions_say_who_had_begun(cast):
    writer, reader, late = employ("Service", 3, email=None)
    with clock.frozen(datetime.combine(MONDAY, time(9), UTC)):
        post = say(cast, writer, "Begun long ago")
        reactions.react(person=reader, post_id=post.pk, name="thanks")
    take_part([writer, reader, late], MONDAY + 9 * WEEK)
    found = begun(MONDAY + 10 * WEEK, MONDAY + 8 * WEEK)

    assert (found.starts_on, found.weeks) == (MONDAY, 11)
    assert sorted(one.began for one in found.people if one.where[0]) == [0, 0, 9]
