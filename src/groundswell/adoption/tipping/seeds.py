"""Near-optimal seeds: the few people whom most others would follow, by OPIM-C."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import ceil, log

import numpy as np

from groundswell.adoption.tipping import bounds, covering
from groundswell.adoption.tipping.kinds import Bools
from groundswell.adoption.tipping.model import Model
from groundswell.adoption.tipping.samples import Choice, Half, Picked, Samples
from groundswell.adoption.tipping.wishes import Wishes

GAP = 0.01  # a choice may be so much below 1 - 1/e of the best, by the paper's measure
RARE = 0.001  # the chance that the bounds are wrong, or 1/people where that is rarer
FEWEST = 2_000  # sets of the first round
GROWTH = 1.5  # so many more sets in each round
SEEN, SEEN_WELL = 150, 1_000  # sets in which the last who is picked is new: about 1 % off, 0.2 %
PLACES = 2_000_000  # of people in sets: with so many nothing is drawn for that any more
MANY = 4_000_000  # with so many a closer bound is asked before more are drawn


def near_optimal(
    model: Model,
    k: int,
    *,
    among: Bools | None = None,
    seed: int = 0,
    gap: float = GAP,
    seen: int = SEEN,
) -> tuple[Samples, Choice]:
    """Samples that are enough to choose k people by, and that choice.

    Its guarantee is at least 1 - 1/e - `gap`, but for a chance of 1 in 1,000 (1 in people, where
    there are more). Sampling goes on until the last who is picked is new in `seen` sets, too,
    because a choice that keeps its guarantee may be some per cent below what more samples find.

    Raises:
        ValueError: there is nobody to pick.

    Source: Tang, Tang, Xiao, Yuan (2018), Online processing algorithms for influence
    maximization, SIGMOD, 991-1005, algorithm 2, with the upper bound of equation 10, and a closer
    one (see `parts`) where that alone would have many more drawn.
    """
    there = model.people if among is None else int(among.sum())
    if not there:
        raise ValueError("There is nobody to pick.")
    wishes = Wishes(k=min(k, there), among=among)
    error = min(RARE, 1 / model.people)
    first, last = bounds.first_and_last(model.people, wishes.k, gap, error)
    counts = _counts(max(first, FEWEST), last)
    halves = [Half(model, stream) for stream in streams(seed)]
    for count in counts:
        samples = drawn(model, halves, count, error / len(counts))
        picked = samples.picked(wishes)
        # Who adds nothing at all does not become clearer.
        least = picked.added[picked.added > 0].min(initial=seen)
        is_clear = least >= seen or len(samples.chosen_by.nodes) >= PLACES
        if is_clear or count == counts[-1]:
            choice = _judged(samples, picked, wishes, bounds.GREEDY - gap)
            if choice.guarantee >= bounds.GREEDY - gap:
                break
    return samples, choice


def _judged(samples: Samples, picked: Picked, wishes: Wishes, wanted: float) -> Choice:
    choice = samples.judged(picked)
    if choice.guarantee >= wanted or len(samples.chosen_by.nodes) < MANY:
        return choice
    return samples.judged(samples.bounded(picked, wishes))


def _counts(first: float, last: float) -> list[int]:
    """How many sets each round has; the paper doubles them, which overshoots by more."""
    rounds = max(1, ceil(log(last / first) / log(GROWTH)))
    return [ceil(first * GROWTH**number) for number in range(rounds + 1)]


def drawn(model: Model, halves: Sequence[Half], count: int, error: float) -> Samples:
    """Samples of so many sets in each half; two thirds of the error are that of their bounds."""
    # Two threads: the compiled code lets go of the interpreter.
    with ThreadPoolExecutor(len(halves)) as both:
        by, judging = both.map(lambda half: half.first(count), halves)
    return Samples(model.people, by, judging, covering.turned(by, model.people), error * 2 / 3)


def streams(seed: int) -> list[np.uint64]:
    """The random streams of the two halves."""
    return list(np.random.SeedSequence(seed).generate_state(2, np.uint64))
