"""A line of eight: 0 heads 1, 2 and 7; 1 has 3 and 4; 3 has 5; 6 stands outside."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from groundswell.adoption.measures import leadership
from groundswell.adoption.measures.structure import hierarchy
from groundswell.adoption.measures.structure.arcs import arcs_of
from groundswell.adoption.measures.structure.hierarchy import ManagersFormACircle
from groundswell.adoption.measures.structure.reciprocity import two_way

MANAGER = np.array([0, 0, 0, 1, 1, 3, -1, 0])  # the head reports to itself


INSIDE = [0, 1, 2, 3, 4, 5, 7]
TWO_WAY = [(0, 1), (0, 2), (0, 3), (1, 3), (4, 5)]


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


def test_leaders_are_the_head_and_its_reports():
    line = hierarchy.line_of(MANAGER)
    arcs = graph((0, 3), (3, 0), (1, 4), (2, 6), (7, 5), (5, 7), (6, 2))

    assert leadership.leaders(line).nonzero()[0].tolist() == [0, 1, 2, 7]
    assert leadership.who_write(arcs, line) == 3
    assert leadership.reached(two_way(arcs), line) == 2


def test_the_reach_of_anybody_is_that_of_all_sets_together():
    line = hierarchy.line_of(MANAGER)
    arcs = graph(*[(a, b) for one, other in TWO_WAY for a, b in [(one, other), (other, one)]])
    ties = {one: {a + b - one for a, b in TWO_WAY if one in (a, b)} for one in INSIDE}
    shares = [
        len([one for one in INSIDE if one not in chosen and ties[one] & set(chosen)]) / 3
        for chosen in combinations(INSIDE, 4)
    ]

    by_chance = leadership.reach_by_chance(two_way(arcs), line)
    assert by_chance == pytest.approx(sum(shares) / len(shares))


def test_a_broadcast_is_what_nobody_answers_in_time():
    line = hierarchy.line_of(MANAGER)
    source, target = np.array([1, 1, 3, 4, 6, 1]), np.array([3, 4, 1, 1, 1, 6])
    waited = np.array([5, np.inf, 700, 1, np.inf, np.inf])

    found = leadership.broadcasts(source, target, waited, 600, line)
    assert (found.of_managers, found.of_others) == (2 / 3, 0)
    assert found.managers_rows == 3


def test_a_circle_is_named_and_not_walked_for_ever():
    with pytest.raises(ManagersFormACircle) as circle:
        hierarchy.line_of(np.array([-1, 0, 3, 4, 2, 3]))

    assert circle.value.people.tolist() == [2, 3, 4]
