"""Somebody who knows every figure that is told, and who works where, and computes on.

An integer program for one day: how many took part of each kind of people (function, site, level)
is unknown, between nobody and all of them; each figure is an equation, each "1–4" two bounds. Days
are not linked: a count of people over 28 days is no sum of counts of other days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from groundswell.adoption.measures.measure import Alike


@dataclass(frozen=True)
class Told:
    """One published figure about one day: what of, and what was said."""

    what: tuple[str, str]
    numerator: int | None
    withheld: str | None


@dataclass
class Attacker:
    """What follows from the figures of one day."""

    people: Sequence[Alike]
    comms: frozenset[str]
    told: Sequence[Told]
    rows: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    extra: int = 0

    def __post_init__(self) -> None:
        # In a table that says "1–4" of some, "subtraction" says: not 1 to 4. A yes or no for each.
        self.with_small = {told.what[0] for told in self.told if told.withheld == "small"}
        self.either = [
            told
            for told in self.told
            if told.withheld == "subtraction" and told.what[0] in self.with_small
        ]
        self.width = len(self.people) + len(self.either)
        for told in self.told:
            self._learn(told)

    def _learn(self, told: Told) -> None:
        part = self.part(told.what)
        size = sum(a.employed for a, is_in in zip(self.people, part, strict=False) if is_in)
        if told.numerator is not None:
            self._add(part, told.numerator, told.numerator)
        elif told.withheld == "small":
            self._add(part, 1, 4)
        elif told in self.either:
            switch = len(self.people) + self.either.index(told)
            for factor, low, high in ((5, 0, np.inf), (size, -np.inf, 0)):
                row = part.copy()
                row[switch] = -factor
                self._add(row, low, high)

    def _add(self, row: np.ndarray, low: float, high: float) -> None:
        self.rows.append(row)
        self.low.append(low)
        self.high.append(high)

    def part(self, what: tuple[str, str]) -> np.ndarray:
        """Which kinds of people a figure counts."""
        row = np.zeros(self.width)
        by, cell = what
        for place, alike in enumerate(self.people):
            if by == "total":
                row[place] = 1
            elif by == "outside":
                row[place] = alike.function not in self.comms
            else:
                row[place] = alike.cell(by) == cell
        return row

    def _solve(self, objective: np.ndarray, fixed: tuple[np.ndarray, float] | None = None):
        from scipy.optimize import Bounds, LinearConstraint, milp  # not where nobody attacks

        rows, low, high = list(self.rows), list(self.low), list(self.high)
        if fixed is not None:
            rows.append(fixed[0])
            low.append(fixed[1])
            high.append(fixed[1])
        upper = [alike.employed for alike in self.people] + [1] * len(self.either)
        return milp(
            objective,
            constraints=[LinearConstraint(np.array(rows), low, high)] if rows else [],
            bounds=Bounds(np.zeros(self.width), np.array(upper, dtype=float)),
            integrality=np.ones(self.width),
        )

    def could_be(self, what: tuple[str, str], value: int) -> bool:
        """Whether a figure could be so much."""
        return self._solve(np.zeros(self.width), (self.part(what), value)).status == 0

    def span(self, what: tuple[str, str]) -> tuple[int, int]:
        """The least and the most that a figure can be."""
        part = self.part(what)
        least, most = self._solve(part), self._solve(-part)
        assert least.status == most.status == 0, "the figures contradict each other"
        return round(least.fun), round(-most.fun)

    def learned(self) -> Iterable[str]:
        """What was withheld and comes out all the same, in words."""
        for told in self.told:
            if told.withheld == "small":
                excluded = [v for v in (1, 2, 3, 4) if not self.could_be(told.what, v)]
                if excluded:
                    yield f"{told.what} is none of {excluded}"
            elif told.withheld is not None:
                least, most = self.span(told.what)
                if least == most:
                    yield f"{told.what} is {least}"
