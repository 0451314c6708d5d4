import numpy as np

from groundswell.adoption.measures.structure.arcs import arcs_of


def test_rows_of_one_pair_become_one_arc_and_both_directions_one_tie():
    source, target = np.array([2, 0, 2, 1]), np.array([0, 2, 0, 0])

    arcs = arcs_of(3, source, target, np.array([1.0, 5.0, 2.0, 1.0]))

    assert list(zip(arcs.source, arcs.target, arcs.weight, strict=True)) == [
        (0, 2, 5), (1, 0, 1), (2, 0, 3),
    ]  # fmt: skip
    pairs = arcs.pairs
    assert list(zip(pairs.low, pairs.high, pairs.weight, strict=True)) == [(0, 1, 1), (0, 2, 8)]


def test_nobody_and_no_rows_make_an_empty_graph():
    nothing = np.array([], dtype=np.int64)

    arcs = arcs_of(0, nothing, nothing, np.array([]))

    assert len(arcs) == len(arcs.pairs) == 0
