"""Measures of leaders who show their figures, each counted by hand."""

from __future__ import annotations

import pytest

from groundswell.adoption.measures import (
    leader_answers,
    leader_effect,
    leader_ties,
    leader_words,
)
from groundswell.adoption.measures.event_study import Event
from groundswell.adoption.measures.led import LED, AskedLeaders, LeadersWords, LedTalk, Visits


def by_name(figures):
    return {value.name: value for value in figures.values}


def test_answers_are_counted_by_leader_and_what_waits_is_censored():
    asked = [(0, 7, 2.0, True), (0, 8, 4.0, True), (0, 7, 9.0, False), (1, 9, 5.0, False)]
    told = leader_answers.count(AskedLeaders([31, 32, 33], 50, asked))

    values = by_name(told)
    assert (values["answering"].numerator, values["answering"].denominator) == (1, 3)
    assert (values["answered"].numerator, values["answered"].denominator) == (2, 4)
    assert values["median"].value == 4.0
    assert values["median"].people == 3  # who asked
    assert told.series[LED] == [[31, 3, 2, 4.0], [32, 1, 0, None], [33, 0, 0, None]]


def test_own_words_stand_beside_those_of_delegates_by_week():
    told = leader_words.count(LeadersWords([31, 32], 50, [(0, 0, False), (0, 12, True)]))

    assert told.values[0].value == 0.5
    first, second = told.series[LED]
    assert first == [31, 1, *[0] * 12, *[0] * 12, 1]
    assert second == [32, *[0] * 26]
    nobody = leader_words.count(LeadersWords([], 50, [])).values[0]
    assert (nobody.value, nobody.people) == (None, 0)


def test_ties_to_leaders_go_both_ways_and_stand_beside_chance():
    # 20 people; 0 and 1 lead. 0 and 5 turn to each other, as 5 and 6 do; 7 turns to 1 alone.
    pairs = [(0, 5), (5, 0), (5, 6), (6, 5), (7, 1), (0, 1), (1, 0)]
    source, target = zip(*pairs, strict=True)
    told = leader_ties.count(LedTalk([31, 32], [0, 1], [12, 4], 20, source, target))

    (value,) = told.values
    assert (value.numerator, value.denominator) == (1, 18)
    assert 0 < value.chance < value.value * 6
    assert told.series[LED] == [[31, 1, 12], [32, 0, 4]]
    assert leader_ties.count(LedTalk([], [], [], 20, source, target)).values[0].people == 0


def visits(spoken, acts=(), since=(0, 0)):
    return Visits([31, 32], since, [0] * 40, acts, spoken, leader_effect.WEEKS, 10)


@pytest.mark.parametrize(
    ("spoken", "came"),
    [
        ([(0, 12, 0), (0, 14, 0)], [Event(0, 12, 0)]),
        ([(0, 12, 0)], []),  # a passing word
        ([(0, 7, 0), (0, 8, 0)], []),  # nothing is known of what was before
        ([(0, 10, 1), (0, 12, 0), (0, 13, 0)], []),  # another leader was there
        ([(0, 3, 0), (0, 12, 0), (0, 13, 0)], [Event(0, 12, 0)]),
        ([(0, 12, 0), (0, 13, 0), (0, 12, 1), (0, 13, 1)], [Event(0, 12, 0), Event(0, 12, 1)]),
    ],
)
def test_a_leader_becomes_present_after_silence_and_comes_again(spoken, came):
    assert leader_effect.comings(visits(spoken)) == came


def test_whether_a_leader_came_is_known_eight_weeks_after_they_show_it():
    spoken = [(0, 12, 0), (0, 14, 0)]

    assert leader_effect.comings(visits(spoken, since=(4, 30))) == [Event(0, 12, 0)]
    assert leader_effect.comings(visits(spoken, since=(5, 0))) == []


def test_a_group_of_few_people_is_left_out():
    few = [(0, person, week, 9) for person in range(9) for week in range(30)]
    others = [
        (group, 10 + (3 * group + person) % 30, week, 3)
        for group in range(1, 15)
        for person in range(12)
        for week in range(30)
    ]
    spoken = [(0, 12, 0), (0, 13, 0)]
    assert leader_effect.count(visits(spoken, few + others)).values[0].value is None
    more = [(0, person, week, 9) for person in range(12) for week in range(30)]
    told = leader_effect.count(visits(spoken, more + others))
    assert told.values[0].value == pytest.approx(1, abs=0.2)
    assert told.values[0].people == 12
    (first, second) = told.series[LED]
    assert first[4:] == [1, 12]
    assert second == [32, None, None, None, 0, 0]
