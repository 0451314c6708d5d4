"""Timing that a noisy machine cannot turn around: what is compared takes turns within one run."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter

type Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Timed:
    """One piece of work, in milliseconds: undisturbed, in the median, and its 99th percentile.

    Undisturbed is the 5th percentile: others on the machine only ever add to a time, and they add
    more to a page of several trips to a database than to an empty one.
    """

    undisturbed: float
    median: float
    worst: float


def side_by_side(works: Mapping[str, Work], *, rounds: int, warm: int = 3) -> dict[str, Timed]:
    """Each work once a round, in turn, after some rounds that do not count."""
    times: dict[str, list[float]] = {name: [] for name in works}
    gc.disable()
    try:
        for number in range(rounds + warm):
            for name, work in works.items():
                began = perf_counter()
                work()
                if number >= warm:
                    times[name].append((perf_counter() - began) * 1000)
            gc.collect(0)
    finally:
        gc.enable()
    return {name: _timed(sorted(values)) for name, values in times.items()}


def _timed(values: list[float]) -> Timed:
    last = len(values) - 1
    return Timed(values[last // 20], statistics.median(values), values[min(last, last * 99 // 100)])
