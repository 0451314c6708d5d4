"""What those whom a visitor may become say to others in private, over their last weeks."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from groundswell.demo import world
from groundswell.demo.cast import MAY_BECOME
from groundswell.demo.days import Days
from groundswell.demo.delegates import speaks_through_office
from groundswell.demo.hours import Hours
from groundswell.demo.member import Member
from groundswell.demo.simulation import Company

LIST = Path(__file__).parent / "lists" / "messages.toml"
PAIRS, SEVERALS = 24, 4  # conversations of each of them
A_WEEK = 2.5  # conversations begun in each of the last weeks
UNREAD = 3  # of the newest, which wait for them
MINUTES = 6  # until an answer, half of them faster


@dataclass(frozen=True, slots=True)
class Line:
    """One message."""

    author: Member
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation, and for whom its last words wait."""

    name: str
    people: Sequence[Member]
    said: Sequence[Line]
    unread_by: Member | None


def make(company: Company, there: Days) -> list[Chat]:
    """Everything that is said in private, in no order."""
    chats = _Chats(company, there, company.dice("messages"))
    for name in MAY_BECOME:
        writer = next(member for member in company.people if member.name == name)
        chats.write(writer)
    return chats.found


def days(chats: Sequence[Chat]) -> dict[tuple[int, date], bool]:
    """The days on which somebody wrote to others, by their number: they were here on them."""
    zone = ZoneInfo(str(world.OPTIONS["time_zone"]))
    return {
        (line.author.number, line.at.astimezone(zone).date()): True
        for chat in chats
        for line in chat.said
    }


@cache
def exchanges(kind: str) -> Sequence[dict[str, Any]]:
    """What is said between two, or among several."""
    return tuple(tomllib.loads(LIST.read_text("utf-8"))[kind])


class _Chats:
    def __init__(self, company: Company, there: Days, dice: Random) -> None:
        self._company, self._there, self._dice = company, there, dice
        self._hours = Hours(company.people, dice, ends_on=company.ends_on)
        self._told: set[tuple[int, str]] = set()  # by whom, and how an exchange begins
        self._paired: set[frozenset[int]] = set()
        self.found: list[Chat] = []

    def write(self, writer: Member) -> None:
        """Let somebody write to those they know."""
        known = list(self._acquaintances(writer))
        begun: Counter[str] = Counter()
        for place, other in enumerate(known[:PAIRS]):
            self._paired.add(frozenset((writer.number, other.number)))
            self._tell("two", [writer, other], place, begun)
        for place in range(SEVERALS):
            people = [writer, *self._dice.sample(known, 2)]
            self._tell("several", people, place * PAIRS // SEVERALS, begun)

    def _acquaintances(self, writer: Member) -> Iterator[Member]:
        ties = self._company.ties[writer.number]
        near = sorted(ties, key=lambda number: (-ties[number], self._dice.random()))
        site = [one.number for one in self._company.people if one.place.site == writer.place.site]
        for number in dict.fromkeys([*near, *self._dice.sample(site, min(len(site), 120))]):
            other = self._company.people[number]
            is_new = frozenset((writer.number, number)) not in self._paired
            if number != writer.number and is_new and self._takes_part(other):
                yield other

    def _takes_part(self, member: Member) -> bool:
        is_here = member.left_on is None and member.number in self._there.since
        return is_here and not speaks_through_office(member)

    def _tell(self, kind: str, people: Sequence[Member], place: int, begun: Counter[str]) -> None:
        who = people[0].number
        fresh = [one for one in exchanges(kind) if (who, one["lines"][0]) not in self._told]
        chosen = self._dice.choice(fresh)
        self._told.add((who, chosen["lines"][0]))
        week = max(world.WEEKS - 1 - int(place / A_WEEK), self._first_week(people))
        if week >= world.WEEKS:
            return
        waits = people[0] if begun["waiting"] < UNREAD and place < UNREAD * 2 else None
        said = list(self._said(chosen["lines"], people, week))
        if waits is not None:
            while said and said[-1].author is waits:
                said.pop()
        if said:
            begun["waiting"] += waits is not None
            self.found.append(Chat(chosen.get("name", ""), people, said, waits))

    def _first_week(self, people: Sequence[Member]) -> int:
        since = max(self._there.since[person.number] for person in people)
        return self._hours.week_of(since) + 1

    def _said(self, lines: Sequence[str], people: Sequence[Member], week: int) -> Iterator[Line]:
        # The one whom a visitor becomes does not always begin.
        roles = dict(zip("abc", self._dice.sample(people, len(people)), strict=False))
        given = {role: member.given for role, member in roles.items()}
        at = self._hours.sometime(roles["a"], self._hours.weeks[week])
        end = self._hours.weeks[-1].ends_at
        before = roles["a"]
        for line in lines:
            role, _, words = line.partition(": ")
            author = roles[role]
            if author is not before:
                at = self._hours.after(at, author, self._hours.wait(MINUTES))
            if at >= end:
                return
            yield Line(author, at, words.format(**given))
            before = author
