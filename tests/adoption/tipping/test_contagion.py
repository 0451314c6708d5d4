"""Contagion is found where it is, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from bench.intervals import PULL, WEEKS, colleagues
from groundswell.adoption.measures.contagion import BEYOND_CHANCE
from groundswell.adoption.tipping.contagion import TooFewBegin, scored


def test_contagion_is_found_where_it_was_planted():
    threshold, cascade = scored(colleagues(np.random.default_rng(1), PULL, 0.5), WEEKS)

    assert threshold.evidence > 1000
    assert threshold.low < 1 + PULL < threshold.high
    assert threshold.times > cascade.times > 1


def test_where_people_begin_independently_nothing_is_found():
    rng = np.random.default_rng(2)
    found = [scored(colleagues(rng, 0.0, 1.0), WEEKS) for _ in range(20)]

    assert sum(threshold.evidence >= BEYOND_CHANCE for threshold, _ in found) <= 1
    assert sum(cascade.evidence >= BEYOND_CHANCE for _, cascade in found) <= 1


def test_of_few_who_begin_nothing_is_said():
    with pytest.raises(TooFewBegin):
        scored(colleagues(np.random.default_rng(1), 0.0, 0.5), 2)
