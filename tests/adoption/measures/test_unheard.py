"""Unheard voices: the alarm keeps its false-alarm rate, and finds who is not heard."""

from __future__ import annotations

from math import comb, exp

import numpy as np
import pytest

from groundswell.adoption.measures import unheard
from groundswell.adoption.measures.given import Voice, Voices
from groundswell.adoption.measures.watching import RATIOS, Table, _won, first_over

NOW = 150  # a week


def said(site: str, heard: int, of: int, *, week: int = NOW - 10, author: int = 0) -> list[Voice]:
    return [
        Voice(
            author + number,
            week,
            True,
            False,
            0.5 if number < heard else None,
            {"site": site},
            starts=True,
        )
        for number in range(of)
    ]


def told(*posts: list[Voice]) -> dict[str, unheard.Value]:
    found = unheard.count(Voices(NOW, [one for some in posts for one in some]))
    return {value.name: value for value in found.values}


@pytest.mark.parametrize("margins", [(3, 10, 8), (12, 40, 30), (1, 5, 2), (20, 20, 39)])
def test_where_all_are_alike_a_bet_wins_nothing_on_the_mean(margins):
    of, others, answered = margins
    worlds = range(max(0, answered - others), min(of, answered) + 1)
    weights = [comb(of, a) * comb(others, answered - a) for a in worlds]
    for bet in range(len(RATIOS)):
        wins = [exp(_won(Table(a, of, answered - a, others))[bet]) for a in worlds]
        mean = sum(w * win for w, win in zip(weights, wins, strict=True)) / sum(weights)
        assert mean == pytest.approx(1)


def test_in_four_hundred_years_of_weekly_looks_the_alarm_keeps_its_rate():
    rng = np.random.default_rng(2)
    false = 0
    for _ in range(400):
        chances = rng.beta(4, 2, 52)  # each week another
        weeks = [
            (week, Table(int(rng.binomial(3, chance)), 3, int(rng.binomial(12, chance)), 12))
            for week, chance in enumerate(chances)
        ]
        false += first_over(weeks, 20) is not None
    assert false <= 0.05 * 400


def test_a_site_whose_first_posts_wait_rings_and_no_other_does():
    weeks = range(NOW - 30, NOW - 4)
    posts = [
        said(site, heard, of, week=week, author=1000 * week + at)
        for week in weeks
        for site, heard, of, at in (("Busan", week % 2, 2, 0), ("Halden", 7, 8, 10))
    ]
    found = told(*posts)

    ringing = [name for name, value in found.items() if value.alarmed_on]
    assert ringing == ["first_1.site.Busan", "first_7.site.Busan"]
    busan = found["first_1.site.Busan"]
    assert (busan.numerator, busan.denominator) == (6, 26)  # of the quarter to week 142
    assert busan.watched == 52
    assert busan.chance == 7 / 8
    assert busan.low < busan.value < busan.high


def test_few_posts_prove_nothing():
    found = told(said("Busan", 0, 3), said("Halden", 9, 10, author=100))
    assert not any(value.alarmed_on for value in found.values())


def test_whatever_week_it_is_shares_are_told_of_a_quarter_that_is_over():
    begun = [unheard.told_from(week) for week in (143, 144, 156, 157)]
    assert begun == [117, 130, 130, 143]
    posts = [said("Busan", week % 3, 4, week=week, author=10 * week) for week in range(117, 157)]
    by_week = [
        {v.name: (v.numerator, v.denominator) for v in unheard.count(Voices(week, some)).values}
        for week in range(144, 157)
        for some in [[one for post in posts for one in post if one.week <= week]]
    ]
    assert by_week[0]["first_1.site.Busan"] == (13, 52)
    assert all(one == by_week[0] for one in by_week)


def test_where_nobody_spoke_in_the_quarter_there_is_no_share():
    found = told(said("Busan", 1, 4, week=NOW))
    assert found["first_7.everybody.everybody"].denominator == 0
    assert found["first_7.everybody.everybody"].value is None


def test_a_watch_begins_each_half_year():
    begun = [unheard.watched_from(week) for week in (52, 77, 78, 103)]
    assert begun == [26, 26, 52, 52]


def test_whoever_stands_in_no_group_is_counted_apart_for_the_gate():
    placeless = [Voice(900, NOW - 10, True, True, None, {}, starts=True)]
    found = told(said("Busan", 3, 20), placeless)
    rest = found["first_7.site."]
    assert (rest.is_rest, rest.denominator, rest.part_of) == (True, 1, "first_7.site")
    assert found["first_7.site.Busan"].of == "first_7.everybody.everybody"
