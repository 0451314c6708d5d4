"""Timing that a noisy machine cannot turn around.

What is compared takes turns within one run, and is compared by the processor's time: of this
process, and of the backend that answers it on PostgreSQL. What others do on the machine makes
everybody wait, the longer work the more, but takes none of that. Waiting is not in it: for the
disk when something is written, for one's turn.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from django.conf import settings
from django.db import connection

type Work = Callable[[], object]
type Turn = tuple[float, float]  # milliseconds of processor, and on the clock on the wall


@dataclass(frozen=True, slots=True)
class Timed:
    """One piece of work, in milliseconds: of processor, and on the clock in the median and worst.

    Of processor it is the 5th percentile, as others on the machine also empty its caches; worst is
    the 99th.
    """

    processor: float
    median: float
    worst: float


def side_by_side(works: Mapping[str, Work], *, rounds: int, warm: int = 3) -> dict[str, Timed]:
    """Each work once a round, in turn, after some rounds that do not count."""
    turns = [once(works) for _ in range(rounds + warm)][warm:]
    return {name: timed([turn[name] for turn in turns]) for name in works}


def once(works: Mapping[str, Work]) -> dict[str, Turn]:
    """One round: how long each work takes."""
    found = {}
    gc.disable()
    try:
        for name, work in works.items():
            elsewhere, began, used = _of_backend(), perf_counter(), process_time()
            work()
            used, took = process_time() - used, perf_counter() - began
            found[name] = ((used + _of_backend() - elsewhere) * 1000, took * 1000)
        gc.collect(0)
    finally:
        gc.enable()
    return found


def timed(turns: Sequence[Turn]) -> Timed:
    """What several turns of one work say."""
    used, took = sorted(turn[0] for turn in turns), sorted(turn[1] for turn in turns)
    last = len(turns) - 1
    return Timed(used[last // 20], statistics.median(took), took[min(last, last * 99 // 100)])


def _of_backend() -> float:
    """Seconds of processor that the backend has used so far, where it can be seen."""
    if not settings.configured or connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    told = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    # Linux counts nanoseconds. What a server elsewhere uses is not known, and left out.
    return int(told.read_text().split()[0]) / 1e9 if told.exists() else 0.0
