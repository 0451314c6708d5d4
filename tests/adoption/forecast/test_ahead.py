"""What is foretold comes about; where people begin otherwise than the curve says it is refused."""

from __future__ import annotations

import numpy as np
import pytest

from bench.forecasts import DOES_NOT, FOLLOWS, bass, does_not, follows
from groundswell.adoption.forecast.ahead import ahead, drawn
from groundswell.adoption.forecast.bass import ForecastIsRefused, Why

FAST = "p 0.02, q 0.4, m 1,300"
# As many began in a company that was simulated apart from this: a pilot, a burst, what stays.
PILOT = [5, *[1, 1, 1, 0] * 9, 1, 0, 0]
STAYS = [16, 15, 15, 11, 16, 11, 11, 9, 12, 10, 9, 10, 11, 11, 11, 8, 9, 11, 9, 9, 11, 8, 12, 9, 8,
         14, 14, 14, 13, 15, 14, 15, 13, 12, 14, 11, 13, 14]  # fmt: skip


def why(counts):
    """Why the end is not foretold; None where it is."""
    try:
        ahead(counts, 26)
    except ForecastIsRefused as refusal:
        return refusal.why
    return None


def test_what_is_drawn_holds_what_came_in_nine_of_ten_launches():
    rng, weeks, later = np.random.default_rng(20), 12, 8
    launches = rng.poisson(np.tile(bass(*FOLLOWS[FAST]), (120, 1)))
    held = 0
    for counts in launches:
        low, _, high = drawn(counts[:weeks].tolist(), later)[-2]
        held += low <= counts[: weeks + later].sum() <= high

    assert 0.82 < held / len(launches) <= 0.97


@pytest.mark.parametrize("over", [1, 5])
def test_of_launches_that_follow_the_curve_most_are_foretold_and_come_about(over):
    found = follows(FAST, over, 20, 60)

    assert found.told > 25
    assert found.later / found.told > 0.84
    assert found.end / found.told > 0.84


@pytest.mark.parametrize("name", DOES_NOT)
def test_where_people_begin_otherwise_hardly_anything_is_foretold(name):
    found = does_not(DOES_NOT[name], 25)

    # Before a second wave nothing tells of it.
    assert found.told - found.later <= (4 if "second wave" in name else 2)


def test_the_end_is_foretold_once_earlier_weeks_foretold_what_came():
    counts = np.rint(bass(*FOLLOWS[FAST])).astype(int).tolist()
    end, rows = ahead(counts[:24], 26)

    reasons = [why(counts[:weeks]) for weeks in (7, 12, 18, 24)]
    assert reasons == [Why.PEAK_AHEAD, Why.MANY_BEGIN, Why.NOT_FORETOLD, None]
    assert sum(counts[:24]) <= end.low <= sum(counts) <= end.high
    assert rows.shape == (26, 3)
    assert (rows[:, 0] >= sum(counts[:24])).all()


def test_a_pilot_a_burst_and_what_stays_is_never_foretold():
    counts = [*PILOT, *STAYS]

    assert None not in {why(counts[:weeks]) for weeks in range(5, len(counts) + 1)}


def test_newcomers_who_go_on_coming_refute_the_curve():
    counts = (np.rint(bass(*FOLLOWS[FAST])) + 5).astype(int).tolist()

    assert {why(counts[:weeks]) for weeks in range(24, 79, 6)} == {Why.NOT_FORETOLD}
