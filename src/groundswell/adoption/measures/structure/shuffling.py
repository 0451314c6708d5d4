"""Where talk goes along the line of command if people's places in it were dealt anew."""

from __future__ import annotations

import numpy as np

from groundswell.adoption.measures.structure.arcs import Arcs, Floats, Ints
from groundswell.adoption.measures.structure.hierarchy import Line

DEALS, FEWEST_DEALS = 500, 100
WORK = 100_000_000  # arcs looked at in all deals together: some seconds
WAYS = 5  # down, up, same manager, same branch, across


def chance_of_directions(arcs: Arcs, line: Line, rng: np.random.Generator) -> Floats:
    """The shares of `directions`, in its order, in each of many deals; shape (deals, 5).

    The same people talk to the same people as often; who stands where is dealt anew. On average it
    is what `chance_directions` says.

    Raises:
        ValueError: nobody inside the line turned to anybody inside.
    """
    inside = line.is_inside[arcs.source] & line.is_inside[arcs.target]
    if not inside.any():
        msg = "nobody of the line turned to anybody of it"
        raise ValueError(msg)
    people = np.flatnonzero(line.is_inside)
    source = np.searchsorted(people, arcs.source[inside])
    target = np.searchsorted(people, arcs.target[inside])
    weight = arcs.weight[inside]
    place = _Places(line, people)
    deals = max(FEWEST_DEALS, min(DEALS, WORK // len(source)))
    found = np.empty((deals, WAYS))
    for deal in found:
        dealt = rng.permutation(len(people))
        way = place.ways(dealt[source], dealt[target])
        deal[:] = np.bincount(way, weight, WAYS) / weight.sum()
    return found


def ways(source: Ints, target: Ints, line: Line) -> Ints:
    """Which way each goes, as a place in the order of `directions`; all are inside the line."""
    everybody = np.arange(len(line.depth))
    return _Places(line, everybody).ways(source, target)


class _Places:
    """The places of the line in the order of a walk through it: below one lies one stretch."""

    def __init__(self, line: Line, people: Ints) -> None:
        begin, end = _walk(line)
        self.begin, self.end = begin[people], end[people]
        self.manager, self.branch = line.manager[people], line.branch[people]

    def ways(self, one: Ints, other: Ints) -> Ints:
        """How the first of two places stands to the second, as a number of WAYS."""
        at, there = self.begin[one], self.begin[other]
        way = np.where(self.branch[one] == self.branch[other], 3, 4)
        way[self.manager[one] == self.manager[other]] = 2
        way[(there < at) & (at < self.end[other])] = 1
        way[(at < there) & (there < self.end[one])] = 0
        return way


def _walk(line: Line) -> tuple[Ints, Ints]:
    """Where each place begins in the walk, and where all below it has ended."""
    size = line.is_inside.astype(np.int64)
    deepest = int(line.depth.max())
    for depth in range(deepest, 0, -1):
        here = np.flatnonzero(line.depth == depth)
        np.add.at(size, line.manager[here], size[here])
    begin = np.zeros(len(size), dtype=np.int64)
    for depth in range(1, deepest + 1):
        here = np.flatnonzero(line.depth == depth)
        here = here[np.argsort(line.manager[here], kind="stable")]
        before = np.cumsum(size[here]) - size[here]
        first = np.searchsorted(line.manager[here], line.manager[here])
        begin[here] = begin[line.manager[here]] + 1 + before - before[first]
    return begin, begin + size
