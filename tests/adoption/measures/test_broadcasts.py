"""How many threads stay without an answer: the interval knows that one person's are alike."""

from __future__ import annotations

import numpy as np
import pytest

from bench.intervals import holds_the_unanswered
from groundswell.adoption.measures.broadcasts import interval
from groundswell.adoption.measures.rates import wilson


@pytest.mark.parametrize("people", [15, 30, 60])
@pytest.mark.parametrize("alike", [0.02, 0.1, 0.3])
def test_the_interval_holds_the_truth_where_few_people_write(people, alike):
    rng = np.random.default_rng(1)
    held = [holds_the_unanswered(rng, people, alike, share) for share in (0.1, 0.3) * 200]

    assert 0.92 <= np.mean(held) <= 0.985  # in 3,000 runs 93 to 97 %, see docs/adoption.md


def test_where_each_writes_once_it_is_the_interval_of_a_share():
    threads = np.ones(400, dtype=np.int64)

    low, high = interval(threads, (np.arange(400) < 100).astype(np.int64))

    assert (low, high) == pytest.approx(wilson(100, 400), abs=0.002)


def test_where_all_or_nothing_is_answered_more_could_be_otherwise():
    threads = np.full(20, 3)

    assert interval(threads, threads * 0) == pytest.approx(wilson(0, 60))
    assert interval(threads, threads) == pytest.approx(wilson(60, 60))
    assert interval(threads[:1], threads[:1]) == (None, None)
