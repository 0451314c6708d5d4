"""What measures of the whole organisation are given, and what they return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Arcs, Ints

WHOLE_ONLY = _lazy(
    "Told for the whole organisation only, for weeks that end on Sunday (28 days: for periods that"
    " never overlap), and only where in each of the last five weeks at least as many people took"
    " part as the privacy threshold of the settings: 10, never under 5. A part of it that fewer"
    " people stand behind is withheld."
)


class Unit(StrEnum):
    SHARE = "share"
    HOURS = "hours"
    INDEX = "index"
    PEOPLE = "people"
    TIMES = "times"
    STEPS = "steps"
    RATIO = "ratio"


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
    an alarm says that it lies below the others, whose share stands in `chance`.
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
    confidence: int = 95  # percent, of the interval
    part_of: str = ""
    of: str = ""
    is_rest: bool = False
    alarmed_on: str | None = None
    by: str = ""  # of a cell: its breakdown, and which
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number of a table. `people` is the fewest who stand behind it, on either side of it.

    `base` is how many take part in the smaller of its groups; `volume`, what `value` was made from,
    is for the gate alone.
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
class Figures:
    """The numbers of a measure, the first its headline; `series` is what its drawing needs more.

    `cells` names functions that it was given, where it is about some of them.
    """

    values: Sequence[Value]
    series: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    cells: Sequence[str] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True)
class Newcomers:
    """People who came in one quarter, and how many took part within their first days."""

    came: int
    took_part: int


@dataclass(frozen=True, slots=True)
class Participation:
    """Everybody employed, and of those who took part: person, days ago, contributions."""

    employed: int
    acts: Sequence[tuple[int, int, int]]

    def active(self, first: int, last: int) -> int:
        """How many people took part between so many and so many days ago, both included."""
        return len({person for person, ago, _ in self.acts if first <= ago <= last})


@dataclass(frozen=True, slots=True)
class Steps:
    """How many of everybody employed have come so far; `noted`: how many were noted to be here."""

    employed: int
    joined: int
    here: int
    took_part: int
    wrote: int
    answered: int
    noted: int

    @property
    def is_reading_known(self) -> bool:
        """Whether anybody was noted at all."""
        return self.noted > 0


@dataclass(frozen=True, slots=True)
class Habit:
    """What one person gave, and what others gave them: replies and reactions."""

    posts: int
    replies: int
    reactions: int
    received: int


@dataclass(frozen=True, slots=True)
class Habits:
    """Those of everybody employed."""

    people: Sequence[Habit]


@dataclass(frozen=True, slots=True)
class Said:
    """Posts and replies: all, by their authors, by how many, and for how many by a delegate."""

    total: int
    own: int
    authors: int
    written_for: int


@dataclass(frozen=True, slots=True)
class Starter:
    """When somebody started and left, and in which quarters they took part, 0 being the last."""

    started_on: date
    left_on: date | None
    quarters: frozenset[int]


@dataclass(frozen=True, slots=True)
class Started:
    """Everybody with a start date; the last quarter that is over begins on `first`."""

    first: date
    people: Sequence[Starter]


@dataclass(frozen=True, slots=True)
class Cells:
    """Functions that are told: name, took part, employed; and everybody's share, where told."""

    rows: Sequence[tuple[str, int, int]]
    everybody: float | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: whose, how long it waited, and what came of it.

    `waited` is in working hours of the asker's site, `days` of 24 hours: until the first answer if
    it `is_answered`, else until the last day was over, when it was `age` days old.
    """

    asker: int
    waited: float
    days: float
    age: float
    is_answered: bool
    has_best: bool = False
    is_found_again: bool = False


@dataclass(frozen=True, slots=True)
class Questions:
    """What was asked, who answered (asker, answerer, once a question), and where people stand."""

    asked: Sequence[Asked]
    answers: Sequence[tuple[int, int]] = ()
    places: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # function, site

    @property
    def askers(self) -> int:
        """How many people asked."""
        return len({one.asker for one in self.asked})


@dataclass(frozen=True, slots=True)
class Voice:
    """A post that hopes for an answer: whose, in which week, how many working days it waited (None:
    nobody else has answered). `is_first`: its author had begun no thread before; `opens`: none in
    this half-year. `stands` says where: the cell of each breakdown.
    """

    author: int
    week: int
    is_first: bool
    opens: bool
    waited: float | None
    stands: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Voices:
    """Posts of the year that is watched, up to a week."""

    week: int
    posts: Sequence[Voice]


@dataclass(frozen=True, slots=True)
class Beginner:
    """Somebody on the list: the week in which they first took part (-1: never), from which week to
    which they were there, function and level, and their manager's place in the list (-1: none)."""

    began: int
    first: int
    last: int
    where: tuple[str, str]
    manager: int


@dataclass(frozen=True, slots=True)
class Begun:
    """How people began: week 0 is that of the first contribution, its Monday `starts_on`."""

    starts_on: date | None
    weeks: int
    people: Sequence[Beginner]


@dataclass(frozen=True, slots=True)
class Talk:
    """Who turned to whom, as numbers of people under `len(function)`, and where each stands.

    `function` holds a number for each person, -1 for none.
    """

    source: Sequence[int]
    target: Sequence[int]
    function: Sequence[int]


@dataclass(frozen=True, eq=False)
class Places:
    """Groups of one sort: their names, and where each person stands in these, -1 for nowhere."""

    names: Sequence[str]
    of: Ints


@dataclass(frozen=True, eq=False)
class Network:
    """Everybody employed, where each stands and under whom, and who turned to whom how often.

    Ordered pairs, each once; `manager` has -1 for who has none who is employed.
    """

    source: Ints
    target: Ints
    weight: Ints
    function: Places
    site: Places
    level: Places
    manager: Ints

    @cached_property
    def arcs(self) -> Arcs:
        """The same as a graph."""
        from groundswell.adoption.measures.structure.arcs import arcs_of  # noqa: PLC0415

        return arcs_of(len(self.manager), self.source, self.target, self.weight.astype(float))


@dataclass(frozen=True, eq=False)
class Spoken:
    """Threads that each person began, and how many of them nobody answered within seven days."""

    network: Network
    threads: Ints
    silent: Ints


@dataclass(frozen=True, eq=False)
class Climbs:
    """Who asked each answered question, and who answered first."""

    network: Network
    asker: Ints
    answerer: Ints


def share(numerator: int, denominator: int) -> float | None:
    """The one of the other; of nothing there is no share."""
    return numerator / denominator if denominator else None
