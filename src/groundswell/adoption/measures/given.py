"""What measures of the whole organisation are given: one shape for each of `Needs`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Arcs, Ints


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
    """Functions that are told: name, took part, employed; the two of everybody, where told."""

    rows: Sequence[tuple[str, int, int]]
    everybody: tuple[int, int] | None


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
    this half-year; `starts`: none in the quarter that is told. `stands` says where: the cell of
    each breakdown.
    """

    author: int
    week: int
    is_first: bool
    opens: bool
    waited: float | None
    stands: Mapping[str, str]
    starts: bool = False


@dataclass(frozen=True, slots=True)
class Voices:
    """Posts of the year that is watched, up to a week."""

    week: int
    posts: Sequence[Voice]


@dataclass(frozen=True, slots=True)
class Beginner:
    """Somebody on the list: the week in which they first took part (-1: never), from which week to
    which they were there, where (function, site, level), and their manager's place (-1: none)."""

    began: int
    first: int
    last: int
    where: tuple[str, str, str]
    manager: int


@dataclass(frozen=True, slots=True)
class Begun:
    """How people began: week 0 is that of the first contribution, its Monday `starts_on`.

    `could_have` holds for the last week of each period but the first, and for the last week of all,
    that week, and how few and how many could have begun by then, were only known how many of those
    who stand alike took part in each period.
    """

    starts_on: date | None
    weeks: int
    people: Sequence[Beginner]
    could_have: Sequence[tuple[int, int, int]] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """Who turned to whom, as numbers of people under `len(function)`, and where each stands.

    `function` holds a number for each person, -1 for none.
    """

    source: Sequence[int] | Ints
    target: Sequence[int] | Ints
    function: Sequence[int] | Ints


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
