"""How many sets any choice covers at most, were people picked in parts: a bound from the dual.

Any weights of sets from 0 to 1 bound what whole people cover: all sets less their weights, and what
those who may be picked weigh by the sets they are in, because each set is covered once at most.
Greedy choice bounds with the weight 1 of whatever it has not covered yet; on a graph without
structure that says that it may miss 30 of 100 where it misses 8. Better weights are those of sets
that a good choice in parts does not quite cover. Frank and Wolfe's steps seek them, and whatever
they find, the bound holds.

Source: Frank & Wolfe (1956), Naval Research Logistics Quarterly 3, 95-110.
"""

from __future__ import annotations

from math import exp

import numpy as np

from groundswell.adoption.tipping.compiling import compiled
from groundswell.adoption.tipping.kinds import Bools, Floats, Ints, Sets

ROUNDS = 12
SOFT = 0.3  # how softly a set's weight falls where its parts pass 1, in the first round
BEYOND = 40.0  # of a logarithm: as good as never


def at_most(sets: Sets, picks: Ints, among: Bools) -> float:
    """More sets than that no choice of as many covers; `picks` is a good one."""
    parts = np.zeros(len(among))
    parts[picks] = 1.0
    best = np.inf
    for number in range(ROUNDS):
        rest, weigh = weighed(sets, parts, SOFT / (1 + number / 4))
        weigh[~among] = 0.0
        most = np.argpartition(weigh, -len(picks))[-len(picks) :]
        best = min(best, rest + weigh[most].sum())
        step = 2 / (number + 3)
        parts *= 1 - step
        parts[most] += step
    return float(best)


@compiled
def weighed(sets: Sets, parts: Floats, soft: float) -> tuple[float, Floats]:
    """What all sets are less their weights, and what each person weighs by the sets they are in."""
    rest, weigh = 0.0, np.zeros(len(parts))
    for number in range(len(sets.ends) - 1):
        met = 0.0
        for place in range(sets.ends[number], sets.ends[number + 1]):
            met += parts[sets.nodes[place]]
        weight = 1 / (1 + exp(min(BEYOND, (met - 1) / soft)))
        rest += 1 - weight
        for place in range(sets.ends[number], sets.ends[number + 1]):
            weigh[sets.nodes[place]] += weight
    return rest, weigh
