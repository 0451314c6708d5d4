"""What is answered, and how long things wait of which some wait still."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.measures.replies import seconds_to_reply
from groundswell.adoption.measures.survival import kaplan_meier, resampled


def waited(*rows):
    source, target, at = (np.array(column) for column in zip(*rows, strict=True))
    return seconds_to_reply(source, target, at.astype(float)).tolist()


def test_the_first_strictly_later_act_back_is_the_answer_to_all_that_wait():
    never = np.inf

    assert waited((0, 1, 10), (0, 1, 20), (1, 0, 20), (1, 0, 50), (2, 0, 60)) == [
        10, 30, never, never, never,
    ]  # fmt: skip


def test_rows_may_stand_in_any_order():
    assert waited((1, 0, 50), (0, 1, 20), (1, 0, 20), (0, 1, 10)) == [np.inf, 30, np.inf, 10]


def test_only_the_one_who_was_asked_answers():
    assert waited((0, 2, 5), (2, 1, 9), (1, 0, 9), (2, 0, 11)) == [6, np.inf, np.inf, np.inf]


def test_a_log_that_goes_one_way_has_no_answer():
    assert waited((0, 1, 1), (0, 2, 2)) == [np.inf, np.inf]


def test_who_waits_still_counts_as_waiting():
    # 6, 6, 6, 6+, 7, 9+, 10, 10+, 11+, 13: the beginning of Freireich's remission times.
    lasted = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13.0])
    ended = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1])

    curve = kaplan_meier(lasted, ended)
    assert curve.times.tolist() == [6, 7, 10, 13]
    assert curve.still == pytest.approx([0.7, 0.7 * 5 / 6, 0.7 * 5 / 6 * 3 / 4, 0])
    assert curve.quantile(0.5) == 10
    assert curve.after(9.5) == pytest.approx(0.7 * 5 / 6)
    assert curve.after(5) == 1


def test_a_median_beyond_what_was_watched_is_none():
    assert kaplan_meier(np.array([1.0, 2, 2]), np.array([1, 0, 0])).quantile(0.5) is None


def test_a_weight_is_as_many_of_the_same():
    lasted, ended = np.array([1.0, 2, 3]), np.array([1, 0, 1])

    weighted = kaplan_meier(lasted, ended, np.array([2.0, 1, 3]))
    repeated = kaplan_meier(lasted.repeat([2, 1, 3]), ended.repeat([2, 1, 3]))
    assert weighted.still.tolist() == repeated.still.tolist()


def test_samples_keep_whole_groups_together():
    curves = resampled(
        np.array([1.0, 1, 5, 5]),
        np.ones(4, dtype=int),
        np.array([7, 7, 9, 9]),
        np.random.default_rng(0),
        30,
    )

    # Of two groups either both are drawn, or one of them twice.
    assert {curve.quantile(0.5) for curve in curves} == {1, 5}
    assert {round(curve.after(1), 6) for curve in curves} == {0, 0.5, 1}
