"""What each figure says of the unknown numbers: the one place that a new measure has to enter.

A measure that nobody has read here, a cell of a breakdown that is not known, or a number that
stands where none is expected, is an error: what is told and not read could give anything away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from math import isclose
from typing import NamedTuple

import numpy as np

from groundswell.adoption.measures.adopters import STEP
from groundswell.adoption.measures.evenness import pielou
from groundswell.adoption.measures.stages import stage
from groundswell.adoption.measures.tenure import BANDS, YEAR
from tests.adoption.attack.company import COMMS, EARLIEST, monday, week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.system import Attacker, Hidden, Kind, Row, Span, System

FEW = 4
THRESHOLD = 10
EVERYBODY = ("total", "everybody")
BREAKDOWNS = ("function", "site", "level")
# Steps of the funnel, the first first; each counts people of the one before it.
STEPS = ("joined", "here", "took_part", "wrote", "answered")
# Told of the same quarter, and all withheld where weeks before were of few.
TOGETHER = frozenset({"cohorts", "tenure", "personas"})
EVER = -(10**3)  # the week before all
PERSONAS = ("catalyst", "engager", "responder", "broadcaster")


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
            if kind.is_there(week) and _stands(kind, week, by, cell)
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
        elif one.withheld == "subtraction" and (one.measure, one.by, one.on) in self.with_small:
            self._is_none_or_many(row, what)
        if one.withheld:
            self.hidden.append(Hidden(what, row, one.withheld == "small"))

    def _is_none_or_many(self, row: Row, what: str) -> None:
        """Beside a "1–4", "subtraction" says that it is not 1 to 4."""
        switch = self.system.column(("many", what), 1)
        size = sum(self.system.most[column] * often for column, often in row.items())
        self.system.know({**row, switch: -(FEW + 1.0)}, 0, np.inf, f"{what}: not 1-4")
        self.system.know({**row, switch: -size}, -np.inf, 0, f"{what}: not 1-4")

    def at_most(self, row: Row, other: Row, words: str) -> None:
        """Know that a sum is at most another."""
        self.system.know(_less(row, other), -np.inf, 0, words)

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


# What a drawing needs more. Answers and talk are counted in acts, and named by nobody; steps of
# how many had begun are those of `adopters`.
SERIES = frozenset(
    {
        ("response", "waiting"),
        ("adopters", "begun"), ("adopters", "start"), ("adopters", "ahead"),
        ("inward", "shuffles"),
    }
)  # fmt: skip


def look_through(series: Iterable[tuple[str, date, str]]) -> None:
    """Know every drawing.

    Raises:
        NobodyReads: there is one that was not thought of here.
    """
    for measure, _, name in series:
        if (measure, name) not in SERIES:
            raise NobodyReads(measure, name)


def attacker(kinds: list[Kind], told: Collection[Fact]) -> Attacker:
    """Who was told all this and knows who works where.

    Raises:
        NobodyReads: what is told of a measure does not enter.
    """
    reader = Reader(System(kinds), told)
    for one in sorted(told, key=lambda one: (one.measure, one.on, one.by, one.cell)):
        if one.measure not in READINGS:
            raise NobodyReads(one)
        # Before nobody of them did anything, and so much everybody may know.
        if week_of(one.last_on) >= EARLIEST:
            READINGS[one.measure](reader, one)
    reader.system.hang_together()
    # What is withheld of one figure and told by another under its own name is told.
    hidden = [one for one in reader.hidden if frozenset(one.row) not in reader.openly]
    return Attacker(reader.system, hidden)


def period_of(week: int) -> Span:
    """The four weeks in which a week lies: periods follow one another, one begins with week 0."""
    first = week // 4 * 4
    return first, first + 3


def _less(row: Row, other: Row) -> Row:
    found = dict(row)
    for column, often in other.items():
        found[column] = found.get(column, 0.0) - often
    return found


def span_of(one: Fact) -> Span:
    """The weeks that a figure counts: those that it begins and ends in."""
    return week_of(one.first_on), week_of(one.last_on)


def _stands(kind: Kind, week: int, by: str, cell: str) -> bool:
    if not by:
        return True
    if by == "leaders":
        return kind.leads
    if by == "outside":
        return kind.place(week)[0] not in COMMS
    cells = dict(zip(BREAKDOWNS, kind.place(week), strict=True))
    wanted = zip(by.split("|"), cell.split("|"), strict=True)
    return all(cells[one] == value for one, value in wanted)


def _reach(reader: Reader, one: Fact) -> None:
    if one.by == "import":
        _expect(one, not one.numerator and not one.denominator)
        return
    _expect(one, (one.by, one.cell) == EVERYBODY or one.by.split("|")[0] in BREAKDOWNS)
    by = "" if (one.by, one.cell) == EVERYBODY else one.by
    reader.says(one, reader.system.among(reader.who(one.on, by, one.cell), span_of(one)))


def _part(by: str) -> Callable[[Reader, Fact], None]:
    def read(reader: Reader, one: Fact) -> None:
        reader.says(one, reader.system.among(reader.who(one.on, by), span_of(one)))

    return read


def _weekly(reader: Reader, one: Fact) -> None:
    """Everybody who took part in a week of a period."""
    week, row = week_of(one.on), {}
    for group in reader.groups(period_of(week)):
        row |= reader.weeks(group, (week, week))
    reader.says(one, row)


def _days(reader: Reader, one: Fact) -> None:
    """So many days on which somebody took part: one to seven for each in each week."""
    if one.numerator is None:
        return
    span = span_of(one)
    there = [group for group in reader.groups(span) if group.last == span[1]]
    weeks: Row = {}
    for group in there:
        weeks |= reader.weeks(group, span)
    reader.system.know(weeks, one.numerator / 7, one.numerator, f"days to {one.on}")
    active = (one.denominator or 0) / 28
    everybody = reader.system.among(reader.who(one.on), span)
    reader.system.know(everybody, active, active, f"active to {one.on}")


def _activation(reader: Reader, one: Fact) -> None:
    """Newcomers by what they did in their first two weeks, those who have left since as well."""
    new: Row = {}
    first, last = span_of(one)
    for came in range(first, last + 1):
        kinds = [n for n, kind in enumerate(reader.system.kinds) if kind.came == came]
        if kinds:
            new |= _first_weeks(reader, came, kinds)
    reader.says(one, new)


def _first_weeks(reader: Reader, came: int, kinds: Sequence[int]) -> Row:
    size = sum(reader.system.kinds[kind].size for kind in kinds)
    acted: Row = {reader.system.column(("new", came), size): 1.0}
    all_of: Row = {}
    for week in (came, came + 1):
        found: Row = {}
        for group in reader.groups(period_of(week)):
            if set(group.kinds) <= set(kinds):
                found |= reader.weeks(group, (week, week))
        reader.at_most(found, acted, "a first week")
        all_of |= found
    reader.at_most(acted, all_of, "the first weeks")
    return acted


def _cohorts(reader: Reader, one: Fact) -> None:
    begins, after = one.cell.split("/")
    started = week_of(date.fromisoformat(begins))
    first = started + 13 * int(after)
    who = [
        number
        for number, kind in enumerate(reader.system.kinds)
        if started <= kind.started < started + 13 and kind.last >= first + 12
    ]
    _in_tens(reader, one, _acted(reader, who, (first, first + 12)), behind=who)


def _tenure(reader: Reader, one: Fact) -> None:
    (least, below) = next((low, high) for name, _, low, high in BANDS if name == one.cell)
    who = [
        kind
        for kind in reader.who(one.last_on)
        if least <= (one.last_on - monday(reader.system.kinds[kind].started)).days / YEAR < below
    ]
    first = week_of(one.first_on)
    in_cohorts = range(first - 39, first)
    behind = [kind for kind in who if reader.system.kinds[kind].started not in in_cohorts]
    _in_tens(reader, one, _acted(reader, who, span_of(one)), behind=behind)


def _in_tens(reader: Reader, one: Fact, row: Row, *, behind: Iterable[int]) -> None:
    """To the nearest ten, five up; withheld where too few did, or too few did not."""
    if one.numerator is None:
        reader.says(one, row)
        enough = sum(reader.system.kinds[kind].size for kind in behind) >= THRESHOLD
        if enough and reader.is_steady(one):
            _has_one_side(reader, row, one)
        return
    most = (one.denominator or 0) - THRESHOLD
    low, high = max(one.numerator - 5, THRESHOLD), min(one.numerator + 4, most)
    reader.system.know(row, low, high, f"{one.measure} {one.cell} on {one.on}: about")


def _has_one_side(reader: Reader, row: Row, one: Fact) -> None:
    """Fewer than the threshold did, or fewer did not."""
    what, size = f"{one.measure} {one.cell} on {one.on}: few on a side", one.denominator or 0
    most = reader.system.column(("many", what), 1)
    reader.system.know({**row, most: -size}, -np.inf, THRESHOLD - 1, what)
    reader.system.know({**row, most: THRESHOLD - 1 - size}, 0, np.inf, what)


def _funnel(reader: Reader, one: Fact) -> None:
    """Steps of the same people, each of those of the step before it: told of everybody alone."""
    _expect(one, one.cell in STEPS)
    span = span_of(one)
    size = sum(reader.system.kinds[kind].size for kind in reader.who(one.on))
    steps: dict[str, Row] = {
        name: {reader.system.column(("step", name, span), size): 1.0} for name in STEPS
    }
    steps["took_part"] = reader.system.among(reader.who(one.on), span)
    for before, after in pairwise(STEPS):
        reader.at_most(steps[after], steps[before], f"steps to {one.on}")
    reader.says(one, steps[one.cell])


def _personas(reader: Reader, one: Fact) -> None:
    """Who gave three times or more took part; whoever is none of these observes."""
    span = span_of(one)
    there = reader.who(one.last_on)
    size = sum(reader.system.kinds[kind].size for kind in there)
    each = {
        name: reader.system.column(("persona", name, span), size)
        for name in (*PERSONAS, "observer")
    }
    given: Row = {each[name]: 1.0 for name in PERSONAS}
    reader.at_most(given, _acted(reader, there, span), "who gives takes part")
    reader.system.know({**given, each["observer"]: 1.0}, size, size, "everybody is one of them")
    row: Row = {each[one.cell]: 1.0}
    if one.withheld == "base" and reader.is_steady(one):
        reader.system.know(row, 0, THRESHOLD - 1, f"{one.cell} to {one.on}: too few")
    if one.withheld == "subtraction":
        reader.system.know(row, THRESHOLD, np.inf, f"{one.cell} to {one.on}: not too few")
    reader.says(one, row)


def _adopters(reader: Reader, one: Fact) -> None:
    """Everybody who has taken part so far; told in tens."""
    if one.cell != "begun":
        _expect(one, one.cell in {"in_the_end", "refused"})
        return
    week = week_of(one.on)
    if one.numerator is not None and period_of(week)[1] == week:
        so_far = _acted(reader, range(len(reader.system.kinds)), (EVER, week))
        reader.system.know(so_far, one.numerator, one.numerator + STEP - 1, f"begun by {one.on}")


def _so_far(one: Fact) -> Span:
    """All weeks up to the end of the period in which a figure's window ends."""
    return EVER, period_of(week_of(one.on))[1]


