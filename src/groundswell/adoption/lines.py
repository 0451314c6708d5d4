"""Figures line by line, as files and the interface give them: one number, and all about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

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
