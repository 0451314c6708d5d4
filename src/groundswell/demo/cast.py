"""The people of the demo: where they stand, what they are called, when they came and left."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from groundswell.demo import world
from groundswell.demo.line import managers
from groundswell.demo.member import Member, Place
from groundswell.foundation.words import fold, handle_from

LISTS = Path(__file__).parent / "lists"
# Whom a visitor may become.
MAY_BECOME = (
    "Tomasz Wilk", "Mira Lindqvist", "Astrid Halvorsen", "Oskar Bjørnstad", "Joan Whitfield",
    "Renske de Vries", "Tuva Moen", "Sverre Lund", "Joanna Kowalska", "Marcus Boateng",
)  # fmt: skip
NEWCOMERS = 96  # of those employed now, who came within the 18 months
LEAVERS = 58
MOVERS = 26
NAMES_OF = {
    "Halden": (("norwegian", 0.88), ("polish", 0.05), ("elsewhere", 0.07)),
    "Gdynia": (("polish", 0.96), ("elsewhere", 0.04)),
    "Busan": (("korean", 0.96), ("elsewhere", 0.04)),
    "Houston": (("american", 0.93), ("elsewhere", 0.07)),
}
TONGUE = {"norwegian": "no", "polish": "pl", "korean": "ko"}
WITHOUT_MAIL = 0.45  # of the shop floor and the field


def make(dice: Random, *, starts_on: date, ends_on: date) -> list[Member]:
    """Everybody: 1,200 who are employed on `ends_on`, and those who left since `starts_on`."""
    names = _Names(dice)
    people = [_named(number, named, dice, starts_on) for number, named in enumerate(world.NAMED)]
    for place in _places_left(dice):
        people.append(_somebody(len(people), place, names, dice, starts_on))
    people = _with_newcomers(people, dice, starts_on, ends_on)
    people = _with_movers(people, dice, starts_on, ends_on)
    for place in dice.sample(_modest_places(people), LEAVERS):
        leaver = _somebody(len(people), place, names, dice, starts_on)
        left_on = starts_on + timedelta(days=dice.randrange(30, (ends_on - starts_on).days))
        people.append(replace(leaver, left_on=left_on))
    above = managers(people, dice)
    return [replace(member, manager=above[member.number]) for member in people]


@cache
def lists(name: str) -> Mapping[str, Mapping[str, Any]]:
    """A file of word lists, as TOML holds it."""
    return tomllib.loads((LISTS / f"{name}.toml").read_text(encoding="utf-8"))


def _places_left(dice: Random) -> list[Place]:
    """The places that the figures ask for, less those of the people known by name."""
    taken = Counter(Place(named.function, named.site, named.level) for named in world.NAMED)
    places = []
    for name, function in world.FUNCTIONS.items():
        levels = dict(zip(world.LEVELS, function.levels, strict=True))
        sites = dict(zip(world.SITES, function.sites, strict=True))
        for site, by_level in _levels_by_site(name, levels, sites, dice).items():
            for level, count in by_level.items():
                place = Place(name, site, level)
                places += [place] * (count - taken[place])
    return places


def _levels_by_site(
    function: str, levels: dict[str, int], sites: dict[str, int], dice: Random
) -> dict[str, Counter[str]]:
    fixed = world.HOUSTON_LEVELS.get(function)
    dealt = {site: Counter[str]() for site in sites}
    if fixed:
        dealt["Houston"] = Counter(fixed)
        levels = {level: count - fixed.get(level, 0) for level, count in levels.items()}
        sites = {**sites, "Houston": 0}
    for named in world.NAMED:
        # Those known by name take their places first, so that the rest adds up.
        if named.function == function and not (fixed and named.site == "Houston"):
            dealt[named.site][named.level] += 1
            levels = {**levels, named.level: levels[named.level] - 1}
            sites = {**sites, named.site: sites[named.site] - 1}
    seats = [site for site, count in sites.items() for _ in range(count)]
    dice.shuffle(seats)
    ranks = [level for level, count in levels.items() for _ in range(count)]
    for level, site in zip(ranks, seats, strict=True):
        dealt[site][level] += 1
    return dealt


def _named(number: int, named: world.Named, dice: Random, starts_on: date) -> Member:
    korean = named.name.split()[0] in lists("names")["korean"]["surnames"]
    started_on = starts_on - timedelta(days=dice.randrange(400, 5000))
    if named.joins is not None and named.joins < 6:  # an apprentice of this autumn
        started_on = starts_on + timedelta(weeks=world.WEEKS - named.joins - 3)
    languages = {"Gdynia": ("pl", "en"), "Busan": ("ko", "en"), "Houston": ("en",)}
    return Member(
        number=number,
        name=named.name,
        given=named.name.split()[1 if korean else 0],
        handle=handle_from(named.name),
        email=_email(named.name, korean=korean),
        place=Place(named.function, named.site, named.level),
        title=named.title,
        started_on=started_on,
        ask=named.ask,
        skills=_some(dice, lists("titles")[named.function]["skills"], 3),
        languages=languages.get(named.site, ("no", "en")),
        named=named,
    )


def _somebody(number: int, place: Place, names: _Names, dice: Random, starts_on: date) -> Member:
    given, name, country = names.draw(place.site)
    words = lists("titles")[place.function]
    has_mail = place.level != world.FLOOR or dice.random() > WITHOUT_MAIL
    tongue = TONGUE.get(country)
    return Member(
        number=number,
        name=name,
        given=given,
        handle=handle_from(name),
        email=_email(name, korean=country == "korean") if has_mail else None,
        place=place,
        title=dice.choice(words.get(place.level) or words["desk"]),
        # Tenure as companies have it: half under eight years, a tail of decades.
        started_on=starts_on - timedelta(days=int(30 + dice.expovariate(1 / 3200)) % 12000),
        skills=_some(dice, words["skills"], dice.choice((0, 1, 2, 3))),
        ask=_some(dice, words["ask"], dice.choice((0, 0, 1, 2))),
        languages=(tongue, "en") if tongue else ("en",),
    )


def _with_newcomers(
    people: Sequence[Member], dice: Random, starts_on: date, ends_on: date
) -> list[Member]:
    chosen = {member.number for member in dice.sample(_modest(people), NEWCOMERS)}
    days = (ends_on - starts_on).days
    return [
        replace(member, started_on=starts_on + timedelta(days=dice.randrange(7, days - 7)))
        if member.number in chosen
        else member
        for member in people
    ]


def _with_movers(
    people: Sequence[Member], dice: Random, starts_on: date, ends_on: date
) -> list[Member]:
    settled = [member for member in _modest(people) if member.started_on < starts_on]
    moves = {}
    for member in dice.sample(settled, MOVERS):
        other_sites = [site for site in world.SITES if site != member.place.site]
        before = replace(member.place, site=dice.choice(other_sites))
        moved_on = starts_on + timedelta(days=dice.randrange(60, (ends_on - starts_on).days - 30))
        moves[member.number] = replace(member, place_before=before, moved_on=moved_on)
    return [moves.get(member.number, member) for member in people]


def _modest(people: Iterable[Member]) -> list[Member]:
    """Those who come, move and leave without changing who leads."""
    return [
        member
        for member in people
        if member.named is None
        and member.place.level in {"desk", "floor"}
        and (member.place.function, member.place.site, member.place.level) != world.NOT_INVITED
    ]


def _modest_places(people: Iterable[Member]) -> list[Place]:
    return [member.place for member in _modest(people)]


def _some(dice: Random, words: Sequence[str], count: int) -> tuple[str, ...]:
    return tuple(dice.sample(words, min(count, len(words))))


def _email(name: str, *, korean: bool) -> str:
    words = name.split()
    words = [words[1], words[0]] if korean else [words[0], words[-1]]
    plain = ".".join("".join(c for c in fold(word) if c.isalnum() or c == "-") for word in words)
    return f"{plain}@{world.MAIL_HOST}"


class _Names:
    """Draws names that fit a site, each once."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._taken = {handle_from(named.name) for named in world.NAMED}

    def draw(self, site: str) -> tuple[str, str, str]:
        """A given name, the whole name as its country writes it, and the country."""
        countries = [country for country, _ in NAMES_OF[site]]
        weights = [weight for _, weight in NAMES_OF[site]]
        while True:
            country = self._dice.choices(countries, weights)[0]
            given, name = self._one(country)
            handle = handle_from(name)
            if handle not in self._taken:
                self._taken.add(handle)
                return given, name, country

    def _one(self, country: str) -> tuple[str, str]:
        words = lists("names")[country]
        women = self._dice.random() < 0.4
        given = self._dice.choice(words["women" if women else "men"])
        surname = self._dice.choice(words["surnames"])
        if country == "polish" and women and surname.endswith(("ski", "cki")):
            surname = f"{surname[:-1]}a"
        name = f"{surname} {given}" if country == "korean" else f"{given} {surname}"
        return given, name
