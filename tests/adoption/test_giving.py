"""What people give and receive, say themselves, and since when they are here, counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groundswell.adoption import giving, wholes
from groundswell.adoption.measures import activation, cohorts, own_words, tens, tenure
from groundswell.adoption.measures.figures import Figures
from groundswell.adoption.measures.given import Newcomers, Said, Started, Starter
from groundswell.adoption.needed import quarter
from tests.adoption.company import employ, take_part

SUNDAY = date(2026, 3, 29)
FIRST = quarter(SUNDAY)
QUARTER = timedelta(days=91)


def test_own_words_are_told_only_where_delegates_wrote_for_nobody_or_for_many():
    def told(written_for: int):
        figures = own_words.count(Said(100, 90, 40, written_for))
        return wholes.told(figures, 10, is_steady=True)[0]

    assert told(0).value.value == told(10).value.value == 0.9
    assert told(2).withheld == "base"
    assert own_words.count(Said(0, 0, 0, 0)).values[0].value is None


@pytest.mark.django_db
def test_who_started_when_and_took_part_is_read_by_quarters():
    (newcomer,) = employ("Service", 1, started_on=FIRST - QUARTER + timedelta(days=5))
    employ("Service", 1, started_on=None)
    (left,) = employ("Service", 1, started_on=FIRST, left_on=FIRST + timedelta(days=9))
    take_part([newcomer], FIRST, FIRST - 2 * QUARTER)
    take_part([left], FIRST - timedelta(days=1), FIRST + QUARTER)

    started = giving.started(FIRST)
    assert sorted(started.people, key=lambda one: one.started_on) == [
        Starter(FIRST - QUARTER + timedelta(days=5), None, frozenset({0, 2})),
        Starter(FIRST, FIRST + timedelta(days=9), frozenset({1})),
    ]


def test_a_cohort_is_followed_through_the_quarters_after_it():
    start, gone = FIRST - 2 * QUARTER, FIRST + timedelta(days=1)
    stay = [Starter(start, None, frozenset({0, 1} if place < 6 else {1})) for place in range(15)]
    left = [Starter(start, gone, frozenset({1}))] * 5
    told = {
        value.name: (value.numerator, value.denominator)
        for value in cohorts.count(Started(FIRST, [*stay, *left])).values
    }

    assert told[f"{start}/1"] == (20, 20)
    assert told[f"{start}/2"] == (10, 15)  # six, to the nearest ten
    assert len(told) == 6


def test_tenure_counts_who_is_there_and_leaves_out_a_band_that_cohorts_would_tell():
    def years(ago: float, active: bool) -> Starter:
        return Starter(
            FIRST - timedelta(days=round(365.25 * ago)), None, frozenset({0} if active else ())
        )

    new = [years(0.3, place < 7) for place in range(20)]
    old = [years(12, place < 30) for place in range(60)]
    middle = [years(6, place < 5) for place in range(30)]
    few = [years(3, place < 4) for place in range(5)]
    figures = tenure.count(Started(FIRST, [*new, *old, *middle, *few]))
    told = {one.value.name: one for one in wholes.told(figures, 10, is_steady=True)}

    assert "2_to_5" not in told  # fewer than twenty are in no case told, so they are not listed
    assert told["5_to_10"].withheld == "base"
    assert told["over_10"].value.value == 0.5
    assert told["under_2"].withheld == "base"


def test_a_ten_is_told_only_where_both_its_ends_leave_as_many_people_as_the_threshold():
    """Else the border beside it would say which of the ten it is."""

    def told(active: int, of: int) -> bool:
        one = tens.value("a", "A", "tenure", active=active, of=of, behind=of)
        return wholes.told(Figures([one]), 10, is_steady=True)[0].withheld is None

    assert [told(active, 50) for active in (14, 15, 34, 35, 40)] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert told(20, 34)  # 15 to 24
    assert not told(20, 33)


@pytest.mark.parametrize(("came", "listed"), [(0, []), (9, []), (10, [None]), (12, [None])])
def test_of_fewer_newcomers_than_the_threshold_no_number_is_listed(came, listed):
    """A week in which all took part who did in its period tells of each: nothing is promised."""
    found = wholes.told(activation.count(Newcomers(came, came)), 10, is_steady=True)

    assert [one.withheld for one in found] == listed
