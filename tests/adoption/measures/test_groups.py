"""Ties and talk group by group: what can be told by hand, and what must hold of every graph."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.measures import broadcasts, climb
from groundswell.adoption.measures.given import Climbs, Network, Places, Spoken
from groundswell.adoption.measures.structure import boundary, groups, hierarchy, shuffling
from groundswell.adoption.measures.structure.arcs import arcs_of

# The chief, two below, two under each of them.
MANAGER = np.array([-1, 0, 0, 1, 1, 2, 2])


@pytest.fixture(params=range(4))
def rng(request):
    """Chance that is the same each time."""
    return np.random.default_rng(request.param)


def some_arcs(rng, people=30, rows=200):
    source, target = rng.integers(0, people, (2, rows))
    apart = source != target
    return arcs_of(people, source[apart], target[apart], np.ones(apart.sum()))


def nowhere(people):
    return Places((), np.full(people, -1))


def network(manager, level=None):
    none = np.zeros(0, dtype=np.int64)
    return Network(none, none, none, nowhere(len(manager)), nowhere(len(manager)),
                   level or nowhere(len(manager)), manager)  # fmt: skip


def test_the_index_of_all_is_the_one_known_and_each_group_has_its_own(rng):
    arcs, group = some_arcs(rng), rng.integers(-1, 3, 30)
    found = groups.inward(arcs.pairs, group, 3, rng)

    assert found.value == pytest.approx(boundary.ei_index(arcs.pairs, group, by_volume=False))
    beside = boundary.ei_indices(arcs.pairs, group, rng).ties
    assert found.deals.mean() == pytest.approx(beside.chance_mean, abs=0.03)
    low, high = group[arcs.pairs.low], group[arcs.pairs.high]
    known = (low >= 0) & (high >= 0)
    for one in range(3):
        touching = known & ((low == one) | (high == one))
        inside = known & (low == one) & (high == one)
        index = 1 - 2 * inside.sum() / touching.sum()
        assert found.of_group[one] == pytest.approx(index)
        assert found.low[one] <= found.middle[one] <= found.high[one]


def test_traffic_counts_volumes_and_different_people(rng):
    arcs, group = some_arcs(rng), rng.integers(-1, 3, 30)
    found = groups.traffic(arcs, group, 3)

    assert (found.volume == boundary.cross_volume(arcs, group, 3)).all()
    for one in range(3):
        for other in range(3):
            cell = (group[arcs.source] == one) & (group[arcs.target] == other)
            assert found.senders[one, other] == len(set(arcs.source[cell]))
            assert found.receivers[one, other] == len(set(arcs.target[cell]))


def test_who_has_ties_into_two_groups_bridges_them():
    # 0 and 1 stand in A, 2 in B, 3 in C; 0 is tied to all of them.
    arcs = arcs_of(4, np.array([0, 0, 0]), np.array([1, 2, 3]), np.ones(3))
    found = groups.bridging(arcs.pairs, np.array([0, 0, 1, 2]), 3)

    assert found[0, 1] == found[0, 2] == found[1, 2] == 1


def test_sorts_of_groups_are_apart_unless_sums_of_both_are_the_same():
    function = np.array([0, 0, 1, 1, 2, 2])
    assert groups.is_apart(function, [np.array([0, 1, 0, 1, 0, 1])], np.arange(6))
    # All of the third function, and nobody else, is at the second site.
    assert not groups.is_apart(function, [np.array([0, 0, 0, 0, 1, 1])], np.arange(6))


def test_each_way_is_found_as_directions_finds_it_and_deals_give_the_chance_known(rng):
    line = hierarchy.line_of(MANAGER)
    arcs = some_arcs(rng, people=7, rows=60)
    way = shuffling.ways(arcs.source, arcs.target, line)
    shares = np.bincount(way, arcs.weight, 5) / arcs.weight.sum()

    found = hierarchy.directions(arcs, line)
    names = ("down", "up", "same_manager", "same_branch", "across")
    assert shares.tolist() == pytest.approx([getattr(found, name) for name in names])
    dealt = shuffling.chance_of_directions(arcs, line, rng).mean(axis=0)
    chance = hierarchy.chance_directions(line)
    assert dealt.tolist() == pytest.approx([getattr(chance, name) for name in names], abs=0.02)


def test_broadcasts_are_told_of_people_with_reports_and_of_others():
    threads, silent = np.array([4, 2, 0, 3, 0, 0, 0]), np.array([3, 1, 0, 0, 0, 0, 0])
    level = Places(("Lead", "Staff"), np.array([0, 0, 0, 1, 1, 1, 1]))
    told = broadcasts.count(Spoken(network(MANAGER, level), threads, silent))

    lead, others = told.values
    assert (lead.numerator, lead.denominator, lead.people) == (4, 6, 2)
    assert (others.numerator, others.denominator) == (0, 3)
    assert [(cell.row, cell.numerator) for cell in told.tables[0].cells] == [("Lead", 4)]


def test_the_interval_of_a_share_covers_it_where_people_differ(rng):
    covered = 0
    for _ in range(250):
        threads = rng.integers(1, 12, 80)
        silent = rng.binomial(threads, rng.beta(2, 4, 80))
        low, high = broadcasts.interval(threads, silent)
        covered += low <= 2 / 6 <= high
    assert covered >= 0.9 * 250


def test_a_question_climbs_to_who_stands_higher_and_else_not_at_all():
    asker, answerer = np.array([3, 3, 1, 4]), np.array([1, 0, 3, 5])
    steps, above = climb.count(Climbs(network(MANAGER), asker, answerer)).values

    assert steps.value == pytest.approx((1 + 2 + 0 + 0) / 4)
    assert (above.numerator, above.denominator) == (2, 4)
