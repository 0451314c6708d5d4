"""Figures made of what is told of functions: they give nothing away that is not told."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.adoption.measures.figures import Figures
from groundswell.adoption.measures.given import Cells
from groundswell.adoption.measures.measure import Measure
from groundswell.adoption.privacy import Row
from groundswell.adoption.weekly import Kept


def made(measure: Measure, reach: Sequence[Row]) -> tuple[Kept, list[Row]]:
    """What the measure makes of reach as it is told, and the functions that it names."""
    total, *rows = reach
    told = [row for row in rows if row.by == "function" and row.cell and row.withheld is None]
    functions = [(row.cell, row.numerator or 0, row.denominator or 0) for row in told]
    found: Figures = measure.count(Cells(functions, _counts(total)))
    return Kept(found, (), None), [row for row in told if row.cell in found.cells]


def _counts(total: Row) -> tuple[int, int] | None:
    if total.numerator is None or not total.denominator:
        return None
    return total.numerator, total.denominator
