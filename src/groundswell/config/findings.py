"""What an examination finds: a sentence each, with how to mend it, and what mends it by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from groundswell.foundation.sentences import Sentence


class Level(StrEnum):
    WRONG = "wrong"  # something is broken or open, and the exit status says so
    ADVICE = "advice"  # it works, and could be safer


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found. `repair` mends it in small steps, where that loses nothing.

    `which` names rows by their numbers: whoever looks after the machine reads it, no page shows it,
    since some of them do not exist for whoever reads there.
    """

    level: Level
    sentence: Sentence
    mend: Sentence
    repair: Callable[[], object] | None = None
    which: Sentence | None = None

    @property
    def in_full(self) -> str:
        """The sentence, and which rows it is about."""
        return f"{self.sentence} {self.which}" if self.which else str(self.sentence)


def wrong(
    sentence: Sentence,
    mend: Sentence,
    repair: Callable[[], object] | None = None,
    *,
    which: Sentence | None = None,
) -> Finding:
    """A finding that makes the examination fail."""
    return Finding(Level.WRONG, sentence, mend, repair, which)


def advice(
    sentence: Sentence, mend: Sentence, repair: Callable[[], object] | None = None
) -> Finding:
    """A finding that does not."""
    return Finding(Level.ADVICE, sentence, mend, repair)


type Check = Callable[[bool], Iterator[Finding]]  # told whether to look at all, or at a sample
