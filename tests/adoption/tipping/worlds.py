"""Tiny worlds whose every outcome is counted, and who must be reached in them."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np


def reach(people, arcs, chosen):
    """Who is reached over these arcs from those who are chosen."""
    found, waiting = set(chosen), list(chosen)
    while waiting:
        person = waiting.pop()
        for source, target in arcs:
            if source == person and target not in found:
                found.add(target)
                waiting.append(target)
    return len(found)


def by_cascade(people, chances):
    """Every graph of arcs that pass on, with its probability: {(source, target): p}."""
    arcs = list(chances)
    for fires in product((False, True), repeat=len(arcs)):
        odds = np.prod(
            [chances[arc] if on else 1 - chances[arc] for arc, on in zip(arcs, fires, strict=True)]
        )
        if odds:
            yield odds, [arc for arc, on in zip(arcs, fires, strict=True) if on]


def by_threshold(people, weights):
    """The same for the linear threshold model: everybody keeps one arc in at most."""
    into = [[arc for arc in weights if arc[1] == person] for person in range(people)]
    for kept in product(*([None, *arcs] for arcs in into)):
        odds = np.prod(
            [
                weights[arc] if arc else 1 - sum(weights[other] for other in into[person])
                for person, arc in enumerate(kept)
            ]
        )
        if odds > 0:
            yield odds, [arc for arc in kept if arc]


def exact(people, worlds, chosen):
    """The expected reach."""
    return sum(odds * reach(people, arcs, chosen) for odds, arcs in worlds)


def best(people, worlds, k, allowed=lambda chosen: True):
    """The most that k people reach, of the choices that are allowed."""
    return max(
        exact(people, worlds, chosen)
        for chosen in combinations(range(people), k)
        if allowed(chosen)
    )
