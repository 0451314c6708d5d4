"""Small graphs whose figures can be told by hand, and what must hold of every graph."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.measures.structure import boundary, communities, concentration
from groundswell.adoption.measures.structure.arcs import arcs_of
from groundswell.adoption.measures.structure.brokers import brokerage
from groundswell.adoption.measures.structure.reciprocity import reciprocity, two_way

# Two triangles joined by one bridge, 2 - 3; each arc once, 0 and 1 turn to each other thrice.
TRIANGLES = [(0, 1, 2), (1, 0, 1), (1, 2, 1), (2, 0, 1), (2, 3, 1), (3, 4, 1), (4, 5, 1), (5, 3, 1)]
HALVES = np.array([0, 0, 0, 1, 1, 1])


def graph(rows, people):
    source, target, weight = (np.array(column) for column in zip(*rows, strict=True))
    return arcs_of(people, source, target, weight.astype(float))


@pytest.fixture(params=range(8))
def rng(request):
    """Chance that is the same each time."""
    return np.random.default_rng(request.param)


def some_rows(rng):
    """Rows among eight people, without self-loops."""
    rows = rng.integers(0, 8, (int(rng.integers(2, 30)), 3))
    return [(one, other, 1 + weight) for one, other, weight in rows if one != other] or [(0, 1, 1)]


def test_one_who_sends_everything_and_all_who_send_alike_are_the_ends_of_gini():
    assert concentration.gini(np.array([0.0, 0, 0, 12])) == pytest.approx(0.75)
    assert concentration.gini(np.array([3.0, 3, 3])) == pytest.approx(0)
    with pytest.raises(ValueError, match="undefined"):
        concentration.gini(np.zeros(3))


def test_the_top_percent_and_tenth_are_rounded_up_to_people():
    parts = concentration.shares(np.array([60.0, 30, *[1] * 10]))

    assert (parts.top_1, parts.next_9, parts.rest) == (0.6, 0.3, pytest.approx(0.1))


def test_both_arcs_of_a_mutual_pair_count():
    arcs = graph(TRIANGLES, 6)

    assert reciprocity(arcs) == 2 / 8
    assert [*zip(two_way(arcs).low, two_way(arcs).high, two_way(arcs).weight, strict=True)] == [
        (0, 1, 3)
    ]


def test_a_bridge_between_two_triangles_is_one_tie_of_seven():
    pairs = graph(TRIANGLES, 6).pairs

    assert boundary.ei_index(pairs, HALVES, by_volume=False) == pytest.approx((1 - 6) / 7)
    assert boundary.ei_index(pairs, HALVES, by_volume=True) == pytest.approx((1 - 8) / 9)


def test_who_has_no_group_counts_nowhere():
    pairs = graph(TRIANGLES, 6).pairs

    assert boundary.ei_index(pairs, np.array([0, 0, -1, 1, 1, 1]), by_volume=False) == -1
    with pytest.raises(ValueError, match="undefined"):
        boundary.ei_index(pairs, np.full(6, -1), by_volume=False)


def test_chance_has_the_mean_that_counting_gives():
    indices = boundary.ei_indices(graph(TRIANGLES, 6).pairs, HALVES, np.random.default_rng(0))

    # Of the 15 pairs of people 6 are in one half, whichever way the halves are dealt.
    assert indices.ties.chance_mean == pytest.approx(1 - 2 * 6 / 15, abs=0.02)
    assert indices.ties.value == pytest.approx(-5 / 7)
    assert indices.ties.permutations >= 500


def test_what_rows_and_columns_explain_is_one():
    ratios = boundary.observed_over_expected(np.array([[2.0, 4, 0], [3, 6, 0], [0, 0, 0]]))

    assert ratios[:2, :2] == pytest.approx(np.ones((2, 2)))
    assert np.isnan(ratios[2]).all()


def test_directed_volume_stands_in_the_row_of_who_turned():
    volume = boundary.cross_volume(graph(TRIANGLES, 6), HALVES, 2)

    assert volume.tolist() == [[5, 1], [0, 3]]


def test_two_triangles_are_two_communities():
    pairs = graph(TRIANGLES, 6).pairs
    found = communities.leiden(pairs, by_volume=False)

    assert found.sizes == [3, 3]
    assert found.modularity == pytest.approx(6 / 7 - 2 * (7 / 14) ** 2)
    assert communities.modularity(pairs, HALVES, by_volume=False) == found.modularity
    assert communities.nmi(found.community, HALVES) == pytest.approx(1)
    assert communities.ari(found.community, HALVES) == pytest.approx(1)


def test_groups_that_tell_nothing_of_each_other_agree_in_nothing():
    one, other = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])

    assert communities.nmi(one, other) == pytest.approx(0)
    assert communities.ari(one, other) == pytest.approx(-0.5)
    assert communities.nmi(np.zeros(4, int), np.zeros(4, int)) == 1


def test_only_what_hangs_together_is_the_largest_part():
    pairs = graph([(0, 1, 1), (2, 3, 1), (3, 4, 1)], 6).pairs

    people = communities.largest_component(pairs)
    assert people.tolist() == [2, 3, 4]
    assert len(communities.within(pairs, people)) == 2


def test_the_middle_of_a_star_is_the_broker():
    found = brokerage(graph([(0, 1, 1), (0, 2, 1), (0, 3, 1)], 4).pairs, np.random.default_rng(0))

    assert found.constraint == pytest.approx([1 / 3, 1, 1, 1])
    assert found.effective_size == pytest.approx([3, 1, 1, 1])
    assert found.betweenness == pytest.approx([3, 0, 0, 0])
    assert found.pivots is None


def test_betweenness_from_a_sample_of_everybody_is_betweenness(monkeypatch):
    pairs = graph(TRIANGLES, 6).pairs
    exact = brokerage(pairs, np.random.default_rng(0)).betweenness
    monkeypatch.setattr("groundswell.adoption.measures.structure.brokers.EXACT_WORK", 0)

    sampled = brokerage(pairs, np.random.default_rng(0))

    assert sampled.pivots == 6
    assert sampled.betweenness == pytest.approx(exact)


def test_talk_in_one_single_group_stays_inside(rng):
    pairs = graph(some_rows(rng), 8).pairs
    indices = boundary.ei_indices(pairs, np.zeros(8, int), np.random.default_rng(0))

    assert indices.ties.value == indices.volume.value == indices.volume.chance_mean == -1


def test_names_of_people_and_groups_change_no_figure(rng):
    rows, labels, order = some_rows(rng), rng.integers(0, 3, 8), rng.permutation(8)
    renamed = [(order[one], order[other], weight) for one, other, weight in rows]
    moved = np.empty(8, int)
    moved[order] = 2 - labels
    before, after = graph(rows, 8), graph(renamed, 8)

    assert reciprocity(after) == reciprocity(before)
    assert concentration.gini(concentration.sent(after)) == pytest.approx(
        concentration.gini(concentration.sent(before))
    )
    for by_volume in (False, True):
        assert boundary.ei_index(after.pairs, moved, by_volume=by_volume) == pytest.approx(
            boundary.ei_index(before.pairs, labels, by_volume=by_volume)
        )
        assert communities.modularity(after.pairs, moved, by_volume=by_volume) == pytest.approx(
            communities.modularity(before.pairs, labels, by_volume=by_volume)
        )


def test_all_weights_thrice_change_no_share(rng):
    rows, labels = some_rows(rng), rng.integers(0, 3, 8)
    before = graph(rows, 8)
    after = graph([(one, other, 3 * weight) for one, other, weight in rows], 8)

    assert boundary.ei_index(after.pairs, labels, by_volume=True) == pytest.approx(
        boundary.ei_index(before.pairs, labels, by_volume=True)
    )
    assert concentration.shares(concentration.sent(after)).top_1 == pytest.approx(
        concentration.shares(concentration.sent(before)).top_1
    )
