"""What changed beyond chance, when many figures are looked at."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import fisher_exact

from bench.changes import Company, said
from groundswell.adoption.measures.changes import beyond_chance, tail


@pytest.mark.parametrize(
    "table", [(30, 40, 20, 40), (3, 100, 14, 90), (0, 12, 9, 12), (447, 1202, 292, 1190)]
)
def test_a_tail_is_twice_the_smaller_of_fishers(table):
    count, of, other, other_of = table
    cells = [[count, of - count], [other, other_of - other]]
    smaller = min(fisher_exact(cells, alternative=way).pvalue for way in ("less", "greater"))
    assert tail(*table) == pytest.approx(min(1, 2 * smaller))


def test_of_many_figures_only_those_beyond_chance_are_said():
    assert beyond_chance([0.04] * 20) == []
    assert beyond_chance([0.5, 1e-6, 0.3, 2e-5]) == [1, 3]
    assert beyond_chance([]) == []


def test_in_weeks_without_a_change_hardly_anything_is_said_and_a_change_is_found():
    rng = np.random.default_rng(4)  # the full one, with 1,000 weeks, is `python -m bench.changes`
    spoke = sum(bool(said(Company(300), rng)[0]) for _ in range(200))
    found = [said(Company(1200, times=4.0), rng) for _ in range(20)]

    assert spoke <= 0.05 * 200
    assert sum(many > false for many, false in found) > 10
