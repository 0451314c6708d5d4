"""Who stands between others. Figures about single people: for themselves, or by consent."""

from __future__ import annotations

from dataclasses import dataclass

import igraph
import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats, Pairs

EXACT_WORK = 4_000_000_000  # people times ties: up to there every shortest path is walked
PIVOT_WORK = 300_000_000  # the same of a sample: some ten seconds


@dataclass(frozen=True, slots=True)
class Brokerage:
    """Three views of brokerage for each person; arrays of the shape (people,).

    `pivots` is the number of people from whom paths were walked, None where from all.
    """

    constraint: Floats
    effective_size: Floats
    betweenness: Floats
    pivots: int | None


def brokerage(pairs: Pairs, rng: np.random.Generator) -> Brokerage:
    """Constraint, effective size and betweenness on undirected simple ties, each counted once.

    Of a very large graph betweenness is estimated, without bias, from paths that begin at a random
    sample of people.

    Sources: Burt (1992), Structural Holes; Borgatti (1997), Connections 20(1), 35-38; Freeman
    (1977), Sociometry 40(1), 35-41; Brandes & Pich (2007), Int. J. Bifurcation and Chaos 17(7).
    """
    graph = igraph.Graph(n=pairs.people, edges=np.column_stack([pairs.low, pairs.high]))
    degree = np.array(graph.degree(), dtype=np.float64)
    closed = np.array(graph.transitivity_local_undirected(mode="zero"), dtype=np.float64)
    among = closed * degree * (degree - 1) / 2
    held = np.divide(2 * among, degree, out=np.zeros_like(degree), where=degree > 0)
    constraint = np.array(graph.constraint(), dtype=np.float64)
    betweenness, pivots = _betweenness(graph, rng)
    return Brokerage(constraint, degree - held, betweenness, pivots)


def _betweenness(graph: igraph.Graph, rng: np.random.Generator) -> tuple[Floats, int | None]:
    people, ties = graph.vcount(), max(graph.ecount(), 1)
    if people * ties <= EXACT_WORK:
        return np.array(graph.betweenness(directed=False), dtype=np.float64), None
    pivots = min(people, max(100, PIVOT_WORK // ties))
    begin = rng.choice(people, pivots, replace=False).tolist()
    found = graph.betweenness(directed=False, sources=begin)
    return np.array(found, dtype=np.float64) * (people / pivots), pivots
