"""What measures of the whole organisation return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from groundswell.adoption.measures.measure import later as _lazy

WHOLE_ONLY = _lazy(
    "Told for the whole organisation only, for weeks that end on Sunday (28 days: for periods, 90"
    " days: for quarters that never overlap), and only where in each of the last five weeks at"
    " least as many people took part as the privacy threshold of the settings: 10, never under 5,"
    " without leaders who show their figures. A part of it that fewer people stand behind is"
    " withheld."
)


class Unit(StrEnum):
    SHARE = "share"
    HOURS = "hours"
    INDEX = "index"
    PEOPLE = "people"
    AT_LEAST = "people at least"
    TIMES = "times"
    STEPS = "steps"
    RATIO = "ratio"
    COUNT = "count"


class Rule(StrEnum):
    """How the gate judges the cells of a table: see `tables`."""

    TALK = "from each group to each; rows and columns have sums that hang together"
    PEOPLE = "people, counted cell by cell; no sum of them is told"
    PARTS = "parts of one number that is told"
    APART = "each for itself"


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One number of a figure, of so many `people`; None: it is undefined.

    A numerator that counts people is withheld from 1 to 4. Numbers that are `part_of` the same
    whole, named by `of`, add up to it; `is_rest`, never told, is in none. Since `alarmed_on`
    an alarm says that it lies below the others; behind the alarm stand the `watched` people of its
    watch, which is longer than what is told. What `chance` is, and whose interval `low` to `high`,
    says the measure: see `Yardstick`. `has_two_sides`:
    told only where as many as the threshold are counted, and as many are not. `is_never_of_few`:
    of fewer people than the threshold it is not even listed.
    """

    name: str
    title: str
    unit: Unit
    value: float | None
    people: int
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    counts_people: bool = False
    part_of: str = ""
    of: str = ""
    is_rest: bool = False
    has_two_sides: bool = False
    is_never_of_few: bool = False
    alarmed_on: str | None = None
    watched: int = 0
    by: str = ""  # of a cell: its breakdown, and which
    cell: str = ""


def value_of(facts: Mapping[str, Any]) -> Value:
    """A number of the facts that were kept of it; what older ones say more is left."""
    known = {name: fact for name, fact in facts.items() if name in Value.__slots__}
    return Value(**{**known, "unit": Unit(known["unit"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number of a table. `people` is the fewest who stand behind it, on either side of it.

    `base`: how many take part in its smaller group; `volume`, for the gate: what `value` is of.
    """

    row: str
    column: str
    value: float | None
    people: int
    base: int
    volume: int = 0
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers by cell. `is_apart`: no other table of its figure says the same in other cells.

    `tells_inside`: how much of all talk stays inside these groups is told elsewhere.
    """

    name: str
    unit: Unit
    rule: Rule
    cells: Sequence[Cell]
    is_apart: bool = True
    tells_inside: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """How numbers of several breakdowns hang together: they count the same acts.

    `atoms`: of each sort of act the places of the cells in which it counts. `columns`: the names of
    these cells, once for each way of counting.
    """

    columns: Sequence[Sequence[str]]
    atoms: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """The numbers of a measure, the first its headline; `series` is what its drawing needs more.

    `cells` names functions that it was given, where it is about some of them.
    """

    values: Sequence[Value]
    series: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    cells: Sequence[str] = ()
    tables: Sequence[Table] = ()
    margins: Margins | None = None


def share(numerator: int, denominator: int) -> float | None:
    """The one of the other; of nothing there is no share."""
    return numerator / denominator if denominator else None
