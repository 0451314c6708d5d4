"""Which posts show a picture: what is drawn, what the file is called, what one sees in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from groundswell.demo.cast import lists

VARIANTS = 2  # of each drawing: so many are worth their time


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture by its drawing and which of its kind."""

    draws: str
    number: int
    name: str
    shows: str


class Showing:
    """Deals out the pictures that scenes speak of, each of another kind than the one before."""

    def __init__(self) -> None:
        self._dealt = Counter[str]()

    def of(self, scene: str, turn: int, words: str) -> Shown | None:
        """What a turn of a scene shows in these words."""
        for picture in _pictures().get((scene, turn), ()):
            if picture.get("when", "") in words:
                return self.draw(picture)
        return None

    def draw(self, picture: Mapping[str, Any]) -> Shown:
        """One more of a drawing."""
        draws = picture["draws"]
        number = self._dealt[draws] % VARIANTS
        self._dealt[draws] += 1
        return Shown(draws, number, f"{picture['name']}.webp", picture["shows"])


@cache
def _pictures() -> Mapping[tuple[str, int], Sequence[Mapping[str, Any]]]:
    found = defaultdict(list)
    for picture in cast(Sequence[Mapping[str, Any]], lists("pictures")["picture"]):
        found[picture["scene"], picture.get("turn", 0)].append(picture)
    return found
