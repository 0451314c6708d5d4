"""Whether talk runs along the line of command, and how far the top is: formally and in fact."""

from __future__ import annotations

from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray

from groundswell.adoption.measures.structure.arcs import Arcs, Ints, Pairs

NO_MANAGER = -1
OUTSIDE = -1  # the depth of people who are not under the head


@dataclass(frozen=True, slots=True)
class Line:
    """A reporting line: its head, and for each person depth, manager and top branch.

    Who is not under the head has depth `OUTSIDE`. A branch is named by its top person, a direct
    report of the head; the head is a branch alone.
    """

    head: int
    manager: Ints
    depth: Ints
    branch: Ints

    @property
    def is_inside(self) -> NDArray[np.bool_]:
        return np.not_equal(self.depth, OUTSIDE)


@dataclass(frozen=True, slots=True)
class Directions:
    """Shares of what is said inside the line, by how sender and receiver stand; they sum to 1."""

    down: float
    up: float
    same_manager: float
    same_branch: float
    across: float


@dataclass(frozen=True, slots=True)
class Distances:
    """Mean steps to the head: up the line, and over two-way ties; how many have no such path.

    `informal` is None where nobody has one.
    """

    formal: float
    informal: float | None
    without_path: int


class ManagersFormACircle(ValueError):
    """Whoever walks up from these people never arrives."""

    def __init__(self, people: Ints) -> None:
        super().__init__(f"people {people.tolist()} manage each other in a circle")
        self.people = people


def line_of(manager: Ints) -> Line:
    """The line under the head: of all without a manager the one with most people below.

    Args:
        manager: manager of each person, shape (people,), `NO_MANAGER` or the person for none.
    Raises:
        ManagersFormACircle: the people who stand in circles.
        ValueError: nobody has a manager.
    """
    people = np.arange(len(manager))
    manager = np.where(manager == people, NO_MANAGER, manager)
    if (manager == NO_MANAGER).all():
        msg = "nobody has a manager: there is no line"
        raise ValueError(msg)
    top, depth = _walk_up(manager)
    head = int(np.bincount(top).argmax())
    depth = np.where(top == head, depth, OUTSIDE)
    branch = people.copy()
    for level in range(2, int(depth.max()) + 1):
        here = depth == level
        branch[here] = branch[manager[here]]
    return Line(head, manager, depth, branch)


def directions(arcs: Arcs, line: Line) -> Directions:
    """Where what is said inside the line goes, by volume.

    Down is to a direct or indirect report, up to a direct or indirect superior; then peers under
    one manager, the rest of one branch, and across branches.

    Raises:
        ValueError: nobody inside the line turned to anybody inside.
    """
    inside = line.is_inside[arcs.source] & line.is_inside[arcs.target]
    source, target, weight = arcs.source[inside], arcs.target[inside], arcs.weight[inside]
    if not len(source):
        msg = "nobody of the line turned to anybody of it"
        raise ValueError(msg)
    down, up = _is_above(line, source, target), _is_above(line, target, source)
    level = ~(down | up)
    peers = level & (line.manager[source] == line.manager[target])
    branch = level & ~peers & (line.branch[source] == line.branch[target])
    across = level & ~peers & ~branch
    whole = weight.sum()
    parts = (float(weight[part].sum() / whole) for part in (down, up, peers, branch, across))
    return Directions(*parts)


def chance_directions(line: Line) -> Directions:
    """The same shares if everybody of the line turned to everybody alike."""
    count = int(line.is_inside.sum())
    depth = line.depth[line.is_inside]
    couples = count * (count - 1)
    vertical = int(depth.sum())
    peers = _couples(line.manager[line.depth > 0])
    below = depth[depth > 0]
    # The head's own reports are peers, yet each is of another branch.
    peers_of_branch = _couples(line.manager[line.depth > 1])
    branch = _couples(line.branch[line.depth > 0]) - peers_of_branch - 2 * int((below - 1).sum())
    across = couples - 2 * vertical - peers - branch
    parts = (part / couples for part in (vertical, vertical, peers, branch, across))
    return Directions(*parts)


def distances(two_way: Pairs, line: Line) -> Distances:
    """How far the people of the line are from its head; the head is left out.

    The way in fact is the shortest path over two-way ties among people of the line.
    """
    people = np.flatnonzero(line.is_inside & (line.depth > 0))
    inside = line.is_inside[two_way.low] & line.is_inside[two_way.high]
    edges = np.column_stack([two_way.low[inside], two_way.high[inside]])
    graph = igraph.Graph(n=two_way.people, edges=edges)
    steps = np.array(graph.distances(line.head)[0], dtype=np.float64)[people]
    reached = np.isfinite(steps)
    informal = float(steps[reached].mean()) if reached.any() else None
    return Distances(float(line.depth[people].mean()), informal, int((~reached).sum()))


def _walk_up(manager: Ints) -> tuple[Ints, Ints]:
    _refuse_circles(manager)
    top = np.arange(len(manager))
    depth = np.zeros(len(manager), dtype=np.int64)
    while (has_more := manager[top] != NO_MANAGER).any():
        top[has_more] = manager[top[has_more]]
        depth[has_more] += 1
    return top, depth


def _refuse_circles(manager: Ints) -> None:
    # Doubled steps: after more of them than there are people, who still stands is in a circle.
    arrived = len(manager)
    ahead = np.append(np.where(manager == NO_MANAGER, arrived, manager), arrived)
    for _ in range(arrived.bit_length()):
        ahead = ahead[ahead]
    if (ahead != arrived).any():
        raise ManagersFormACircle(np.unique(ahead[ahead != arrived]))


def _is_above(line: Line, one: Ints, other: Ints) -> NDArray[np.bool_]:
    found = np.zeros(len(one), dtype=bool)
    above = other.copy()
    for _ in range(int(line.depth.max())):
        above = np.where(above == NO_MANAGER, NO_MANAGER, line.manager[above])
        found |= above == one
    return found


def _couples(groups: Ints) -> int:
    counts = np.unique(groups, return_counts=True)[1]
    return int((counts * (counts - 1)).sum())
