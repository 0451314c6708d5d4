"""How long something takes, held against figures that R's survival package gives."""

from __future__ import annotations

import numpy as np
import pytest

from bench.intervals import holds_the_median, holds_the_reply, holds_who_waits
from groundswell.adoption.measures.survival import band

# Remission of 21 patients on 6-MP (Freireich et al. 1963), as in every textbook.
TREATED = [(6, 1), (6, 1), (6, 1), (6, 0), (7, 1), (9, 0), (10, 1), (10, 0), (11, 0), (13, 1),
           (16, 1), (17, 0), (19, 0), (20, 0), (22, 1), (23, 1), (25, 0), (32, 0), (32, 0),
           (34, 0), (35, 0)]  # fmt: skip


def watched(*rows):
    return band(np.array([row[0] for row in rows], float), np.array([row[1] for row in rows]))


def test_the_curve_its_band_and_its_median_are_those_of_the_textbook():
    found = watched(*TREATED)

    assert found.curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert found.curve.still == pytest.approx(
        [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482], abs=0.0001
    )
    # survfit(conf.type = "log-log") says 0.620 and 0.952 of the first, and 13 and NA of the median.
    assert (found.low[0], found.high[0]) == pytest.approx((0.620, 0.952), abs=0.001)
    assert found.half() == (23, 13, None)


def test_where_less_than_half_ended_there_is_no_median():
    assert watched((1, 1), (2, 0), (2, 0)).half()[0] is None


def test_where_all_ended_at_once_some_may_still_wait():
    found = watched(*[(1, 1)] * 10)
    # binom.test(0, 10) says up to 0.3085.
    assert (found.curve.still[0], found.low[0]) == (0, 0)
    assert found.high[0] == pytest.approx(0.3085, abs=0.0001)
    assert found.half() == (1, 1, 1)


def test_the_interval_of_the_median_holds_it_in_93_to_97_of_100():
    rng = np.random.default_rng(3)
    held = [holds_the_median(rng, 100) for _ in range(400)]

    assert 0.93 <= np.mean(held) <= 0.97


def test_the_interval_of_replies_holds_where_each_answers_at_a_pace_of_theirs():
    rng = np.random.default_rng(7)
    held = [holds_the_reply(rng, 40) for _ in range(200)]

    assert 0.91 <= np.mean(held) <= 0.98  # in 1,000 runs 94.0 %, see docs/adoption.md


@pytest.mark.parametrize(("questions", "time"), [(100, 1.0), (100, 2.0), (30, 4.0)])
def test_the_band_holds_who_still_waits_to_its_end(questions, time):
    rng = np.random.default_rng(4)
    held = [holds_who_waits(rng, questions, time) for _ in range(300)]

    assert 0.92 <= np.mean(held) <= 0.985  # in 1,000 runs 95 to 97 %, see docs/adoption.md
