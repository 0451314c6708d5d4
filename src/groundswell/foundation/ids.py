"""Ids of posts, replies and messages that sort as time.

63 bits: milliseconds since 2000 in the high 41, then 10 bits of the process, then a sequence of
12. Processes lease their number at start, so two never mint the same id; 0 belongs to imports.
An id is minted from a post's own time: what was imported from 2019 sorts into 2019.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta

from groundswell.foundation import clock

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
SEQUENCE_BITS = 12
PROCESS_BITS = 10
TIME_SHIFT = SEQUENCE_BITS + PROCESS_BITS
SEQUENCES = 1 << SEQUENCE_BITS
PROCESSES = 1 << PROCESS_BITS
MAX = (1 << 63) - 1
LAST_MILLISECOND = MAX >> TIME_SHIFT  # in September 2069


def milliseconds(at: datetime) -> int:
    """Whole milliseconds since 2000 of an aware instant.

    Instants that 41 bits cannot tell (before 2000, after 2069: sources hold such mistakes) get
    the nearest that they can, so that an id is always valid.
    """
    return min(max((at - EPOCH) // timedelta(milliseconds=1), 0), LAST_MILLISECOND)


def floor(at: datetime) -> int:
    """The least id that an instant can have; ids of a span lie between the floors of its ends."""
    return milliseconds(at) << TIME_SHIFT


def bounds(first: datetime, last: datetime) -> tuple[int, int]:
    """The ids of a span of time: from the first number on, below the second; `last` is left out."""
    return floor(first), floor(last)


def instant_of(post_id: int) -> datetime:
    """The instant, to the millisecond, from which an id was minted."""
    return EPOCH + timedelta(milliseconds=post_id >> TIME_SHIFT)


class Mint:
    """Mints ids for one process, each greater than the last; the clock may go backwards.

    Raises:
        ValueError: the number of the process is not between 0 and 1023.
    """

    def __init__(self, process: int) -> None:
        if not 0 <= process < PROCESSES:
            msg = f"a process has a number from 0 to {PROCESSES - 1}, not {process}"
            raise ValueError(msg)
        self.process = process
        self._lock = threading.Lock()
        self._last_millisecond = 0
        self._sequence = 0
        self._replayed: defaultdict[int, int] = defaultdict(int)

    def mint(self, at: datetime) -> int:
        """A new id, minted at `at` or, when the sequence of that millisecond is used up, after."""
        with self._lock:
            moment = max(milliseconds(at), self._last_millisecond)
            self._sequence = self._sequence + 1 if moment == self._last_millisecond else 0
            if self._sequence == SEQUENCES:
                moment, self._sequence = moment + 1, 0
            self._last_millisecond = moment
            return self._id(moment, self._sequence)

    def mint_in_replay(self, at: datetime) -> int:
        """A new id while the past is replayed: its time is `at`, whatever was minted before."""
        with self._lock:
            moment = milliseconds(at)
            while self._replayed[moment] == SEQUENCES:
                moment += 1
            sequence = self._replayed[moment]
            self._replayed[moment] += 1
            return self._id(moment, sequence)

    def _id(self, moment: int, sequence: int) -> int:
        return moment << TIME_SHIFT | self.process << SEQUENCE_BITS | sequence


def imported(at: datetime, sequence: int = 0) -> int:
    """The id number `sequence` of process 0 at an instant.

    Raises:
        ValueError: the sequence does not fit; it would reach into the number of a process.
    """
    if not 0 <= sequence < SEQUENCES:
        msg = f"a sequence goes from 0 to {SEQUENCES - 1}, not {sequence}"
        raise ValueError(msg)
    return floor(at) | sequence


def mint_imported(
    instants: Sequence[datetime], taken: Callable[[Sequence[int]], Collection[int]]
) -> list[int]:
    """New ids for posts of a source, in its order, each at its own time.

    Posts of one millisecond get the next free numbers of the sequence, so within a millisecond
    the source's order is kept. All imports share process 0 and nothing is kept in memory between
    them: `taken` says which of some ids are in the table already, so a second import, or a
    continued one, takes the numbers behind. Asked and written in one transaction on SQLite
    nothing can come between; on PostgreSQL two imports at once may choose the same number, and
    the primary key refuses the later: it repeats its batch.
    """
    chosen = _place(instants, set())
    occupied: set[int] = set()
    while clashes := set(taken(chosen)) - occupied:
        occupied |= clashes
        chosen = _place(instants, occupied)
    return chosen


def _place(instants: Sequence[datetime], occupied: set[int]) -> list[int]:
    used, chosen = set(occupied), list[int]()
    free: dict[int, int] = {}  # the first number of a millisecond that may be
    for first in map(floor, instants):
        candidate = free.get(first, first)
        while candidate in used:
            candidate = _next(candidate)
        used.add(candidate)
        chosen.append(candidate)
        free[first] = candidate
    return chosen


def _next(candidate: int) -> int:
    # Behind the last number of a millisecond comes the first of the next, never another process.
    if candidate & (SEQUENCES - 1) < SEQUENCES - 1:
        return candidate + 1
    return ((candidate >> TIME_SHIFT) + 1) << TIME_SHIFT


_mint = Mint(1)


def use_process(process: int) -> None:
    """Mint with this number from now on; called once, when a process has leased it."""
    global _mint  # noqa: PLW0603 - one mint a process is the point
    _mint = Mint(process)


def mint(at: datetime) -> int:
    """A new id for something that happens now, in this process; exact while the clock is frozen."""
    return _mint.mint_in_replay(at) if clock.is_frozen() else _mint.mint(at)
