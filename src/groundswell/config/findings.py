"""What an examination finds: a sentence each, with how to mend it, and what mends it by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

FEW = 5  # that a sentence names; the rest is counted


class Level(StrEnum):
    WRONG = "wrong"  # something is broken or open, and the exit status says so
    ADVICE = "advice"  # it works, and could be safer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `repair` mends it in small steps, where that loses nothing."""

    level: Level
    sentence: str
    mend: str
    repair: Callable[[], object] | None = None


def wrong(sentence: str, mend: str, repair: Callable[[], object] | None = None) -> Finding:
    """A finding that makes the examination fail."""
    return Finding(Level.WRONG, sentence, mend, repair)


def advice(sentence: str, mend: str, repair: Callable[[], object] | None = None) -> Finding:
    """A finding that does not."""
    return Finding(Level.ADVICE, sentence, mend, repair)


def some[Thing](things: list[Thing]) -> str:
    """The first few of many, in words."""
    named = ", ".join(str(thing) for thing in islice(things, FEW))
    more = len(things) - FEW
    return f"{named} and {more:,} more" if more > 0 else named


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{count:,} {one if count == 1 else many}"


type Check = Callable[[bool], Iterator[Finding]]  # told whether to look at all, or at a sample
