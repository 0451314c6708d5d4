"""What somebody knows who was told many figures: one integer program over people who stand alike.

Of each kind of people (where they stand and when, since when they are there) it is unknown how many
took part in a span of weeks: one number for each span that a figure is about. A span holds at least
as many as each span in it, and at most as many as spans that cover it hold together. Each figure is
an equation over these numbers, each "1–4" two bounds; what it says besides is said in `readings`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

type Span = tuple[int, int]  # the first and the last week, both included
type Row = dict[int, float]  # a column and how often it counts
type Frozen = tuple[tuple[int, float], ...]  # the same

FOR_EVER = 10**4  # weeks


@dataclass(frozen=True)
class Kind:
    """People who stand alike, as the directory says: where in which week, and when they were there.

    `stands` says from which week on they stand in which function, site and level.
    """

    size: int
    stands: tuple[tuple[int, tuple[str, str, str]], ...]
    first: int
    last: int
    leads: bool = False
    started: int = -FOR_EVER  # the week in which they started, by the people list
    came: int | None = None  # the week in which their account was made, where they are new
    shows: str = ""  # under what name a leader shows their own figures
    showing: tuple[Span, ...] = ()  # the weeks in which they agreed to that and took it back

    def shows_in(self, span: Span) -> bool:
        return any(agreed <= span[1] and span[0] <= ended for agreed, ended in self.showing)

    def place(self, week: int) -> tuple[str, str, str]:
        return [place for since, place in self.stands if since <= week][-1]

    def is_there(self, week: int) -> bool:
        return self.first <= week <= self.last

    def within(self, span: Span) -> Span | None:
        """The weeks of a span in which they were there."""
        first, last = max(span[0], self.first), min(span[1], self.last)
        return (first, last) if first <= last else None


@dataclass
class System:
    """The unknown numbers, and what is known of them."""

    kinds: Sequence[Kind]
    columns: dict[Hashable, int] = field(default_factory=dict)
    most: list[float] = field(default_factory=list)  # of each column; the least is nobody
    known: dict[tuple[Frozen, float, float], str] = field(default_factory=dict)

    def column(self, name: Hashable, most: float) -> int:
        """The place of an unknown number."""
        if name not in self.columns:
            self.columns[name] = len(self.most)
            self.most.append(most)
        return self.columns[name]

    def acted(self, kind: int, span: Span) -> int | None:
        """How many of a kind took part in a span; None: none of them was there."""
        inside = self.kinds[kind].within(span)
        return (
            None if inside is None else self.column(("acted", kind, *inside), self.kinds[kind].size)
        )

    def among(self, kinds: Iterable[int], span: Span) -> Row:
        """How many of some kinds took part in a span."""
        found = (self.acted(kind, span) for kind in kinds)
        return {column: 1.0 for column in found if column is not None}

    def know(self, row: Row, low: float, high: float, words: str) -> None:
        """Know that a sum lies between two numbers."""
        self.known.setdefault((tuple(sorted(row.items())), low, high), words)

    def hang_together(self) -> None:
        """Say how the spans of each kind limit each other; once all figures are read."""
        spans: dict[int, list[Span]] = {}
        for name in list(self.columns):
            if isinstance(name, tuple) and name[0] == "acted":
                spans.setdefault(name[1], []).append(name[2:])
        for kind, found in spans.items():
            for span in found:
                for row, low in _limits(kind, span, found, self):
                    self.know(row, low, np.inf, f"{span} of {self.kinds[kind]}")


def _limits(
    kind: int, span: Span, spans: Sequence[Span], system: System
) -> Iterator[tuple[Row, float]]:
    whole = system.columns["acted", kind, *span]
    parts = [one for one in spans if one != span and _holds(span, one)]
    for part in [one for one in parts if not any(_holds(two, one) for two in parts if two != one)]:
        yield {whole: 1.0, system.columns["acted", kind, *part]: -1.0}, 0
    for cover in _covers(span, parts):
        row = {system.columns["acted", kind, *part]: 1.0 for part in cover}
        yield {**row, whole: -1.0}, 0


def _holds(span: Span, part: Span) -> bool:
    return span[0] <= part[0] and part[1] <= span[1]


def _covers(span: Span, parts: Sequence[Span]) -> list[list[Span]]:
    """Parts that cover a span without a gap: the fewest, and the finest."""
    found = []
    for longest in (True, False):
        at, cover = span[0], []
        while at <= span[1]:
            fit = [one for one in parts if one[0] <= at <= one[1]]
            if not fit:
                break
            cover.append(max(fit, key=lambda one: one[1] if longest else -one[1]))
            at = cover[-1][1] + 1
        else:
            if cover not in found:
                found.append(cover)
    return found


@dataclass(frozen=True)
class Hidden:
    """A number that is withheld: what it sums up, and whether it reads "1–4".

    It may come out that it is `at_least` so many: that few did not is nothing to hide.
    """

    what: str
    row: Row
    is_small: bool
    at_least: float = np.inf


class Attacker:
    """Who knows a system and looks for what was withheld."""

    def __init__(
        self, system: System, hidden: Sequence[Hidden], not_few: Sequence[Hidden] = ()
    ) -> None:
        self.system, self.not_few = system, not_few
        self.hidden = list(
            {(tuple(one.row), one.is_small): one for one in hidden if one.row}.values()
        )
        self.seen: list[set[int]] = [set() for _ in self.hidden]

    @cached_property
    def _constraints(self):
        from scipy.optimize import Bounds, LinearConstraint  # not where nobody attacks

        rows, low, high = zip(*self.system.known, strict=True)
        width = len(self.system.most)
        bounds = Bounds(np.zeros(width), np.array(self.system.most, dtype=float))
        return LinearConstraint(self._matrix(rows), low, high), bounds

    @cached_property
    def _is_whole(self) -> np.ndarray:
        """People are whole in what is told of them by cells; of the rest parts will do as well."""
        return np.array([name[0] in {"many", "acted"} for name in self.system.columns])

    def _matrix(self, rows: Sequence[Frozen]):
        from scipy.sparse import csr_array

        places = [(number, *one) for number, row in enumerate(rows) for one in row]
        at, columns, facts = zip(*places, strict=True)
        return csr_array((facts, (at, columns)), shape=(len(rows), len(self.system.most)))

    def solve(self, objective: Row, *more: tuple[Row, float, float]) -> np.ndarray | None:
        """A company for which all that is known holds; None: there is none."""
        from scipy.optimize import LinearConstraint, milp

        constraints, bounds = self._constraints
        costs = np.zeros(len(self.system.most))
        costs[list(objective)] = list(objective.values())
        added = [
            LinearConstraint(self._matrix([tuple(row.items())]), low, high)
            for row, low, high in more
        ]
        found = milp(
            costs, constraints=[constraints, *added], bounds=bounds,
            integrality=self._is_whole, options={"mip_rel_gap": 1e9},
        )  # fmt: skip
        assert found.status in {0, 2}, found.message
        if found.x is not None:
            self._note(found.x)
        return found.x

    def _note(self, company: np.ndarray) -> None:
        for one, seen in zip(self.hidden, self.seen, strict=True):
            seen.add(round(sum(company[column] * often for column, often in one.row.items())))

    def learned(self) -> Iterator[str]:
        """What was withheld and comes out all the same, in words."""
        assert self.solve({}) is not None, "the figures contradict each other"
        for one, seen in zip(self.hidden, self.seen, strict=True):
            if one.is_small:
                never = [
                    value
                    for value in (1, 2, 3, 4)
                    if value not in seen and self.solve({}, (one.row, value, value)) is None
                ]
                if never:
                    yield f"{one.what} is none of {never}"
            elif not self._is_open(one, seen) and min(seen) < one.at_least:
                yield f"{one.what} is {min(seen)}"

        for one in self.not_few:
            if all(self.solve({}, (one.row, *span)) is None for span in ((0, 0), (5, np.inf))):
                yield f"{one.what} is 1 to 4"

    def _is_open(self, one: Hidden, seen: set[int]) -> bool:
        if len(seen) < 2:
            at = next(iter(seen))
            for low, high in ((0, at - 1), (at + 1, np.inf)):
                if self.solve({}, (one.row, low, high)) is not None:
                    return True
        return len(seen) > 1

    def contradiction(self) -> list[str]:
        """What would have to be otherwise for all the rest to be true, the least of it."""
        from scipy.optimize import linprog
        from scipy.sparse import eye_array, hstack

        rows, low, high = zip(*self.system.known, strict=True)
        matrix, many = self._matrix(rows), len(rows)
        known = hstack([matrix, eye_array(many), -eye_array(many)])
        most = [*((0, one) for one in self.system.most), *[(0, None)] * (2 * many)]
        costs = np.concatenate([np.zeros(len(self.system.most)), np.ones(2 * many)])
        below = np.array(high) < np.inf
        above = np.array(low) > -np.inf
        from scipy.sparse import vstack

        found = linprog(
            costs, A_ub=vstack([known.tocsr()[below], -known.tocsr()[above]]),
            b_ub=np.concatenate([np.array(high)[below], -np.array(low)[above]]), bounds=most,
        )  # fmt: skip
        off = found.x[len(self.system.most) :].reshape(2, many).sum(axis=0)
        words = list(self.system.known.values())
        return [f"{words[place]}: off by {off[place]:.2f}" for place in np.nonzero(off > 1e-6)[0]]
