"""What of a poll's counts is shown. An anonymous one tells no more than protects its voters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FEWEST_VOTERS = 5  # of an anonymous poll that has a result
SMALL = range(1, 5)  # numbers that point at somebody where few know each other


@dataclass(frozen=True, slots=True)
class Count:
    """A number, or the span that it lies in."""

    low: int
    high: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many chose each option, and how many voted; nothing where it is withheld."""

    counts: Sequence[Count]
    voted: Count | None
    is_withheld: bool = False


def tally(counts: Sequence[int], *, is_anonymous: bool) -> Tally:
    """The counts as they may be shown.

    In an anonymous poll 1 to 4 votes read "1–4", and the sum is a span as well, so that no
    subtraction gives them away; with fewer than five voters there is no result at all.
    """
    if not is_anonymous:
        return _of([Count(count, count) for count in counts])
    if sum(counts) < FEWEST_VOTERS:
        return Tally((), None, is_withheld=True)
    return _of(
        [Count(SMALL[0], SMALL[-1]) if count in SMALL else Count(count, count) for count in counts]
    )


def _of(counts: Sequence[Count]) -> Tally:
    low, high = sum(count.low for count in counts), sum(count.high for count in counts)
    return Tally(tuple(counts), Count(low, high))
