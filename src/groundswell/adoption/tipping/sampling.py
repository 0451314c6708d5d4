"""Cascades, backwards from one random person and forwards from chosen ones, compiled.

Every cascade has random numbers of its own, hashed from the seed and its number; so they are the
same however many are drawn at a time.
"""

from __future__ import annotations

from math import log

import numpy as np

from groundswell.adoption.tipping.compiling import compiled
from groundswell.adoption.tipping.kinds import Bools, Floats, Ints, Lines, Nodes, Sets

STEP = np.uint64(0x9E3779B97F4A7C15)
MIX_1, MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
S11, S27, S30, S31, S32 = (np.uint64(bits) for bits in (11, 27, 30, 31, 32))
UNIT = 2.0**-53
DENSE = 4.0  # arcs for each point: with fewer, going through all is faster


@compiled
def mixed(state: np.uint64) -> np.uint64:
    """A random number of 64 bits for each state (SplitMix64: Steele, Lea, Flood 2014)."""
    state = (state ^ (state >> S30)) * MIX_1
    state = (state ^ (state >> S27)) * MIX_2
    return state ^ (state >> S31)


@compiled
def even(state: np.uint64) -> float:
    """A random number above 0 and below 1, each as likely."""
    return float((np.float64(mixed(state) >> S11) + 0.5) * UNIT)


@compiled
def arc_at(lines: Lines, x: float, start: int, end: int) -> int:
    """The arc within whose length x lies: the first whose sum passes x."""
    low, high = start, end - 1
    while low < high:
        middle = (low + high) >> 1
        if lines.sums[middle] > x:
            high = middle
        else:
            low = middle + 1
    return low


@compiled
def carried(
    lines: Lines, nodes: Nodes, begin: int, tail: int, seen: Bools, state: np.uint64
) -> int:
    """Where nodes end once the independent cascade from nodes[begin:tail] has ended.

    All arcs lie on one line, each as long as its hazard -log(1 - p). The points of a Poisson
    process on it fall into an arc with probability p, so going from point to point finds the arcs
    that pass something on without asking those that do not. Where points lie dense, the arcs are
    gone through instead, and those to people who are seen take no part.
    """
    left, head = -log(even(state)), begin
    while head < tail:
        person = nodes[head]
        head += 1
        first, after, total, each = lines.people[person]
        x, start, end = left, int(first), int(after)
        if end - start <= DENSE * total:
            left, tail, state = stepped(lines, person, left, nodes, tail, seen, state)
            continue
        # Here and not in a function of its own: a call for each person takes half the speed.
        while x < total:
            if each > 0.0:
                arc = min(start + int(x / each), end - 1)
                x = (arc - start + 1) * each
            else:
                arc = arc_at(lines, x, start, end)
                x = lines.sums[arc]
            other = lines.others[arc]
            if not seen[other]:
                seen[other] = True
                nodes[tail] = other
                tail += 1
            state += STEP
            x -= log(even(state))
        left = x - total
    return tail


@compiled
def stepped(
    lines: Lines, person: int, left: float, nodes: Nodes, tail: int, seen: Bools, state: np.uint64
) -> tuple[float, int, np.uint64]:
    """Past one person's arcs, from arc to arc: how far the next point lies, tail and state."""
    first, after, _, _ = lines.people[person]
    before = 0.0
    for arc in range(int(first), int(after)):
        length = lines.sums[arc] - before
        before = lines.sums[arc]
        other = lines.others[arc]
        if seen[other]:
            continue
        left -= length
        if left < 0.0:
            seen[other] = True
            nodes[tail] = other
            tail += 1
            state += STEP
            left = -log(even(state))
    return left, tail, state


@compiled
def walked(lines: Lines, nodes: Nodes, begin: int, tail: int, seen: Bools, state: np.uint64) -> int:
    """Where nodes end once a walk has met itself or nobody: the linear threshold model backwards.

    Each person is moved by at most one other, chosen by weight (Kempe, Kleinberg, Tardos 2003).
    """
    person = nodes[begin]
    while True:
        first, after, total, _ = lines.people[person]
        x = even(state)
        state += STEP
        if x >= total:
            return tail
        person = lines.others[arc_at(lines, x, int(first), int(after))]
        if seen[person]:
            return tail
        seen[person] = True
        nodes[tail] = person
        tail += 1


@compiled
def draw(
    lines: Lines, walks: bool, seed: np.uint64, number: int, last: int, sets: Sets, seen: Bools
) -> int:
    """Fill reverse-reachable sets from number on while there is room; how many are there then."""
    count, room = np.uint64(len(lines.people)), len(sets.nodes) - len(lines.people)
    nodes, begin = sets.nodes, sets.ends[number]
    while number < last and begin <= room:
        state = mixed(seed + np.uint64(number) * STEP)
        root = np.int32(((mixed(state) >> S32) * count) >> S32)
        state += STEP
        seen[root] = True
        nodes[begin] = root
        if walks:
            tail = walked(lines, nodes, begin, begin + 1, seen, state)
        else:
            tail = carried(lines, nodes, begin, begin + 1, seen, state)
        for place in range(begin, tail):
            seen[nodes[place]] = False
        number += 1
        begin = tail
        sets.ends[number] = tail
    return number


@compiled
def persuaded(
    lines: Lines, nodes: Nodes, tail: int, seen: Bools, heard: Floats, state: np.uint64
) -> int:
    """Where nodes end once nobody's threshold is passed any more; heard is zero again after it."""
    head = 0
    while head < tail:
        first, after, _, _ = lines.people[nodes[head]]
        head += 1
        before = 0.0
        for arc in range(int(first), int(after)):
            other = lines.others[arc]
            heard[other] += lines.sums[arc] - before
            before = lines.sums[arc]
            if not seen[other] and heard[other] >= even(state + np.uint64(other) * STEP):
                seen[other] = True
                nodes[tail] = other
                tail += 1
    for place in range(tail):
        first, after, _, _ = lines.people[nodes[place]]
        for arc in range(int(first), int(after)):
            heard[lines.others[arc]] = 0.0
    return tail


@compiled
def sizes(lines: Lines, walks: bool, seed: np.uint64, chosen: Nodes, found: Ints) -> None:
    """How many people each of len(found) cascades reaches from those who are chosen."""
    people = len(lines.people)
    nodes, seen = np.empty(people, np.int32), np.zeros(people, np.bool_)
    heard = np.zeros(people, np.float64)
    for number in range(len(found)):
        state = mixed(seed + np.uint64(number) * STEP)
        for place in range(len(chosen)):
            nodes[place] = chosen[place]
            seen[chosen[place]] = True
        if walks:
            tail = persuaded(lines, nodes, len(chosen), seen, heard, state)
        else:
            tail = carried(lines, nodes, 0, len(chosen), seen, state)
        for place in range(tail):
            seen[nodes[place]] = False
        found[number] = tail
