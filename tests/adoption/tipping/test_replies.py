"""Chances learned from who replied to whom."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.tipping.replies import shrunken

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked


def test_rates_are_drawn_towards_that_of_all_the_more_the_less_they_rest_on():
    tried = np.array([1.0, 100.0, 1.0, 100.0, 50.0])
    came = np.array([1.0, 80.0, 0.0, 5.0, 20.0])

    learned = shrunken(tried, came)

    rate = came.sum() / tried.sum()
    assert rate < learned[0] < 1
    assert 0 < learned[2] < rate
    assert abs(learned[1] - 0.8) < abs(learned[0] - 1)
    assert ((learned > 0) & (learned < 1)).all()


def test_arcs_that_differ_by_chance_alone_get_one_rate():
    draw = np.random.default_rng(2)
    tried = draw.integers(1, 30, 3_000).astype(float)
    unlike = draw.beta(2.0, 3.0, 3_000)
    alike = shrunken(tried, draw.binomial(tried.astype(int), 0.4).astype(float))
    own = shrunken(tried, draw.binomial(tried.astype(int), unlike).astype(float))

    assert alike.std() < 0.02
    assert np.mean((own - unlike) ** 2) < 0.6 * np.mean((unlike.mean() - unlike) ** 2)


def test_where_nothing_was_tried_nothing_is_learned():
    with pytest.raises(ValueError, match="nothing can be learned"):
        shrunken(np.zeros(0), np.zeros(0))
    assert shrunken(np.ones(3), np.zeros(3)).tolist() == [0, 0, 0]
