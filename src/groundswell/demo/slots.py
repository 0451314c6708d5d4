"""What fills the slots of a scene: a value each, the same throughout one telling."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random

from groundswell.demo import world
from groundswell.demo.cast import Place, lists

DRAWN: dict[str, Callable[[Random], str]] = {
    "rpm": lambda dice: str(dice.randrange(90, 1800, 10)),
    "hz": lambda dice: f"{dice.randrange(80, 640) / 10:.1f}",
    "mm": lambda dice: str(dice.randrange(3, 480)),
    "tenth": lambda dice: f"0.0{dice.randrange(1, 10)}",
    "bar": lambda dice: str(dice.randrange(12, 280)),
    "degrees": lambda dice: str(dice.randrange(18, 96)),
    "percent": lambda dice: str(dice.randrange(3, 68)),
    "small": lambda dice: str(dice.randrange(2, 10)),
    "number": lambda dice: str(dice.randrange(10, 100)),
    "hundreds": lambda dice: str(dice.randrange(110, 1000, 10)),
    "euro": lambda dice: f"{dice.randrange(2, 95) * 100:,}",
    "minutes": lambda dice: str(dice.choice((5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50))),
    "hours": lambda dice: str(dice.randrange(2, 15)),
    "days": lambda dice: str(dice.randrange(2, 20)),
    "weeks": lambda dice: str(dice.randrange(2, 13)),
    "year": lambda dice: str(dice.randrange(1994, 2021)),
    "batch": lambda dice: f"{dice.randrange(18, 27)}-{dice.choice('ABCDEFGH')}",
    "serial": lambda dice: f"{dice.choice('HKT')}{dice.randrange(10_000, 99_999)}",
    "version": lambda dice: f"{dice.randrange(2, 9)}.{dice.randrange(0, 14)}",
}
COUNTED = re.compile(r"([a-z]+?)\d?")
SURROUNDINGS = {"site", "othersite", "function", "otherfunction"}


def is_known(name: str) -> bool:
    """Whether a slot of that name, or of that name and a digit, can be filled."""
    base = _base(name)
    return base in DRAWN or base in SURROUNDINGS or base in lists("slots")


class Values:
    """The values of one telling of a scene, drawn when first asked for."""

    def __init__(self, dice: Random, place: Place, vary: Mapping[str, Sequence[str]]) -> None:
        self._dice, self._place, self._vary = dice, place, vary
        self._drawn: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._drawn:
            self._drawn[name] = self._draw(name)
        return self._drawn[name]

    def _draw(self, name: str) -> str:
        if name in self._vary:
            return self._dice.choice(self._vary[name])
        base = _base(name)
        if base in DRAWN:
            return DRAWN[base](self._dice)
        # A second ship is another ship.
        used = {value for other, value in self._drawn.items() if _base(other) == base}
        return self._dice.choice([word for word in self._words(base) if word not in used])

    def _words(self, base: str) -> Sequence[str]:
        if base == "site":
            return [self._place.site, *world.SITES]
        if base == "othersite":
            return [site for site in world.SITES if site != self._place.site]
        if base == "function":
            return [self._place.function, *world.FUNCTIONS]
        if base == "otherfunction":
            return [name for name in world.FUNCTIONS if name != self._place.function]
        words: Sequence[str] = lists("slots")[base]  # type: ignore[assignment]
        return words


def _base(name: str) -> str:
    match = COUNTED.fullmatch(name)
    return match[1] if match else name
