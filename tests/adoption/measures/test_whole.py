"""Measures of the whole organisation, each counted by hand."""

from __future__ import annotations

import pytest

from groundswell.adoption.measures import (
    across,
    activation,
    answered_across,
    asked_from,
    best_answers,
    concentration,
    leaders,
    response,
    reuse,
    stickiness,
    weekly,
)
from groundswell.adoption.measures.given import Asked, Newcomers, Participation, Questions, Talk
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
    asked = [Asked(1, 1.0, 0.1, 20, True), Asked(2, 2.0, 8.0, 9, True), Asked(3, 9.0, 3, 3, False)]
    told = response.count(Questions(asked))
    assert values(told) == {"median": 2.0, "within_a_week": 1 / 2, "answered": 2 / 3}
    still = {row[0]: row[1] for row in told.series["waiting"]}
    assert len(still) == 9
    assert (still[0.75], still[1.0], still[1.75], still[2.0]) == pytest.approx(
        (1, 2 / 3, 2 / 3, 1 / 3)
    )


def test_talk_across_functions_stands_beside_its_chance_level():
    # Two functions of ten; everybody turns to the next of their own, one to the other function.
    ring = [(person, (person + 1) % 10 + 10 * side) for side in (0, 1) for person in range(10)]
    pairs = [(one + 10 * (place >= 10), other) for place, (one, other) in enumerate(ring)]
    pairs.append((0, 10))
    talk = Talk([one for one, _ in pairs], [other for _, other in pairs], [0] * 10 + [1] * 10)
    told = {value.name: value for value in across.count(talk).values}

    assert told["across"].value == pytest.approx(1 / 21)
    # Chance alone crosses 10 of 19: so many of the others are of the other function.
    assert told["across"].chance == pytest.approx(10 / 19, abs=0.01)
    assert told["across"].low < told["across"].chance < told["across"].high
    assert told["ei_ties"].value == pytest.approx((1 - 20) / 21)
    assert told["ei_ties"].high < 0.6
    assert told["ei_ties"].value < told["ei_ties"].low
    assert values(across.count(Talk([], [], [0]))) == {"across": None}


def test_what_chance_would_give_of_a_share_is_a_share():
    """One of ten has another function, in the middle of a star: dealt anew it is seldom there."""
    talk = Talk([0] * 9, [*range(1, 10)], [1] + [0] * 9)
    crosses, *_ = across.count(talk).values

    assert crosses.value == 1
    assert 0 == crosses.low < crosses.chance < crosses.high


def test_leaders_are_counted_wherever_they_stand():
    people = [
        Alike("Yard", "Halden", "Director", 7, 3, leads=True),
        Alike("Sales", "Busan", "Director", 5, 4, leads=True),
        Alike("Sales", "Busan", "Desk", 50, 20),
    ]
    assert leaders.count(people) == [Count("leaders", "leaders", 7, 12)]


SEATS = {
    1: ("Service", "Busan"),
    2: ("Sales", "Busan"),
    3: ("Sales", "Gdynia"),
    4: ("HR", "Halden"),
}


def test_where_a_question_came_from_is_told_with_what_hangs_together():
    asked = [Asked(1, 2.0, 1, 9, True), Asked(1, 4.0, 1, 9, True), Asked(3, 5.0, 1, 9, False)]
    told = {one.name: one for one in asked_from.count(Questions(asked, (), SEATS)).values}

    assert (told["function:Service"].value, told["function:Service"].denominator) == (2.0, 2)
    assert (told["site:Gdynia"].value, told["site:Gdynia"].people) == (None, 1)
    assert told["function:HR"].part_of.split()[1] == told["site:Halden"].part_of.split()[1]
    assert told["function:Service"].part_of == told["function:Sales"].part_of
    assert told["function:Service"].part_of != told["function:HR"].part_of


def test_best_answers_and_answers_found_again_are_shares_of_the_answered():
    asked = [
        Asked(1, 1, 1, 9, True, has_best=True),
        Asked(2, 1, 1, 9, True, is_found_again=True),
        Asked(2, 1, 1, 9, False),
    ]
    (best,) = best_answers.count(Questions(asked)).values
    (again,) = reuse.count(Questions(asked)).values

    assert (best.numerator, best.denominator, best.people) == (1, 2, 2)
    assert again.value == 0.5
    assert again.low == pytest.approx(0.0945, abs=1e-4)  # as R's prop.test gives it
    assert best_answers.count(Questions([])).values[0].value is None


def test_answers_across_functions_stand_beside_their_chance_level():
    places = {person: (f"F{person % 4}", "Halden") for person in range(80)}
    inside = [(person, (person + 4) % 80) for person in range(80)]
    (told,) = answered_across.count(Questions([], [*inside, (0, 1)], places)).values

    assert (told.numerator, told.denominator) == (1, 81)
    assert told.chance == pytest.approx(0.76, abs=0.02)
    assert told.value < told.low < told.chance < told.high
