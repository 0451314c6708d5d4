"""Who took part in a period or a week: figures that count the people themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from tests.adoption.attack.company import week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.reader import (
    BREAKDOWNS,
    EVERYBODY,
    Reader,
    expect,
    period_of,
    span_of,
)
from tests.adoption.attack.system import Row

# Steps of the funnel, the first first; each counts people of the one before it.
STEPS = ("joined", "here", "took_part", "wrote", "answered")


def reach(reader: Reader, one: Fact) -> None:
    if one.by == "import":
        expect(one, not one.numerator and not one.denominator)
        return
    expect(one, (one.by, one.cell) == EVERYBODY or one.by.split("|")[0] in BREAKDOWNS)
    by = "" if (one.by, one.cell) == EVERYBODY else one.by
    reader.says(one, reader.system.among(reader.who(one.on, by, one.cell), span_of(one)))


def part(by: str) -> Callable[[Reader, Fact], None]:
    def read(reader: Reader, one: Fact) -> None:
        reader.says(one, reader.system.among(reader.who(one.on, by), span_of(one)))

    return read


def weekly(reader: Reader, one: Fact) -> None:
    """Everybody who took part in a week of a period."""
    week, row = week_of(one.on), {}
    for group in reader.groups(period_of(week)):
        row |= reader.weeks(group, (week, week))
    reader.says(one, row)


def days(reader: Reader, one: Fact) -> None:
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


def activation(reader: Reader, one: Fact) -> None:
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


def funnel(reader: Reader, one: Fact) -> None:
    """Steps of the same people, each of those of the step before it: told of everybody alone."""
    expect(one, one.cell in STEPS)
    span = span_of(one)
    size = sum(reader.system.kinds[kind].size for kind in reader.who(one.on))
    steps: dict[str, Row] = {
        name: {reader.system.column(("step", name, span), size): 1.0} for name in STEPS
    }
    steps["took_part"] = reader.system.among(reader.who(one.on), span)
    for before, after in pairwise(STEPS):
        reader.at_most(steps[after], steps[before], f"steps to {one.on}")
    reader.says(one, steps[one.cell])
