"""Measures of the whole organisation, each counted by hand."""

from __future__ import annotations

import pytest

from groundswell.adoption.measures import (
    across,
    activation,
    concentration,
    leaders,
    response,
    stickiness,
    weekly,
)
from groundswell.adoption.measures.figures import Newcomers, Participation, Questions, Talk
from groundswell.adoption.measures.measure import Alike, Count

# Of 100 people one gave 30 on three days, nine gave 5 each on one, three weeks ago.
ACTS = [(1, 0, 10), (1, 3, 10), (1, 20, 10), *((person, 21, 5) for person in range(2, 11))]
ROWS = Participation(100, ACTS)


def values(figures) -> dict[str, object]:
    return {value.name: value.value for value in figures.values}


def test_weekly_contributors_are_those_of_the_last_seven_days():
    (value,) = weekly.count(ROWS).values
    assert (value.numerator, value.denominator, value.value) == (1, 100, 0.01)
    assert ROWS.active(21, 27) == 9


def test_stickiness_is_the_mean_day_by_the_month():
    (value,) = stickiness.count(ROWS).values
    assert value.value == pytest.approx((12 / 28) / 10)
    assert stickiness.count(Participation(100, [])).values[0].value is None


def test_concentration_counts_who_gave_nothing():
    told = values(concentration.count(ROWS))
    assert told["top_1"] == pytest.approx(30 / 75)
    assert told["top_10"] == 1.0
    assert told["rest"] == 0.0
    amounts = sorted([0] * 90 + [5] * 9 + [30])
    ranked = sum(rank * amount for rank, amount in enumerate(amounts, 1))
    assert told["gini"] == pytest.approx(2 * ranked / (100 * 75) - 101 / 100)
    assert values(concentration.count(Participation(100, []))) == {"gini": None}


def test_activation_is_a_share_of_those_who_came():
    assert activation.count(Newcomers(40, 10)).values[0].value == 0.25
    assert activation.count(Newcomers(0, 0)).values[0].value is None


def test_answers_are_told_with_what_still_waits():
    told = response.count(Questions([(1.0, True), (2.0, True), (9.0, False)], askers=3))
    assert values(told) == {"median": 2.0, "answered": 2 / 3}
    assert [row[:2] for row in told.series["waiting"]] == [
        [1.0, pytest.approx(2 / 3)],
        [2.0, pytest.approx(1 / 3)],
    ]


def test_talk_across_functions_stands_beside_its_chance_level():
    # Two functions of ten; everybody turns to the next of their own, one to the other function.
    ring = [(person, (person + 1) % 10 + 10 * side) for side in (0, 1) for person in range(10)]
    pairs = [(one + 10 * (place >= 10), other) for place, (one, other) in enumerate(ring)]
    pairs.append((0, 10))
    talk = Talk([one for one, _ in pairs], [other for _, other in pairs], [0] * 10 + [1] * 10)
    told = {value.name: value for value in across.count(talk).values}

    assert told["across"].value == pytest.approx(1 / 21)
    assert told["ei_ties"].value == pytest.approx((1 - 20) / 21)
    assert told["ei_ties"].high < 0.6
    assert told["ei_ties"].value < told["ei_ties"].low
    assert values(across.count(Talk([], [], [0]))) == {"across": None}


def test_leaders_are_counted_wherever_they_stand():
    people = [
        Alike("Yard", "Halden", "Director", 7, 3, leads=True),
        Alike("Sales", "Busan", "Director", 5, 4, leads=True),
        Alike("Sales", "Busan", "Desk", 50, 20),
    ]
    assert leaders.count(people) == [Count("leaders", "leaders", 7, 12)]
