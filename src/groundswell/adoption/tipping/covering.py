"""Greedy maximum coverage of sets, with what each person would add kept exact; compiled."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from groundswell.adoption.tipping.compiling import compiled
from groundswell.adoption.tipping.kinds import Bools, Floats, Held, Ints, Sets


class Choosing(NamedTuple):
    """What changes while people are picked.

    Attributes:
        adds: how many sets each person would add to those that are covered.
        covered: the sets that hold somebody who is picked.
        may: who may still be picked.
        group: in which group each person is.
        room, owed: how many each group may, and must first, still get.
        cost: of each person.
        picks: who is picked, in that order.
        added: how many sets each of them added.
    """

    adds: Ints
    covered: Bools
    may: Bools
    group: Ints
    room: Ints
    owed: Ints
    cost: Floats
    picks: Ints
    added: Ints


@compiled
def turned(sets: Sets, people: int) -> Held:
    """For each person the sets they are in."""
    first = np.zeros(people + 1, np.int64)
    for node in sets.nodes:
        first[node + 1] += 1
    for person in range(people):
        first[person + 1] += first[person]
    place, held = first[:-1].copy(), np.empty(len(sets.nodes), np.int32)
    for number in range(len(sets.ends) - 1):
        for at in range(sets.ends[number], sets.ends[number + 1]):
            node = sets.nodes[at]
            held[place[node]] = number
            place[node] += 1
    return Held(first, held)


@compiled
def best_of(now: Choosing, budget: float) -> int:
    """Who adds most per cost of those who may be picked, the first of equals; -1: nobody may."""
    quotas_first = now.owed.any()
    best, most = -1, -1.0
    for person in range(len(now.adds)):
        group = now.group[person]
        if not now.may[person] or now.room[group] <= 0 or now.cost[person] > budget:
            continue
        if quotas_first and now.owed[group] <= 0:
            continue
        worth = now.adds[person] / now.cost[person]
        if worth > most:
            best, most = person, worth
    return best


@compiled
def take(person: int, sets: Sets, held: Held, now: Choosing) -> None:
    """Cover the person's sets: everybody in them would add so much less."""
    for at in range(held.first[person], held.first[person + 1]):
        number = held.sets[at]
        if not now.covered[number]:
            now.covered[number] = True
            for place in range(sets.ends[number], sets.ends[number + 1]):
                now.adds[sets.nodes[place]] -= 1


@compiled
def pick(
    sets: Sets, held: Held, now: Choosing, budget: float, done: int, until: int
) -> tuple[int, float]:
    """Go on picking until so many are picked or nobody may be; how many, and what is left."""
    while done < until:
        person = best_of(now, budget)
        if person < 0:
            break
        now.picks[done], now.added[done] = person, now.adds[person]
        take(person, sets, held, now)
        group = now.group[person]
        now.may[person] = False
        now.room[group] -= 1
        now.owed[group] = max(0, now.owed[group] - 1)
        budget -= now.cost[person]
        done += 1
    return done, budget


@compiled
def met(sets: Sets, teams: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """For each set the teams somebody in it belongs to; teams are bits, so 64 are asked at once."""
    found = np.zeros(len(sets.ends) - 1, np.uint64)
    for number in range(len(found)):
        bits = np.uint64(0)
        for place in range(sets.ends[number], sets.ends[number + 1]):
            bits |= teams[sets.nodes[place]]
        found[number] = bits
    return found
