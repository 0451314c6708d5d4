"""Figures about acts: of so many who did something so many took part."""

from __future__ import annotations

import numpy as np

from tests.adoption.attack.company import week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.quarters import EVER
from tests.adoption.attack.reader import (
    BREAKDOWNS,
    FEW,
    THRESHOLD,
    Reader,
    acted,
    expect,
    period_of,
    span_of,
    stands,
)
from tests.adoption.attack.system import Span

# Indices and waits: of how many they are says a share beside them, or the directory.
OF_WHAT_IS_TOLD = frozenset({"median", "gini", "ei_volume", "ei_two_way", "climb"})


def few_or_many(reader: Reader, one: Fact) -> None:
    """What is told has as many people behind it as the threshold, and so has each of its weeks."""
    is_point = (one.measure, one.by) == ("response", "waiting")  # of the curve: of questions
    expect(one, one.by == "total" or one.by in {*BREAKDOWNS, "level"} or is_point)
    if one.cell in OF_WHAT_IS_TOLD and one.denominator is not None:
        expect(one, one.denominator in _told_beside(reader, one))


def _told_beside(reader: Reader, one: Fact) -> set[float | None]:
    """Of how many the other numbers of a figure are, and how many are employed."""
    day = [other for other in reader.told if other.on == one.on]
    employed = [other for other in day if (other.measure, other.by) == ("reach", "total")]
    alike = [
        other for other in day if other.measure == one.measure and other.cell not in OF_WHAT_IS_TOLD
    ]
    return {other.denominator for other in (*alike, *employed)}


def asked_from(reader: Reader, one: Fact) -> None:
    """What is told of a function or site has so many behind it who asked, and so took part."""
    if one.withheld is None and one.denominator:
        row = acted(reader, reader.who(one.on, one.by, one.cell), so_far(one))
        reader.system.know(row, THRESHOLD, np.inf, f"people who asked, {one.cell} {one.on}")


def so_far(one: Fact) -> Span:
    """All weeks up to the end of the period in which a figure's window ends."""
    return EVER, period_of(week_of(one.on))[1]


def voices(reader: Reader, one: Fact) -> None:
    """One post of each person in a quarter: of so many who posted so many were answered."""
    _, by, cell = one.cell.split(".", 2)
    if one.denominator is not None:
        row = acted(reader, _who_stood(reader, one, by, cell), span_of(one))
        reader.system.know(row, one.denominator, np.inf, f"posted {one.cell} {one.on}")


def _who_stood(reader: Reader, one: Fact, by: str, cell: str) -> list[int]:
    """Who may have stood there in some week of the window, those who have left since as well."""
    first, last = span_of(one)
    where = (by, cell) if by in BREAKDOWNS else ("", "")
    return [
        number
        for number, kind in enumerate(reader.system.kinds)
        if any(
            kind.is_there(week) and stands(kind, week, *where) for week in range(first, last + 1)
        )
    ]


def people_in_tables(reader: Reader, one: Fact) -> None:
    """Counts of people that are in no sum."""
    if one.by in {"total", "function"}:
        few_or_many(reader, one)
        return
    if (one.measure, one.by) == ("inward", "shuffles"):
        return  # deals of chance; how wide they lie says how many ties there are, which is told
    expect(one, one.numerator is None and one.by in {"communities", "bridges"})
    expect(one, one.value is None or not 1 <= one.value <= FEW)


def no_groups(reader: Reader, one: Fact) -> None:
    """Of pairs of groups, of which there are none here."""
    del reader
    expect(one, one.by == "total" and not one.numerator and not one.value)
