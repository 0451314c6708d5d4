"""Ties and talk group by group, beside chance, and how many people stand behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.arcs import Arcs, Floats, Ints, Pairs
from groundswell.adoption.measures.structure.boundary import NO_GROUP

DEALS = 500
LOW, HIGH = 0.025, 0.975


@dataclass(frozen=True, eq=False)
class Inward:
    """E-I indices of all ties and of those of each group, and of the same ties in each deal.

    `deals` has the shape (deals,), the rest (groups,); not a number where a group has no tie.
    """

    value: float
    deals: Floats
    of_group: Floats
    low: Floats
    middle: Floats
    high: Floats


def inward(pairs: Pairs, group: Ints, groups: int, rng: np.random.Generator) -> Inward:
    """The E-I index of all and of each group, each tie once, with groups dealt anew 500 times.

    They are dealt to the people who have a tie, as in `ei_indices`; the index of a group is over
    the ties that touch it.

    Raises:
        ValueError: no tie joins two people with a group.
    """
    known = (group[pairs.low] != NO_GROUP) & (group[pairs.high] != NO_GROUP)
    if not known.any():
        msg = "no tie joins two people with a group: the index is undefined"
        raise ValueError(msg)
    ends = np.concatenate([pairs.low[known], pairs.high[known]])
    dealt_to, place = np.unique(ends, return_inverse=True)
    low, high = place[: len(ends) // 2], place[len(ends) // 2 :]
    degree = np.bincount(place).astype(np.float64)
    labels = group[dealt_to]
    whole = len(low)
    found, all_found = np.empty((DEALS + 1, groups)), np.empty(DEALS + 1)
    for deal in range(DEALS + 1):  # the first is what was observed
        here = labels[low]
        inside = np.bincount(here[here == labels[high]], minlength=groups)
        touching = np.bincount(labels, degree, groups) - inside
        with np.errstate(invalid="ignore", divide="ignore"):
            found[deal] = 1 - 2 * inside / touching
        all_found[deal] = 1 - 2 * inside.sum() / whole
        labels = rng.permutation(labels)
    spread = np.quantile(found[1:], [LOW, 0.5, HIGH], axis=0)
    return Inward(float(all_found[0]), all_found[1:], found[0], *spread)


@dataclass(frozen=True, eq=False)
class Traffic:
    """Talk from each group to each, shape (groups, groups), and the people who take part in it."""

    volume: Floats
    senders: Ints
    receivers: Ints
    people: Ints  # of each group, who send or receive at all, shape (groups,)


def traffic(arcs: Arcs, group: Ints, groups: int) -> Traffic:
    """Volumes as `cross_volume` has them, and how many different people stand on either side."""
    known = (group[arcs.source] != NO_GROUP) & (group[arcs.target] != NO_GROUP)
    source, target = arcs.source[known], arcs.target[known]
    cell = group[source] * groups + group[target]
    cells = groups * groups

    def people(side: Ints) -> Ints:
        keys = np.unique(cell * max(arcs.people, 1) + side)
        counted = np.bincount(keys // max(arcs.people, 1), minlength=cells)
        return counted.reshape(groups, groups)

    # Of nothing NumPy counts in whole numbers.
    volume = np.bincount(cell, arcs.weight[known], cells).reshape(groups, groups).astype(np.float64)
    taking_part = np.unique(np.concatenate([source, target]))
    return Traffic(
        volume, people(source), people(target), np.bincount(group[taking_part], minlength=groups)
    )


def reaches(pairs: Pairs, group: Ints, groups: int) -> Floats:
    """Whether each person has a tie into each group, 0 or 1, shape (people, groups)."""
    ends = np.concatenate([pairs.low, pairs.high])
    others = group[np.concatenate([pairs.high, pairs.low])]
    known = others != NO_GROUP
    found = np.zeros((pairs.people, groups))
    found[ends[known], others[known]] = 1
    return found


def bridging(pairs: Pairs, group: Ints, groups: int) -> Ints:
    """How many people have ties into each two groups, shape (groups, groups).

    On the diagonal stands how many have one into a group.
    """
    found = reaches(pairs, group, groups)
    return (found.T @ found).astype(np.int64)


def is_apart(group: Ints, others: Sequence[Ints], people: Ints) -> bool:
    """Whether no sum of groups, but all of them, is a sum of groups of other sorts.

    Then no table by these groups says, in other cells, what a table by the others says: what both
    can be made of is only the whole. Judged over the people who take part.
    """
    kinds = np.unique(np.column_stack([one[people] for one in (group, *others)]), axis=0)
    mine = _members(kinds[:, 0])
    theirs = np.hstack([_members(kinds[:, 1 + place]) for place in range(len(others))])
    both = np.hstack([mine, theirs])
    shared = _rank(mine) + _rank(theirs) - _rank(both)
    return shared <= 1


def _members(labels: Ints) -> Floats:
    names = np.unique(labels[labels != NO_GROUP])
    members: Floats = np.equal(labels[:, None], names).astype(np.float64)
    return members


def _rank(table: Floats) -> int:
    return int(np.linalg.matrix_rank(table)) if table.size else 0
