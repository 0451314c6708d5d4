"""Figures line by line, as files and the interface give them: one number, and all about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from groundswell.adoption.catalogue import steps_of_waiting
from groundswell.adoption.measures.figures import Unit
from groundswell.adoption.privacy import Row
from groundswell.adoption.shown import Figure
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.wholes import Told
from groundswell.foundation import clock

TOTAL = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One number of a figure as it may be seen; the fields are the columns of files."""

    measure: str
    on: date
    first_on: date
    last_on: date
    by: str
    cell: str
    unit: str
    value: float | None
    numerator: int | None
    denominator: int | None
    low: float | None
    high: float | None
    chance: float | None
    withheld: str | None
    defined_on: date
    revised_on: date | None


def lines(figures: Sequence[Figure]) -> list[Line]:
    """All numbers of the figures, in their order."""
    return [line for figure in figures for line in _of(figure)]


def with_drawn(figures: Sequence[Figure]) -> list[Line]:
    """All numbers of the figures, and the points of their drawings: what can be taken along."""
    return [line for figure in figures for line in (*_of(figure), *_drawn(figure))]


def _drawn(figure: Figure) -> Iterator[Line]:
    yield from _waiting(figure)
    yield from _begun(figure)
    yield from _shuffles(figure)


def _waiting(figure: Figure) -> Iterator[Line]:
    """How many questions still wait after so many hours."""
    waiting = figure.series.get("waiting")
    for hours, still, low, high in steps_of_waiting(waiting) if waiting else ():
        yield _point(figure, "waiting", f"{hours:g} h", Unit.SHARE, (still, low, high))


def _begun(figure: Figure) -> Iterator[Line]:
    """How many had begun by a day, or will have."""
    for ordinal, _ in figure.series.get("start", ()):
        for week, people in figure.series.get("begun", ()):
            yield _point(
                figure, "begun by", _sunday(ordinal, week), Unit.AT_LEAST, (people, None, None)
            )
        for week, low, middle, high in figure.series.get("ahead", ()):
            yield _point(
                figure, "forecast", _sunday(ordinal, week), Unit.PEOPLE, (middle, low, high)
            )


def _shuffles(figure: Figure) -> Iterator[Line]:
    """How many shuffles of who belongs where gave an index from low to high: bar by bar."""
    bars = figure.series.get("shuffles", ())
    total = int(sum(count for _, count in bars))
    for number, ((low, _), (high, count)) in enumerate(pairwise(bars), 1):
        yield _line(
            figure,
            by="shuffles",
            cell=str(number),
            unit=str(Unit.COUNT),
            value=count,
            numerator=int(count),
            denominator=total,
            withheld=None,
            low=low,
            high=high,
        )


def _sunday(ordinal: float, week: float) -> str:
    return (date.fromordinal(int(ordinal)) + timedelta(weeks=int(week), days=6)).isoformat()


def _point(figure: Figure, by: str, cell: str, unit: Unit, ends: Sequence[float | None]) -> Line:
    value, low, high = ends
    return _line(
        figure,
        by=by,
        cell=cell,
        unit=str(unit),
        value=value,
        numerator=None,
        denominator=None,
        withheld=None,
        low=low,
        high=high,
    )


def _of(figure: Figure) -> Iterator[Line]:
    for row in figure.rows:
        yield _of_row(figure, row)
    for told in figure.values:
        yield _of_value(figure, told)
    for table in figure.tables:
        for cell in table.cells:
            yield _of_cell(figure, table, cell)


def _of_row(figure: Figure, row: Row) -> Line:
    return _line(
        figure,
        by=row.by,
        cell=row.cell,
        unit="share",
        value=row.share,
        numerator=row.numerator,
        denominator=row.denominator,
        withheld=row.withheld,
    )


def _of_value(figure: Figure, told: Told) -> Line:
    value = told.value
    return _line(
        figure,
        by=value.by or TOTAL,
        cell=value.cell if value.by else value.name,
        unit=str(value.unit),
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        withheld=told.withheld,
        low=value.low,
        high=value.high,
        chance=value.chance,
    )


def _of_cell(figure: Figure, table: ToldTable, told: ToldCell) -> Line:
    cell = told.cell
    return _line(
        figure,
        by=table.name,
        cell=f"{cell.row} > {cell.column}",
        unit=str(table.unit),
        value=cell.value,
        numerator=cell.numerator,
        denominator=cell.denominator,
        withheld=told.withheld,
        low=cell.low,
        high=cell.high,
        chance=cell.chance,
    )


def _line(
    figure: Figure,
    *,
    by: str,
    cell: str,
    unit: str,
    value: float | None,
    numerator: int | None,
    denominator: int | None,
    withheld: str | None,
    low: float | None = None,
    high: float | None = None,
    chance: float | None = None,
) -> Line:
    return Line(
        measure=figure.measure.name,
        on=figure.on,
        first_on=figure.first_on,
        last_on=figure.last_on,
        by=by,
        cell=cell,
        unit=unit,
        value=value,
        numerator=numerator,
        denominator=denominator,
        low=low,
        high=high,
        chance=chance,
        withheld=str(withheld) if withheld else None,
        defined_on=figure.defined_on,
        revised_on=clock.day_of(figure.revised_at) if figure.revised_at else None,
    )
