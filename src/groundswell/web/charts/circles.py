"""Communities by functions: a circle by area for each count of people, hatched from 1 to 4."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from groundswell.adoption.tables import ToldTable
from groundswell.web import wording
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text, fitted
from groundswell.web.charts.matrix import FULL, LEAST, heads

LEFT, TOP, STEP = 188, 44, 44
WIDEST, ROOMY = 19.0, 9.0  # pixels: the largest circle; from which on its number stands inside


def drawing(name: str, title: str, table: ToldTable, names: Mapping[str, str]) -> Drawing:
    """One drawing for all widths: it scrolls sideways on a phone."""
    width = max(FULL, LEFT + LEAST * len(table.columns))
    height = TOP + STEP * len(table.rows) + 30
    marks = [
        *heads(table.columns, LEFT, width, TOP),
        *_rows(table, names, width),
        Rect(LEFT, height - 18, 10, 10, "hidden"),
        Text(LEFT + 16, height - 9, _("1 to 4 people, or withheld"), "faint"),
    ]
    return Drawing(f"{name}-circles", width, height, title, marks, "")


def _rows(table: ToldTable, names: Mapping[str, str], width: float) -> Iterator[Mark]:
    columns, cells = table.columns, table.by_place
    step = (width - LEFT) / max(len(columns), 1)
    most = max((told.cell.value or 0 for told in table.cells), default=0) or 1
    for i, row in enumerate(table.rows):
        y = TOP + STEP * (i + 0.5)
        yield Line(LEFT, y + STEP / 2, width, y + STEP / 2)
        yield Text(0, y + 4, fitted(names[row], LEFT - 6), "ink")
        for j, column in enumerate(columns):
            told, x = cells[row, column], LEFT + step * (j + 0.5)
            if told.withheld:
                yield Rect(x - 5, y - 5, 10, 10, "hidden")
            elif told.cell.value:
                yield from _circle(x, y, told.cell.value, most)


def _circle(x: float, y: float, count: float, most: float) -> Iterator[Mark]:
    radius = max(math.sqrt(count / most) * WIDEST, 3)
    words = wording.number(int(count))
    yield Dot(x, y, round(radius, 1), "fill-1")
    if radius > ROOMY:
        yield Text(x, y + 4, words, "on num", "middle")
    else:
        yield Text(x + radius + 3, y + 4, words, "num small")
