"""Who reads figures into a system, and what all readings share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np

from tests.adoption.attack.company import COMMS, EARLIEST, week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.shown import Shown
from tests.adoption.attack.system import Hidden, Kind, Row, Span, System

FEW = 4
THRESHOLD = 10
EVERYBODY = ("total", "everybody")
BREAKDOWNS = ("function", "site", "level")
# Told of the same quarter, and all withheld where weeks before were of few.
TOGETHER = frozenset({"cohorts", "tenure"})


class Group(NamedTuple):
    """Kinds who were there in the same weeks of a period, from the first to the last."""

    kinds: tuple[int, ...]
    first: int
    last: int


class NobodyReads(Exception):
    """Something is told that does not enter the system."""


@dataclass
class Reader:
    """Reads figures into a system."""

    system: System
    told: Collection[Fact]
    hidden: list[Hidden] = field(default_factory=list)
    openly: set[frozenset[int]] = field(default_factory=set)
    not_few: list[Hidden] = field(default_factory=list)  # of which nobody may know that it is 1-4
    shown: Collection[Shown] = ()
    reach: dict[date, list[Fact]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        with_small = {(one.measure, one.by, one.on) for one in self.told if one.withheld == "small"}
        self.with_small = with_small
        for one in self.told:
            if one.measure == "reach":
                self.reach[one.on].append(one)

    def is_steady(self, one: Fact) -> bool:
        """Whether "base" says that there are few, and not that weeks before were of few."""
        names = TOGETHER if one.measure in TOGETHER else {one.measure}
        alike = (other for other in self.told if other.measure in names and other.on == one.on)
        return any(other.withheld != "base" for other in alike)

    def who(self, on: date, by: str = "", cell: str = "") -> list[int]:
        """The kinds that were employed on a day, in one cell of one breakdown or of several."""
        week = week_of(on)
        return [
            number
            for number, kind in enumerate(self.system.kinds)
            if kind.is_there(week) and stands(kind, week, by, cell)
        ]

    def says(self, one: Fact, row: Row) -> None:
        """A figure says how many a sum is, or something about it."""
        what = f"{one.measure} {one.by}={one.cell} on {one.on}"
        if one.numerator is not None:
            self.system.know(row, one.numerator, one.numerator, what)
            self.openly.add(frozenset(row))
            return
        if one.withheld == "small":
            self.system.know(row, 1, FEW, f"{what}: 1-4")
        elif self._says_none_or_many(one) and not any(self._who_shows(row)):
            self._is_none_or_many(row, what)
        # Of people who all show what they did nothing is hidden.
        if one.withheld and not all(self._who_shows(row)):
            self.hidden.append(Hidden(what, row, one.withheld == "small"))

    def _says_none_or_many(self, one: Fact) -> bool:
        return one.withheld == "subtraction" and (one.measure, one.by, one.on) in self.with_small

    def _who_shows(self, row: Row) -> list[bool]:
        """For those in it, whether they show what they did: then "subtraction" says nothing."""
        names = {name for name, column in self.system.columns.items() if column in row}
        return [
            name[0] == "acted" and self.system.kinds[name[1]].shows_in(name[2:]) for name in names
        ]

    def _is_none_or_many(self, row: Row, what: str) -> None:
        """Beside a "1–4", "subtraction" says that it is not 1 to 4."""
        switch = self.system.column(("many", what), 1)
        size = sum(self.system.most[column] * often for column, often in row.items())
        self.system.know({**row, switch: -(FEW + 1.0)}, 0, np.inf, f"{what}: not 1-4")
        self.system.know({**row, switch: -size}, -np.inf, 0, f"{what}: not 1-4")

    def at_most(self, row: Row, other: Row, words: str) -> None:
        """Know that a sum is at most another."""
        self.system.know(less(row, other), -np.inf, 0, words)

    def weeks(self, group: Group, span: Span) -> Row:
        """How many of a group took part in each week of a span that lies in its period, together.

        Nothing is told of the week of any part of them, so they need not be told apart here.
        """
        size = sum(self.system.kinds[kind].size for kind in group.kinds)
        return {
            self.system.column(("week", group, week), size): 1.0
            for week in range(max(span[0], group.first), min(span[1], group.last) + 1)
        }

    def groups(self, span: Span) -> list[Group]:
        """People who were there in the same weeks of a period; their weeks hang together."""
        alike: dict[tuple[int, int, int | None], list[int]] = defaultdict(list)
        for number, kind in enumerate(self.system.kinds):
            inside, came = kind.within(span), kind.came
            if inside is not None:
                is_new = came is not None and span[0] - 1 <= came <= span[1]
                alike[(*inside, came if is_new else None)].append(number)
        found = [Group(tuple(kinds), first, last) for (first, last, _), kinds in alike.items()]
        for group in found:
            weeks, acted = self.weeks(group, span), self.system.among(group.kinds, span)
            self.at_most(acted, weeks, "who takes part does in a week")
            for week in weeks:
                self.at_most({week: 1.0}, acted, "who takes part in a week does in its period")
        return found


def period_of(week: int) -> Span:
    """The four weeks in which a week lies: periods follow one another, one begins with week 0."""
    first = week // 4 * 4
    return first, first + 3


def less(row: Row, other: Row) -> Row:
    found = dict(row)
    for column, often in other.items():
        found[column] = found.get(column, 0.0) - often
    return found


def span_of(one: Fact) -> Span:
    """The weeks that a figure counts: those that it begins and ends in."""
    return week_of(one.first_on), week_of(one.last_on)


def stands(kind: Kind, week: int, by: str, cell: str) -> bool:
    if not by:
        return True
    if by == "leaders":
        return kind.leads
    if by == "outside":
        return kind.place(week)[0] not in COMMS
    cells = dict(zip(BREAKDOWNS, kind.place(week), strict=True))
    wanted = zip(by.split("|"), cell.split("|"), strict=True)
    return all(cells[one] == value for one, value in wanted)


def acted(reader: Reader, who: Iterable[int], span: Span) -> Row:
    """How many took part in a span of more than a period: its periods and parts hang together."""
    who = list(who)
    for week in range(max(span[0], EARLIEST), span[1] + 1):
        period = period_of(week)
        inside = max(span[0], period[0]), min(span[1], period[1])
        for part in {period, inside, (period[0], inside[0] - 1), (inside[1] + 1, period[1])}:
            if part[0] <= part[1]:
                reader.system.among(who, part)
    return reader.system.among(who, span)


def expect(one: Fact, is_so: object) -> None:
    if not is_so:
        raise NobodyReads(one)
