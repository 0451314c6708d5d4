"""`python -m bench.presence`: how often intervals of what followed a presence hold the truth.

The fast version is in tests/adoption/measures/test_event_study.py; the table of docs/adoption.md
comes from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.event_study import Effects, Event, Panel, effects

RUNS = 1000
WEEKS, KINDS = 30, 4
FIRST, LAST = 8, 26  # weeks in which somebody may come


@dataclass(frozen=True, slots=True)
class World:
    """Groups whose people join at different speed, and how much somebody's coming changes."""

    units: int
    visited: int
    times: float
    mean: float = 25.0  # acts of a group in a week
    restless: float = 0.2  # by how much a group's weeks scatter around its course, as logarithm
    burst: float = 1.0  # how many times chance acts scatter
    drift: float = 0.01  # by how much groups grow apart in a week
    at_once: bool = False
    spread: float = 0.0  # by how much what the coming changes differs between groups

    def run(self, rng: np.random.Generator) -> Effects | None:
        """What is found in one such world."""
        return effects(*self.drawn(rng))

    def drawn(self, rng: np.random.Generator) -> tuple[Panel, list[Event]]:
        """One such world."""
        shape = (self.units, WEEKS)
        people = 60 * np.exp(np.linspace(0, 1, WEEKS) * rng.uniform(0, 1.2, (KINDS, 1)))
        mix = rng.dirichlet(np.full(KINDS, 0.5), self.units)
        drift = rng.normal(0, self.drift, (self.units, 1)) * np.arange(WEEKS)
        level = rng.normal(0, 0.6, (self.units, 1))
        course = np.exp(level + drift + _wandering(rng, shape, self.restless))
        rate = self.mean * course[:, None, :] * mix[:, :, None] * people / people[:, :1]
        is_visited = np.zeros(shape, dtype=bool)
        events = []
        for unit in rng.choice(self.units, self.visited, replace=False).tolist():
            week = 16 if self.at_once else int(rng.integers(FIRST, LAST))
            rate[unit, :, week:] *= self.times * np.exp(rng.normal(0, self.spread))
            is_visited[unit, week:] = True
            events.append(Event(unit, week))
        if self.burst > 1:
            rate = rng.gamma(rate / (self.burst - 1) + 1e-9, self.burst - 1)
        by_kind = rng.poisson(rate).astype(np.float64)
        elsewhere = rng.poisson(np.broadcast_to(people, (self.units, KINDS, WEEKS)))
        panel = Panel(by_kind.sum(axis=1), by_kind, elsewhere.astype(np.float64), is_visited)
        return panel, events


def _wandering(rng: np.random.Generator, shape: tuple[int, int], size: float) -> np.ndarray:
    """Noise that keeps half of itself from one week to the next."""
    steps = rng.normal(0, size * np.sqrt(0.75), shape)
    steps[:, 0] = rng.normal(0, size, shape[0])
    for week in range(1, shape[1]):
        steps[:, week] += 0.5 * steps[:, week - 1]
    return steps


WORLDS = (
    World(45, 12, 1.25),
    World(45, 12, 1.0),
    World(45, 12, 1.25, burst=3),
    World(45, 12, 1.25, restless=0.4, drift=0.02),
    World(45, 12, 1.25, at_once=True),
    World(45, 12, 1.25, mean=6),
    World(45, 12, 1.0, mean=6),
    World(45, 12, 1.25, mean=6, burst=3),
    World(45, 3, 1.25),
    World(20, 5, 1.25),
    World(200, 40, 1.25),
)


def held(world: World, runs: int, seed: int) -> tuple[float, float, float, float]:
    """Shares: told at all; of these held together and one by one, and told from no effect."""
    rng = np.random.default_rng(seed)
    together, single, found, told = 0, [], 0, 0
    for _ in range(runs):
        seen = world.run(rng)
        if seen is None:
            continue
        told += 1
        ratio = seen.together()
        together += ratio.low <= world.times <= ratio.high
        found += not ratio.low <= 1 <= ratio.high
        each = [seen.together([place]) for place in range(len(seen.log))]
        single += [one.low <= world.times <= one.high for one in each]
    return told / runs, together / told, float(np.mean(single)), found / told


def main() -> None:
    """Print the table."""
    for place, world in enumerate(WORLDS):
        told, together, single, found = held(world, RUNS, place)
        print(world)
        shares = f"together {together:.3f}  single {single:.3f}  found {found:.3f}"
        print(f"  told {told:.3f}  {shares}", flush=True)


if __name__ == "__main__":
    main()
