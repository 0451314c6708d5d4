"""Numbers that every process counts by itself, where any of them can add them up.

Each process has a small file of its own that is mapped into memory: counting writes eight bytes
there, asks nobody and waits for nobody. The files of processes that ended stay until `serve` starts
anew, so that no counter goes back.
"""

from __future__ import annotations

import mmap
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.urls import URLPattern, get_resolver

from groundswell.activity import leases

FOLDER = ".metrics"
STATUSES = ("1xx", "2xx", "3xx", "4xx", "5xx")
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, float("inf"))  # seconds
CHORES = ("readers", "outbox", "cleaning", "presence")
HOME, OTHER = "home", "other"
A_ROUTE = len(STATUSES) + len(BUCKETS) + 1  # the last is the sum of seconds


@cache
def routes() -> dict[str, int]:
    """The first parts of our addresses, each with the place where its numbers begin."""
    patterns = get_resolver().url_patterns
    firsts = {str(one.pattern).partition("/")[0] for one in patterns if isinstance(one, URLPattern)}
    inside = {
        str(one.pattern).partition("/")[0]
        for part in patterns
        if not isinstance(part, URLPattern)
        for one in part.url_patterns
    }
    names = sorted({first or HOME for first in firsts | inside} | {OTHER})
    return {name: number * A_ROUTE for number, name in enumerate(names)}


def _live() -> int:
    return len(routes()) * A_ROUTE


def _size() -> int:
    return 8 * (_live() + 1 + len(CHORES))


@dataclass(slots=True)
class Totals:
    """What all processes counted together; connections of those alone that are alive."""

    routes: dict[str, list[float]] = field(default_factory=dict)
    live: float = 0
    chores: dict[str, float] = field(default_factory=dict)
    processes: int = 0


class Store:
    """The numbers of one process."""

    def __init__(self, path: Path) -> None:
        with path.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), _size())
        self._numbers = memoryview(self._memory).cast("d")
        self._lock = threading.Lock()

    def add(self, *places: int, last: tuple[int, float]) -> None:
        """Raise each place by one, and the last by a number."""
        with self._lock:
            for place in places:
                self._numbers[place] += 1
            self._numbers[last[0]] += last[1]

    def put(self, place: int, value: float) -> None:
        """Set a place."""
        self._numbers[place] = value


_own: Store | None = None


def begin(directory: Path) -> None:
    """Forget what processes of an earlier time counted; before any process is forked."""
    folder = directory / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in folder.iterdir():
        path.unlink(missing_ok=True)


def join(directory: Path) -> None:
    """Let this process count from now on."""
    global _own  # noqa: PLW0603 - one file a process, for as long as it lives
    path = directory / FOLDER / leases.holder().rpartition(":")[2]
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.write_bytes(bytes(_size()))
    _own = Store(path)


def count_request(path: str, status: int, seconds: float) -> None:
    """A request was answered."""
    if _own is None:
        return
    first = path[1:].partition("/")[0] or HOME
    start = routes().get(first, routes()[OTHER])
    bucket = next(place for place, most in enumerate(BUCKETS) if seconds <= most)
    kind = min(max(status // 100, 1), 5) - 1
    _own.add(
        start + kind, start + len(STATUSES) + bucket, last=(start + A_ROUTE - 1, seconds)
    )  # fmt: skip


def show_live(connections: int) -> None:
    """So many event streams are open in this process."""
    if _own is not None:
        _own.put(_live(), connections)


def show_chore(name: str, at: float) -> None:
    """A chore was done, at a time in seconds since 1970."""
    if _own is not None:
        _own.put(_live() + 1 + CHORES.index(name), at)


def totals(directory: Path) -> Totals:
    """The sums over all processes of this serve."""
    found = Totals(routes={route: [0.0] * A_ROUTE for route in routes()})
    for is_alive, numbers in _files(directory / FOLDER):
        found.processes += is_alive
        found.live += numbers[_live()] if is_alive else 0
        for number, sums in enumerate(found.routes.values()):
            for place in range(A_ROUTE):
                sums[place] += numbers[number * A_ROUTE + place]
        for name, at in zip(CHORES, numbers[_live() + 1 :], strict=True):
            found.chores[name] = max(at, found.chores.get(name, 0.0))
    return found


def _files(folder: Path) -> Iterator[tuple[bool, list[float]]]:
    for path in sorted(folder.glob("[0-9]*")):
        content = path.read_bytes()
        if len(content) == _size():
            yield (
                Path("/proc", path.name).exists() or path.name == str(os.getpid()),
                list(memoryview(content).cast("d")),
            )
