"""Complex contagion: who acts once several others do. A search without a guarantee.

Reach under fixed thresholds is not submodular: two people may do together what neither begins
alone. So greedy choice promises nothing here, and nothing known does in reasonable time. What is
found is a good choice, not one known to be near the best.

Source: Centola, Macy (2007), Complex contagions and the weakness of long ties, AJS 113, 702-734.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.tipping.compiling import compiled
from groundswell.adoption.tipping.kinds import Bools, Ints, Lines, Nodes
from groundswell.adoption.tipping.model import Model

PASSES = 3  # over all who are picked, each exchanged for a better one
TRIED = 1_000  # people with the most arcs who are tried, where there are more
ROUND_OFF = 1e-9


@dataclass(frozen=True, slots=True)
class Contagion:
    """Who is chosen, how many act in the end, they among them, and how many after greedy alone."""

    people: tuple[int, ...]
    reached: int
    reached_by_greedy: int


def needed(model: Model, share: float) -> Ints:
    """How many of those who may move each person must act: this share, but one at least."""
    count = np.bincount(model.targets, minlength=model.people)
    needs = np.maximum(np.ceil(share * count - ROUND_OFF), 1).astype(np.int64)
    return np.where(count > 0, needs, 1)


def tipped(model: Model, needs: Ints, chosen: Collection[int]) -> int:
    """How many act in the end when the chosen begin."""
    return _State(model, needs).begin(list(chosen))[0]


def contagious(model: Model, needs: Ints, k: int, *, among: Bools | None = None) -> Contagion:
    """k people after whom many act: the best one after the other, then exchanged while it helps."""
    state = _State(model, needs)
    tried = _tried(model, among)
    chosen: list[int] = []
    state.begin(chosen)
    while len(chosen) < k and (person := state.add_best(tried)) >= 0:
        chosen.append(person)
    greedy = best = state.begin(chosen)
    for _ in range(PASSES):
        before = best
        for place in range(len(chosen)):
            state.begin(chosen[:place] + chosen[place + 1 :])
            person = state.add_best(tried)
            swapped = [*chosen[:place], *chosen[place + 1 :], person]
            if person >= 0 and (now := state.begin(swapped)) > best:
                chosen, best = swapped, now
        if best == before:
            break
    return Contagion(tuple(chosen), best[0], greedy[0])


class _State:
    """Who acts, and how many of those who may move each person do."""

    def __init__(self, model: Model, needs: Ints) -> None:
        self._lines, self._needs = model.forward, needs
        self._heard = np.zeros(model.people, np.int64)
        self._acts = np.zeros(model.people, np.bool_)
        self._nodes = np.zeros(model.people + 1, np.int32)
        self._tail = 0

    def begin(self, chosen: list[int]) -> tuple[int, int]:
        """Only the chosen begin: how many act in the end, and how much was heard that counted."""
        self._heard[:], self._acts[:] = 0, False
        self._nodes[: len(chosen)] = chosen
        self._acts[chosen] = True
        self._tail, met = settle(*self._arrays, 0, len(chosen))
        return self._tail, met

    def add_best(self, tried: Nodes) -> int:
        """Whoever moves most besides those who act already joins them; -1: all do."""
        person = int(best_next(*self._arrays, self._tail, tried))
        if person >= 0:
            self._nodes[self._tail] = person
            self._acts[person] = True
            self._tail, _ = settle(*self._arrays, self._tail, self._tail + 1)
        return person

    @property
    def _arrays(self) -> tuple[Lines, Ints, Ints, Bools, Nodes]:
        return self._lines, self._needs, self._heard, self._acts, self._nodes


def _tried(model: Model, among: Bools | None) -> Nodes:
    arcs = np.bincount(model.sources, minlength=model.people)
    order = np.argsort(-arcs, kind="stable")
    return (order if among is None else order[among[order]])[:TRIED].astype(np.int32)


@compiled
def settle(
    lines: Lines, needs: Ints, heard: Ints, acts: Bools, nodes: Nodes, head: int, tail: int
) -> tuple[int, int]:
    """Where nodes end once nobody else acts, and how often somebody heard what they needed."""
    met = 0
    while head < tail:
        person = nodes[head]
        head += 1
        for arc in range(int(lines.people[person, 0]), int(lines.people[person, 1])):
            other = lines.others[arc]
            heard[other] += 1
            met += heard[other] <= needs[other]
            if not acts[other] and heard[other] >= needs[other]:
                acts[other] = True
                nodes[tail] = other
                tail += 1
    return tail, met


@compiled
def best_next(
    lines: Lines, needs: Ints, heard: Ints, acts: Bools, nodes: Nodes, tail: int, tried: Nodes
) -> int:
    """After whom most would act, of equals who is heard most by those who need it; -1: all act."""
    best, most, loudest = -1, 0, -1
    for person in tried:
        if acts[person]:
            continue
        acts[person] = True
        nodes[tail] = person
        end, met = settle(lines, needs, heard, acts, nodes, tail, tail + 1)
        if end > most or (end == most and met > loudest):
            best, most, loudest = person, end, met
        for place in range(tail, end):
            acts[nodes[place]] = False
            row = lines.people[nodes[place]]
            for arc in range(int(row[0]), int(row[1])):
                heard[lines.others[arc]] -= 1
    return best
