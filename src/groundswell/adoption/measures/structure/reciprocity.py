"""How much of what is begun is answered in kind: arcs that have one back."""

from __future__ import annotations

import numpy as np

from groundswell.adoption.measures.structure.arcs import Arcs, Pairs


def reciprocity(arcs: Arcs) -> float:
    """Arcs that have one back, of all arcs; both of a mutual pair count.

    Raises:
        ValueError: there are no arcs, so it is undefined (not zero).

    Source: Wasserman & Faust (1994), Social Network Analysis, 13.
    """
    if not len(arcs):
        msg = "there are no arcs: their reciprocity is undefined"
        raise ValueError(msg)
    return 2 * len(two_way(arcs)) / len(arcs)


def two_way(arcs: Arcs) -> Pairs:
    """The ties with an arc each way, without their direction."""
    there = arcs.source * arcs.people + arcs.target
    back = arcs.target * arcs.people + arcs.source
    has_back = np.isin(there, back, assume_unique=True)
    is_mutual = has_back & (arcs.source < arcs.target)
    # The weight of such a tie is that of both its arcs: `pairs` holds their sums.
    pairs = arcs.pairs
    keys = arcs.source[is_mutual] * arcs.people + arcs.target[is_mutual]
    place = np.searchsorted(pairs.low * arcs.people + pairs.high, keys)
    return Pairs(arcs.people, pairs.low[place], pairs.high[place], pairs.weight[place])
