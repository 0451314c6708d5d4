"""Communities that the ties themselves form, held against the groups that are given."""

from __future__ import annotations

import random
from dataclasses import dataclass

import igraph
import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats, Ints, Pairs

RUNS, FEWEST_RUNS = 200, 4
WORK = 840_000  # ties looked at in all runs together: a second or two
SHORT, TO_CONVERGENCE = 2, -1  # rounds of Leiden
# Where there is structure, a few rounds find it; where there is none, they would go on for minutes.
MANY, MOST_ROUNDS = 500_000, 20  # ties, and how many rounds of Leiden from there on
CONTINUED = 10  # one of so many short runs, the best: as good as all of them, in a third of it


@dataclass(frozen=True, slots=True)
class Partition:
    """The best of several runs: the community of each person, and its modularity."""

    community: Ints
    modularity: float
    runs: int

    @property
    def sizes(self) -> list[int]:
        """People of each community, the largest first."""
        return sorted(np.bincount(self.community).tolist(), reverse=True)


def largest_component(pairs: Pairs) -> Ints:
    """The people of the largest part that hangs together, in rising order."""
    graph = _graph(pairs)
    membership = np.array(graph.connected_components().membership, dtype=np.int64)
    if not len(membership):
        return membership
    return np.flatnonzero(membership == np.bincount(membership).argmax())


def within(pairs: Pairs, people: Ints) -> Pairs:
    """The ties among some people (in rising order), who become 0, 1, 2 …"""
    chosen = np.zeros(pairs.people, dtype=bool)
    chosen[people] = True
    both = chosen[pairs.low] & chosen[pairs.high]
    low, high = np.searchsorted(people, pairs.low[both]), np.searchsorted(people, pairs.high[both])
    return Pairs(len(people), low, high, pairs.weight[both])


def leiden(pairs: Pairs, *, by_volume: bool, seed: int = 0) -> Partition:
    """The partition of highest modularity (resolution 1) that several runs found.

    Raises:
        ValueError: there are no ties.

    Source: Traag, Waltman & van Eck (2019), Scientific Reports 9, 5233.
    """
    _refuse_nothing(pairs)
    graph = _graph(pairs)
    weights = pairs.weight if by_volume else None
    runs = max(FEWEST_RUNS, min(RUNS, WORK // len(pairs)))
    rounds = TO_CONVERGENCE if len(pairs) < MANY else MOST_ROUNDS

    def run(many: int, begin: list[int] | None = None) -> tuple[float, list[int]]:
        found = graph.community_leiden(
            "modularity", weights=weights, n_iterations=many, initial_membership=begin
        )
        return graph.modularity(found.membership, weights=weights), found.membership

    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - no secret
    try:
        short = sorted((run(SHORT) for _ in range(runs)), reverse=True)
        score, membership = max(
            run(rounds, found) for _, found in short[: max(1, runs // CONTINUED)]
        )
    finally:
        igraph.set_random_number_generator(random)
    return Partition(np.array(membership, dtype=np.int64), float(score), runs)


def modularity(pairs: Pairs, group: Ints, *, by_volume: bool) -> float:
    """The modularity of groups, -0.5 to 1: ties inside beyond what degrees alone would give.

    Raises:
        ValueError: there are no ties.

    Source: Newman & Girvan (2004), Physical Review E 69, 026113: Σ_c [L_c/m - (d_c/2m)²].
    """
    _refuse_nothing(pairs)
    weight = pairs.weight if by_volume else np.ones(len(pairs))
    whole = weight.sum()
    inside = weight[group[pairs.low] == group[pairs.high]].sum() / whole
    ends = np.concatenate([group[pairs.low], group[pairs.high]])
    degrees = np.bincount(ends, np.concatenate([weight, weight])) / (2 * whole)
    return float(inside - (degrees**2).sum())


def nmi(one: Ints, other: Ints) -> float:
    """Normalised mutual information of two groupings, 0 to 1, by the arithmetic mean.

    1 where both are one single group.

    Source: Danon, Díaz-Guilera, Duch & Arenas (2005), J. Stat. Mech. P09008.
    """
    table = _table(one, other) / len(one)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    held = _entropy(rows) + _entropy(columns)
    shared = held - _entropy(table.ravel())
    return float(2 * shared / held) if held > 0 else 1.0


def ari(one: Ints, other: Ints) -> float:
    """Adjusted Rand index of two groupings: 1 the same, 0 as by chance, below it less.

    Source: Hubert & Arabie (1985), Journal of Classification 2, 193-218.
    """
    table = _table(one, other)
    together = _couples(table.ravel())
    rows, columns = _couples(table.sum(axis=1)), _couples(table.sum(axis=0))
    expected = rows * columns / max(len(one) * (len(one) - 1) / 2, 1)
    most = (rows + columns) / 2
    return float((together - expected) / (most - expected)) if most != expected else 1.0


def _graph(pairs: Pairs) -> igraph.Graph:
    return igraph.Graph(n=pairs.people, edges=np.column_stack([pairs.low, pairs.high]))


def _refuse_nothing(pairs: Pairs) -> None:
    if not len(pairs):
        msg = "there are no ties: they form no communities"
        raise ValueError(msg)


def _table(one: Ints, other: Ints) -> Floats:
    rows, columns = int(one.max()) + 1, int(other.max()) + 1
    cells = np.bincount(one * columns + other, minlength=rows * columns)
    return cells.reshape(rows, columns).astype(np.float64)


def _entropy(shares: Floats) -> float:
    some = shares[shares > 0]
    return float(-(some * np.log(some)).sum())


def _couples(counts: Floats) -> float:
    return float((counts * (counts - 1) / 2).sum())
