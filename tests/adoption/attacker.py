"""Somebody who knows every figure that is told, and who works where, and computes on.

An integer program. Of each kind of people (function, site, level, since and until when) it is
unknown how many took part in which weeks, one number for each pattern of weeks; each figure is an
equation over the patterns that its window meets, each "1–4" two bounds. Figures whose windows share
a week go into one program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from groundswell.adoption.measures.measure import LEADERS, Alike

FOR_EVER = 10**6  # weeks


@dataclass(frozen=True)
class Kind:
    """People who stand alike, employed from the first day of one week to the last of another."""

    function: str
    site: str
    level: str
    size: int
    leads: bool = False
    first: int = -FOR_EVER
    last: int = FOR_EVER
    first_days: frozenset[int] = frozenset()  # the weeks in which they were new
    shows: bool = False  # what they did, to everybody who asks

    @classmethod
    def of(cls, alike: Alike) -> Kind:
        """The people of one window."""
        where = (alike.function, alike.site, alike.level, alike.employed)
        return cls(*where, alike.leads, shows=alike.shows)

    def stands_in(self, what: tuple[str, str], comms: frozenset[str]) -> bool:
        by, cell = what
        if by == "total":
            return True
        if by == "outside":
            return self.function not in comms
        if by == "new":
            return bool(self.first_days)
        if by in {LEADERS, "other leaders"}:
            return self.leads and not (self.shows and by != LEADERS)
        if by == "shown":
            return self.shows and what[1] == f"{self.function}|{self.site}|{self.level}"
        bys, cells = by.split("|"), cell.split("|")
        return all(getattr(self, one) == value for one, value in zip(bys, cells, strict=True))


@dataclass(frozen=True)
class Told:
    """One published figure: what of, of which weeks, and what was said."""

    what: tuple[str, str]
    numerator: int | None
    withheld: str | None
    weeks: tuple[int, ...] = (0,)

    @property
    def table(self) -> tuple[str, tuple[int, ...]]:
        return self.what[0], self.weeks


@dataclass(frozen=True)
class Attacker:
    """What follows from figures whose windows hang together.

    `days` are sums over weeks: so many days on which somebody took part, as stickiness tells.
    """

    kinds: Sequence[Kind]
    comms: frozenset[str]
    told: Sequence[Told]
    days: Sequence[tuple[tuple[int, ...], int]] = ()

    @classmethod
    def of_one_window(
        cls, people: Sequence[Alike], comms: frozenset[str], told: Sequence[Told]
    ) -> Attacker:
        return cls([*map(Kind.of, people)], comms, told)

    @cached_property
    def weeks(self) -> list[int]:
        return sorted({week for told in self.told for week in told.weeks})

    @cached_property
    def columns(self) -> list[tuple[Kind, frozenset[int]]]:
        """Each kind with each pattern of weeks that people of it can have taken part in."""
        return [
            (kind, frozenset(pattern))
            for kind in self.kinds
            for there in [[week for week in self.weeks if kind.first <= week <= kind.last]]
            for length in range(len(there) + 1)
            for pattern in combinations(there, length)
        ]

    @cached_property
    def either(self) -> list[Told]:
        """In a table that says "1–4" of some, "subtraction" says: not 1 to 4. A yes or no each."""
        with_small = {told.table for told in self.told if told.withheld == "small"}
        said = [t for t in self.told if t.withheld == "subtraction" and t.table in with_small]
        return [one for one in said if not self._holds_one_shown(one)]

    def _holds_one_shown(self, told: Told) -> bool:
        """Where somebody shows what they did, it says nothing."""
        return any(kind.shows and kind.stands_in(told.what, self.comms) for kind in self.kinds)

    @property
    def width(self) -> int:
        return len(self.columns) + len(self.either)

    def part(self, told: Told) -> np.ndarray:
        """Whom a figure counts."""
        row = np.zeros(self.width)
        for place, (kind, pattern) in enumerate(self.columns):
            weeks = kind.first_days if told.what[0] == "new" else told.weeks
            # A newcomer is one even who has left since.
            is_employed = told.what[0] == "new" or kind.first <= told.weeks[-1] <= kind.last
            is_in = is_employed and kind.stands_in(told.what, self.comms)
            row[place] = is_in and not pattern.isdisjoint(weeks)
        return row

    def _known(self) -> Iterator[tuple[np.ndarray, float, float]]:
        for kind in self.kinds:
            of_kind = [float(other is kind) for other, _ in self.columns]
            yield np.array([*of_kind, *[0.0] * len(self.either)]), kind.size, kind.size
        for told in self.told:
            yield from self._said(told)
        for weeks, days in self.days:
            row = np.zeros(self.width)
            for place, (kind, pattern) in enumerate(self.columns):
                row[place] = len(pattern & set(weeks)) * (kind.first <= weeks[-1] <= kind.last)
            # In a week that somebody took part in, they did on one to seven days of it.
            yield row, days / 7, days

    def _said(self, told: Told) -> Iterator[tuple[np.ndarray, float, float]]:
        part = self.part(told)
        if told.numerator is not None:
            yield part, told.numerator, told.numerator
        elif told.withheld == "small":
            yield part, 1, 4
        elif told in self.either:
            switch = len(self.columns) + self.either.index(told)
            size = sum(kind.size for kind in self.kinds)
            for factor, low, high in ((5, 0, np.inf), (size, -np.inf, 0)):
                row = part.copy()
                row[switch] = -factor
                yield row, low, high

    @cached_property
    def known(self) -> list[tuple[np.ndarray, float, float]]:
        return list(self._known())

    def _solve(self, objective: np.ndarray, *more: tuple[np.ndarray, float, float]):
        from scipy.optimize import Bounds, LinearConstraint, milp  # not where nobody attacks
        from scipy.sparse import csr_array

        rows, low, high = zip(*self.known, *more, strict=True)
        upper = [kind.size for kind, _ in self.columns] + [1] * len(self.either)
        return milp(
            objective,
            constraints=LinearConstraint(csr_array(np.array(rows)), low, high),
            bounds=Bounds(np.zeros(self.width), np.array(upper, dtype=float)),
            integrality=np.ones(self.width),
        )

    def could_be(self, told: Told, value: int) -> bool:
        """Whether a figure could be so much."""
        return self._solve(np.zeros(self.width), (self.part(told), value, value)).status == 0

    def is_open(self, told: Told) -> bool:
        """Whether a figure could be this or that."""
        part = self.part(told)
        least, most = self._solve(part), self._solve(-part)
        assert least.status == most.status == 0, "the figures contradict each other"
        return round(least.fun) != round(-most.fun)

    def learned(self) -> Iterable[str]:
        """What was withheld and comes out all the same, in words."""
        for told in self.told:
            if told.withheld == "small":
                excluded = [value for value in (1, 2, 3, 4) if not self.could_be(told, value)]
                if excluded:
                    yield f"{told.what} in weeks {told.weeks} is none of {excluded}"
            elif told.withheld is not None and not self.is_open(told):
                yield f"{told.what} in weeks {told.weeks} is determined"


def together(told: Iterable[Told]) -> list[list[Told]]:
    """The figures, those whose windows share a week together."""
    blocks: list[tuple[set[int], list[Told]]] = []
    for one in told:
        weeks, mine = set(one.weeks), [one]
        for block in [block for block in blocks if block[0] & weeks]:
            blocks.remove(block)
            weeks |= block[0]
            mine = [*block[1], *mine]
        blocks.append((weeks, mine))
    return [mine for _, mine in blocks]
