"""Complex contagion: one is not enough."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from groundswell.adoption.tipping import model
from groundswell.adoption.tipping.thresholds import contagious, needed, tipped

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked


def ring_and_clique():
    """A ring of 8 with chords to the second neighbours, and four who all know each other."""
    pairs = [(i, (i + step) % 8) for i in range(8) for step in (1, 2)]
    pairs += [*combinations(range(8, 12), 2), (7, 8)]
    one, other = np.array(pairs).T
    both = np.concatenate((one, other)), np.concatenate((other, one))
    return model.cascade(12, *both, np.ones(2 * len(pairs)))


def simply(spread, needs, chosen):
    acts = set(chosen)
    while more := {
        person
        for person in range(spread.people)
        if person not in acts
        and sum(source in acts for source in spread.sources[spread.targets == person])
        >= needs[person]
    }:
        acts |= more
    return len(acts)


def test_two_neighbours_move_the_ring_and_two_strangers_nobody():
    ring = ring_and_clique()
    twice = np.full(12, 2)

    assert tipped(ring, twice, [0, 1]) == 8
    assert tipped(ring, twice, [3, 10]) == 2
    for chosen in combinations(range(12), 3):
        assert tipped(ring, twice, chosen) == simply(ring, twice, chosen)


def test_exchanging_finds_what_greedy_alone_may_miss():
    ring = ring_and_clique()
    twice = np.full(12, 2)

    for k in (2, 3, 4):
        found = contagious(ring, twice, k)
        best = max(tipped(ring, twice, chosen) for chosen in combinations(range(12), k))
        assert found.reached == tipped(ring, twice, found.people)
        assert found.reached_by_greedy <= found.reached <= best
        assert len(set(found.people)) <= k
    assert found.reached == 12  # two in the ring, two among the four


def test_a_share_needs_one_at_least_and_nobody_outside_is_picked():
    ring = ring_and_clique()

    assert needed(ring, 0.25).tolist() == [1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1]
    within = np.arange(12) > 7
    assert set(contagious(ring, np.full(12, 2), 2, among=within).people) <= {8, 9, 10, 11}
