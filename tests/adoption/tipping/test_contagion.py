"""Contagion is found where it is, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from bench.intervals import ENOUGH, PULL, WEEKS, colleagues
from groundswell.adoption.measures.contagion import BEYOND_CHANCE
from groundswell.adoption.tipping.contagion import TooFewBegin, scored


def test_contagion_is_found_where_it_was_planted():
    found = scored(colleagues(np.random.default_rng(1), PULL, 0.5), WEEKS)

    assert found.threshold.evidence > 1000
    assert found.threshold.times > found.cascade.times > 1


def test_where_people_begin_independently_nothing_is_found():
    rng = np.random.default_rng(2)
    found = [scored(colleagues(rng, 0.0, 1.0), WEEKS) for _ in range(20)]

    assert sum(one.threshold.evidence >= BEYOND_CHANCE for one in found) <= 1
    assert sum(one.cascade.evidence >= BEYOND_CHANCE for one in found) <= 1


@pytest.mark.parametrize("differ", [0.0, 0.5])
def test_the_interval_holds_the_truth_whether_people_are_equally_ready_or_not(differ):
    rng = np.random.default_rng(5)
    found = [scored(colleagues(rng, PULL, differ), WEEKS) for _ in range(20)]

    told = [one.factor for one in found if one.factor]
    held = sum(low <= 1 + PULL <= high for _, low, high in told)
    assert {one.share for one in found} == {ENOUGH}
    assert len(told) == 20
    assert 18 <= held <= 20  # in 1,000 runs 95.4 and 95.4 %, see docs/adoption.md
    assert all(low < factor < high for factor, low, high in told)


def test_where_a_few_are_many_times_readier_than_others_it_is_not_told():
    rng = np.random.default_rng(6)
    found = [scored(colleagues(rng, PULL, 2.0), WEEKS) for _ in range(20)]

    assert sum(one.factor is None for one in found) >= 18


def test_of_few_who_begin_nothing_is_said():
    with pytest.raises(TooFewBegin):
        scored(colleagues(np.random.default_rng(1), 0.0, 0.5), 2)
