"""What fills the slots of a scene: a value each, the same throughout one telling."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from groundswell.demo import world
from groundswell.demo.cast import lists
from groundswell.demo.member import Place

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
MONTHS_AGO = (0, 0, 1, 1, 2)
AHEAD = re.compile(r"\b(?:for|by|until|till|before) $", re.IGNORECASE)
COLD, HOT = frozenset({"sleet", "minus eleven", "wet snow"}), frozenset({"thirty-four degrees"})
WINTER, SUMMER = (11, 12, 1, 2, 3), (6, 7, 8)
WITH_ARTICLE = frozenset({"system"})
DETERMINER = re.compile(
    r"the|an?|our|your|my|his|her|their|this|that|no|any|each|every|new|old|other|same|one",
    re.IGNORECASE,
)
SURROUNDINGS = {"home", "site", "othersite", "function", "otherfunction"}


def is_known(name: str) -> bool:
    """Whether a slot of that name, or of that name and a digit, can be filled."""
    base = _base(name)
    return base in DRAWN or base in SURROUNDINGS or base in lists("slots")


@dataclass(frozen=True, slots=True)
class Scenery:
    """Where and when something is told: the month from 1 to 12."""

    place: Place
    month: int


class Values:
    """The values of one telling of a scene, drawn when first asked for."""

    def __init__(self, dice: Random, scenery: Scenery, vary: Mapping[str, Sequence[str]]) -> None:
        self._dice, self._scenery, self._vary = dice, scenery, vary
        self._drawn: dict[str, str] = {}

    def with_articles(self, text: str) -> str:
        """An English text with an article before those values that cannot do without one."""
        for name, value in self._drawn.items():
            if _base(name) in WITH_ARTICLE and not value.isupper():
                text = re.sub(rf"(?P<before>(?P<word>\w*)\W*)\b{re.escape(value)}", _article, text)
        return text

    def after(self, said: str, name: str) -> str:
        """The value of a slot that stands behind some words."""
        if name not in self._drawn:
            is_ahead = _base(name) == "month" and AHEAD.search(said)
            self._drawn[name] = self._coming_month() if is_ahead else self._draw(name)
        return self._drawn[name]

    def _coming_month(self) -> str:
        return str(lists("slots")["month"][self._scenery.month % 12])  # type: ignore[index]

    def _draw(self, name: str) -> str:
        if name in self._vary:
            return self._dice.choice(self._vary[name])
        base = _base(name)
        if base in DRAWN:
            return DRAWN[base](self._dice)
        # A second ship is another ship.
        used = {value for other, value in self._drawn.items() if _base(other) == base}
        words = self._words(base)
        return self._dice.choice([word for word in words if word not in used] or list(words))

    def _words(self, base: str) -> Sequence[str]:
        place = self._scenery.place
        if base == "home":
            return [place.site]
        if base in SURROUNDINGS:
            everywhere = world.SITES if base.endswith("site") else tuple(world.FUNCTIONS)
            own = place.site if base.endswith("site") else place.function
            is_other = base.startswith("other")
            return [name for name in everywhere if name != own] if is_other else [own, *everywhere]
        words: Sequence[str] = lists("slots")[base]  # type: ignore[assignment]
        if base == "month":
            # People speak of the months just past.
            return [words[(self._scenery.month - 1 - ago) % 12] for ago in MONTHS_AGO]
        if base == "weather":
            return [word for word in words if self._may_be(word)]
        return words

    def _may_be(self, weather: str) -> bool:
        month, is_south = self._scenery.month, self._scenery.place.site == "Houston"
        if weather in COLD:
            return month in WINTER and not is_south
        return weather not in HOT or month in SUMMER or is_south


def _article(match: re.Match[str]) -> str:
    before, word = match["before"], match["word"]
    value = match[0][len(before) :]
    if before == f"{word} " and DETERMINER.fullmatch(word):
        return match[0]
    is_first = not before.strip() or before.rstrip()[-1] in ".!?"
    return f"{before}{'The' if is_first else 'the'} {value}"


def _base(name: str) -> str:
    match = COUNTED.fullmatch(name)
    return match[1] if match else name
