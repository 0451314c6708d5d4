"""What any choice covers at most, however the sets lie."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from groundswell.adoption.tipping import parts, seeds
from groundswell.adoption.tipping.kinds import Sets
from groundswell.adoption.tipping.model import weighted_cascade
from groundswell.adoption.tipping.samples import Half
from groundswell.adoption.tipping.wishes import Wishes

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked

PEOPLE, SETS = 9, 40


@pytest.mark.parametrize("seed", range(4))
def test_no_choice_covers_more_than_is_said(seed):
    draw = np.random.default_rng(seed)
    members = [draw.choice(PEOPLE, draw.integers(1, 5), replace=False) for _ in range(SETS)]
    ends = np.cumsum([0, *(len(one) for one in members)])
    sets = Sets(ends, np.concatenate(members).astype(np.int32))
    among = draw.random(PEOPLE) < 0.8

    for k in (1, 2, 3):
        choices = list(combinations(np.flatnonzero(among).tolist(), k))
        covered = [sum(bool({*one.tolist()} & {*some}) for one in members) for some in choices]
        said = parts.at_most(sets, np.array(choices[0]), among)
        assert max(covered) <= said + 1e-6
        assert said <= SETS


def test_of_a_graph_without_structure_it_says_more_than_greedy_choice_knows():
    ends = np.random.default_rng(1).integers(0, 2_000, (2, 20_000))
    graph = weighted_cascade(2_000, *ends)
    halves = [Half(graph, stream) for stream in seeds.streams(1)]
    samples, wishes = seeds.drawn(graph, halves, 4_000, 0.001), Wishes(k=20)
    picked = samples.picked(wishes)

    plain, closer = picked.added.sum() / picked.best, samples.bounded(picked, wishes)
    assert plain < 0.8
    assert closer.added.sum() / closer.best > plain + 0.05