def _acted(reader: Reader, who: Iterable[int], span: Span) -> Row:
    """How many took part in a span of more than a period: its periods and parts hang together."""
    who = list(who)
    for week in range(max(span[0], EARLIEST), span[1] + 1):
        period = period_of(week)
        inside = max(span[0], period[0]), min(span[1], period[1])
        for part in {period, inside, (period[0], inside[0] - 1), (inside[1] + 1, period[1])}:
            if part[0] <= part[1]:
                reader.system.among(who, part)
    return reader.system.among(who, span)


def _evenness(reader: Reader, one: Fact) -> None:
    """Made of reach as it is told: it must follow from that."""
    if one.by == "function":
        _a_cell_of_reach(reader, one)
        return
    shares = _shares_told(reader, one.on)
    if one.cell == "evenness" and one.value is not None:
        made = pielou(shares)
        _expect(one, made is not None and isclose(one.value, made, abs_tol=0.006))
    elif one.numerator is not None:
        _expect(one, one.denominator == len(shares))


def _stages(reader: Reader, one: Fact) -> None:
    """So are these: the share of everybody, and how many functions have come how far."""
    if one.by == "function":
        _a_cell_of_reach(reader, one)
    elif one.cell == "adopted":
        everybody = [all_of for all_of in reader.reach[one.on] if all_of[4:6] == EVERYBODY]
        shares = [all_of.value for all_of in everybody if all_of.value is not None]
        _expect(one, one.value is None or (shares and isclose(one.value, shares[0], abs_tol=0.006)))
    else:
        reached = [f"stage_{stage(share) + 1}" for share in _shares_told(reader, one.on)]
        told = reached.count(one.cell), len(reached)
        _expect(one, one.withheld or (one.numerator, one.denominator) == told)


