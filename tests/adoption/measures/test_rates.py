"""Intervals of shares hold the truth as often as they say: computed for every count, not drawn."""

from __future__ import annotations

import pytest

from bench.intervals import EDGES, SHARES, covered, covered_as_come, covered_differences


@pytest.mark.parametrize("mean", [10, 30, 60])
def test_of_as_many_as_come_any_share_is_held_in_93_to_97_of_100(mean):
    held = covered_as_come(mean, EDGES[::4])

    assert held.min() > 0.93
    assert held.max() < 0.97


def test_of_a_fixed_number_it_swings_around_95_and_never_falls_below_92_from_30_on():
    for count in (10, 20, 30, 50, 100, 300):
        held = covered(count, SHARES)
        assert 0.949 < held.mean() < 0.96
        assert count < 30 or held.min() > 0.92


def test_the_interval_of_a_difference_of_shares_holds_it():
    for count, other in ((30, 30), (30, 100), (100, 100)):
        held = covered_differences(count, other, SHARES[::20])

        assert 0.945 <= held.mean() <= 0.955
        assert held.min() >= 0.92
