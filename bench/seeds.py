"""`python -m bench.seeds`: near-optimal seeds and cascades, beside libraries that do the same work.

Two graphs with a few who are heard by many: 1,000 people with 25,000 arcs, and 50,000 with
1,000,000 (`--large`, which adds one of that size without structure, the hardest). No other package
offers seeds with a guarantee; so the search is set beside what people do without one, the first
round of greedy choice by simulation. CyNetDiff plays cascades in C++; igraph reaches what arcs
drawn by NumPy lead to, which is a cascade as well. networkit does neither. (Greedy choice by
simulation is usually given 10,000 cascades for each person, not 100, and as many rounds as seeds.)
Without `uv sync --group bench` CyNetDiff is left out, with a sentence.
"""

from __future__ import annotations

import argparse
from array import array
from dataclasses import dataclass
from functools import partial
from time import perf_counter

import igraph
import numpy as np

from bench.timing import Work, side_by_side
from groundswell.adoption.tipping import model, seeds, simulation
from groundswell.adoption.tipping.model import Model
from groundswell.adoption.tipping.samples import Choice, Samples
from groundswell.adoption.tipping.wishes import Wishes

FUNCTIONS = 40  # groups of people, for wishes
CASCADES, TRIES = 100, 100  # of each simulation; of each person in a round of greedy choice
HEAVY = 1.5  # the smaller, the more of all arcs lead to few

SEARCH, WISH = "seeds from nothing", "a wish, of kept samples"
PLAYED = f"{CASCADES} cascades"
BY_CYNETDIFF, BY_IGRAPH = f"{PLAYED}, CyNetDiff", f"{PLAYED}, igraph"
GREEDY = f"first round of greedy, {TRIES} cascades each"
RATIOS = ((BY_CYNETDIFF, PLAYED), (BY_IGRAPH, PLAYED), (GREEDY, SEARCH), (SEARCH, WISH))


@dataclass(frozen=True, slots=True)
class World:
    """A graph, which function each person is of, and what is sought in it."""

    model: Model
    functions: np.ndarray[tuple[int], np.dtype[np.int64]]
    k: int


def main() -> None:
    """Measure, and print milliseconds and ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.seeds", description=__doc__)
    parser.add_argument("--large", action="store_true", help="add 50,000 people, 1,000,000 arcs")
    options = parser.parse_args()
    began = perf_counter()
    seeds.near_optimal(_world(50, 200, 2).model, 2)
    print(f"First call, which compiles what is not kept yet: {perf_counter() - began:.1f} s")
    small = _world(1_000, 25_000, 10)
    _compare("1,000 people, 25,000 arcs, 10 seeds", small, rounds=10, is_small=True)
    if options.large:
        large = _world(50_000, 1_000_000, 50)
        _compare("50,000 people, 1,000,000 arcs, 50 seeds", large, rounds=3)
        flat = _world(50_000, 1_000_000, 50, is_flat=True)
        _compare("The same without structure", flat, rounds=3)


def _world(people: int, arcs: int, k: int, *, is_flat: bool = False) -> World:
    draw = np.random.default_rng(1)
    weight = np.ones(people) if is_flat else draw.pareto(HEAVY, people) + 1
    ends = draw.choice(people, (2, arcs), p=weight / weight.sum())
    made = model.weighted_cascade(people, *ends)
    return World(made, draw.integers(0, FUNCTIONS, people), k)


def _compare(title: str, world: World, *, rounds: int, is_small: bool = False) -> None:
    samples, choice = seeds.near_optimal(world.model, world.k)
    print(f"\n{title}: {len(samples):,} sets twice, spread {choice.spread:,.0f}", end="")
    print(f" ± {choice.standard_error:.0f}, at least {choice.guarantee:.0%} of the best")
    works = _ours(world, samples, choice) | _by_igraph(world, choice)
    works |= _by_cynetdiff(world, choice, is_small=is_small)
    times = side_by_side(works, rounds=rounds, warm=1)
    print(f"  {'':44}{'processor':>11}{'clock, ms':>11}")
    for name, timed in times.items():
        print(f"  {name:44}{timed.processor:11.2f}{timed.median:11.2f}")
    for work, against in RATIOS:
        if work in times:
            ratio = times[work].processor / times[against].processor
            print(f"  {work} / {against}: {ratio:.1f}")


def _ours(world: World, samples: Samples, choice: Choice) -> dict[str, Work]:
    each = max(world.k, FUNCTIONS)
    others = np.arange(world.model.people) != choice.people[0]
    wishes = {
        WISH: Wishes(k=world.k, groups=world.functions, at_most=2),
        "another: one of each function": Wishes(k=each, groups=world.functions, at_least=1),
        "another: somebody excluded": Wishes(k=world.k, among=others),
    }
    return {
        SEARCH: lambda: seeds.near_optimal(world.model, world.k),
        **{name: partial(samples.choice, wish) for name, wish in wishes.items()},
        PLAYED: lambda: simulation.reached(world.model, choice.people, cascades=CASCADES),
    }


def _by_cynetdiff(world: World, choice: Choice, *, is_small: bool) -> dict[str, Work]:
    try:
        from cynetdiff.models import IndependentCascadeModel  # noqa: PLC0415
    except ImportError:
        print("  CyNetDiff is not installed: `uv sync --group bench`.")
        return {}
    lines, chances = world.model.forward, _chances(world.model)
    theirs = IndependentCascadeModel(
        array("I", lines.people[:, 0].astype(int).tolist()),
        array("I", lines.others.tolist()),
        activation_probs=array("f", chances[lines.others].tolist()),
    )
    chosen = set(choice.people)

    def greedy() -> None:
        for person in range(world.model.people):
            theirs.compute_marginal_gains(set(), [person], TRIES)

    played = {BY_CYNETDIFF: lambda: theirs.compute_marginal_gains(chosen, [], CASCADES)}
    return played | ({GREEDY: greedy} if is_small else {})


def _by_igraph(world: World, choice: Choice) -> dict[str, Work]:
    draw, made = np.random.default_rng(2), world.model
    chances, begin = _chances(made)[made.targets], made.people
    ends = np.column_stack((made.sources, made.targets))
    first = np.column_stack((np.full(world.k, begin), choice.people))

    def play() -> None:
        for _ in range(CASCADES):
            live = ends[draw.random(len(ends)) < chances]
            graph = igraph.Graph(begin + 1, np.concatenate((live, first)), directed=True)
            graph.subcomponent(begin, mode="out")

    return {BY_IGRAPH: play}


def _chances(made: Model) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The chance of each arc into a person."""
    return 1 / np.maximum(np.bincount(made.targets, minlength=made.people), 1)


if __name__ == "__main__":
    main()