def _shares_told(reader: Reader, on: date) -> list[float]:
    return [(each.numerator or 0) / (each.denominator or 1) for each in _functions(reader, on)]


def _functions(reader: Reader, on: date) -> list[Fact]:
    return [
        cell for cell in reader.reach[on]
        if cell.by == "function" and cell.cell and cell.withheld is None
    ]  # fmt: skip


def _a_cell_of_reach(reader: Reader, one: Fact) -> None:
    _expect(one, any(each[5:] == one[5:] for each in _functions(reader, one.on)))


def _few_or_many(reader: Reader, one: Fact) -> None:
    """What is told has as many people behind it as the threshold, and so has each of its weeks."""
    del reader
    _expect(one, one.by == "total" or one.by in {*BREAKDOWNS, "level"})


def _asked_from(reader: Reader, one: Fact) -> None:
    """What is told of a function or site has so many behind it who asked, and so took part."""
    if one.withheld is None and one.denominator:
        row = _acted(reader, reader.who(one.on, one.by, one.cell), _so_far(one))
        reader.system.know(row, THRESHOLD, np.inf, f"people who asked, {one.cell} {one.on}")


def _voices(reader: Reader, one: Fact) -> None:
    """One post of each person in a quarter: of so many who posted so many were answered."""
    _, by, cell = one.cell.split(".", 2)
    if one.denominator is not None:
        row = _acted(reader, _who_stood(reader, one, by, cell), span_of(one))
        reader.system.know(row, one.denominator, np.inf, f"posted {one.cell} {one.on}")


