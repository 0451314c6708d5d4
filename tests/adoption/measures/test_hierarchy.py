"""A line of eight: 0 heads 1, 2 and 7; 1 has 3 and 4; 3 has 5; 6 stands outside."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.measures.structure import hierarchy
from groundswell.adoption.measures.structure.arcs import arcs_of
from groundswell.adoption.measures.structure.hierarchy import ManagersFormACircle
from groundswell.adoption.measures.structure.reciprocity import two_way

MANAGER = np.array([0, 0, 0, 1, 1, 3, -1, 0])  # the head reports to itself


def graph(*rows):
    source, target = (np.array(column) for column in zip(*rows, strict=True))
    return arcs_of(len(MANAGER), source, target, np.ones(len(source)))


def test_a_line_has_a_head_depths_and_branches():
    line = hierarchy.line_of(MANAGER)

    assert line.head == 0
    assert line.depth.tolist() == [0, 1, 1, 2, 2, 3, -1, 1]
    assert line.branch.tolist()[:6] == [0, 1, 2, 1, 1, 1]


def test_the_five_directions():
    line = hierarchy.line_of(MANAGER)
    arcs = graph((0, 5), (3, 5), (5, 1), (3, 4), (1, 2), (5, 4), (5, 2), (4, 7), (6, 0))

    found = hierarchy.directions(arcs, line)
    told = [found.down, found.up, found.same_manager, found.same_branch, found.across]
    assert [8 * part for part in told] == [2, 1, 2, 1, 2]


def test_chance_is_talk_of_everybody_with_everybody():
    line = hierarchy.line_of(MANAGER)
    people = [one for one in range(8) if one != 6]
    everybody = graph(*[(one, other) for one in people for other in people if one != other])

    assert hierarchy.chance_directions(line) == hierarchy.directions(everybody, line)


def test_the_way_to_the_top_needs_two_way_ties():
    line = hierarchy.line_of(MANAGER)
    arcs = graph((0, 1), (1, 0), (1, 5), (5, 1), (0, 2), (6, 0), (0, 6), (6, 4), (4, 6))

    found = hierarchy.distances(two_way(arcs), line)
    assert found.formal == pytest.approx((1 + 1 + 1 + 2 + 2 + 3) / 6)
    assert found.informal == pytest.approx((1 + 2) / 2)
    assert found.without_path == 4


def test_a_circle_is_named_and_not_walked_for_ever():
    with pytest.raises(ManagersFormACircle) as circle:
        hierarchy.line_of(np.array([-1, 0, 3, 4, 2, 3]))

    assert circle.value.people.tolist() == [2, 3, 4]
