"""A vocabulary, and the frequencies of Zipf, so that searches meet common and rare words."""

from __future__ import annotations

from itertools import accumulate
from random import Random

WORDS = 20_000
SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u")]


def zipf(count: int) -> list[float]:
    """Running sums of 1/rank, to draw from."""
    return list(accumulate(1 / (rank + 2) for rank in range(count)))


class Words:
    """A vocabulary with the frequencies of Zipf."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        self._words = list(
            dict.fromkeys(
                "".join(dice.choices(SYLLABLES, k=2 + number % 4)) for number in range(WORDS * 2)
            )
        )[:WORDS]
        self._weights = zipf(len(self._words))

    def text(self, length: int) -> str:
        """So many words in a row."""
        return " ".join(
            self.dice.choices(self._words, cum_weights=self._weights, k=length)
        ).capitalize()

    def of_rank(self, rank: int) -> str:
        """The word that is used about 1/rank as often as the most usual one."""
        return self._words[min(rank, len(self._words) - 1)]