def _who_stood(reader: Reader, one: Fact, by: str, cell: str) -> list[int]:
    """Who may have stood there on some day of the window."""
    first, last = span_of(one)
    return [
        number
        for number, kind in enumerate(reader.system.kinds)
        if kind.is_there(week_of(one.on))
        and (
            by not in BREAKDOWNS
            or any(_stands(kind, week, by, cell) for week in range(first, last + 1))
        )
    ]


def _people_in_tables(reader: Reader, one: Fact) -> None:
    """Counts of people that are in no sum."""
    if one.by in {"total", "function"}:
        _few_or_many(reader, one)
        return
    _expect(one, one.numerator is None and one.by in {"communities", "bridges"})
    _expect(one, one.value is None or not 1 <= one.value <= FEW)


def _nothing(reader: Reader, one: Fact) -> None:
    """Of leaders who show their figures alone, of whom there are none here."""
    del reader
    _expect(one, one.value is None)


def _no_groups(reader: Reader, one: Fact) -> None:
    """Of pairs of groups, of which there are none here."""
    del reader
    _expect(one, one.by == "total" and not one.numerator and not one.value)


def _expect(one: Fact, is_so: object) -> None:
    if not is_so:
        raise NobodyReads(one)


READINGS: Mapping[str, Callable[[Reader, Fact], None]] = {
    "reach": _reach,
    "beyond_comms": _part("outside"),
    "leaders": _part("leaders"),
    "weekly": _weekly,
    "stickiness": _days,
    "activation": _activation,
    "cohorts": _cohorts,
    "tenure": _tenure,
    "funnel": _funnel,
    "evenness": _evenness,
    "tipping_candidates": _evenness,
    "stages": _stages,
    "personas": _personas,
    "adopters": _adopters,
    "asked_from": _asked_from,
    "unheard": _voices,
    "communities": _people_in_tables,
    "inward": _people_in_tables,
    **dict.fromkeys(
        (
            "concentration", "own_words", "response", "best_answers", "answered_across", "reuse",
            "across", "contagion", "crossings", "line", "broadcasts", "climb",
        ),
        _few_or_many,
    ),
    "bridging": _no_groups,
    "bridged": _no_groups,
    **dict.fromkeys(("leader_answers", "leader_words", "leader_ties", "leader_effect"), _nothing),
}  # fmt: skip
