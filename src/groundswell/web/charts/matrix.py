"""Who talks to whom: a number in every cell, shaded by how far it is from chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from groundswell.adoption.tables import ToldTable
from groundswell.web import wording
from groundswell.web.charts.marks import Drawing, Mark, Rect, Text, fitted

LEFT, TOP, STEP = 148, 44, 36
FULL, LEAST = 916, 56  # pixels: of the drawing, of a column
# Up to which ratio a shade goes; both ends are as far from chance as each other.
SHADES = ((1 / 3, "d-3"), (0.55, "d-2"), (0.8, "d-1"), (1.25, "d0"), (1.8, "d1"), (3.0, "d2"))
MOST = "d3"
KEY = 66


def drawing(name: str, title: str, table: ToldTable) -> Drawing:
    """One drawing for all widths: it scrolls sideways on a phone."""
    rows, columns = table.rows, table.columns
    width = max(FULL, LEFT + LEAST * len(columns))
    height = TOP + STEP * len(rows) + 58
    marks = [*_heads(columns, width), *_cells(table, width), *_scale(TOP + STEP * len(rows) + 20)]
    return Drawing(f"{name}-matrix", width, height, title, marks, "")


def ratio(value: float | None) -> str:
    """A ratio as it stands in its cell, to one decimal."""
    if value is None:
        return "–"
    return wording.decimal(value, 1)


def heads(columns: Sequence[str], left: float, width: float, top: float) -> Iterator[Mark]:
    """The names of columns, in up to two lines."""
    step = (width - left) / max(len(columns), 1)
    for place, name in enumerate(columns):
        first, _gap, rest = name.partition(" ")
        lines = [name] if len(name) * 6.7 < step else [first, rest] if rest else [name]
        for number, line in enumerate(lines):
            y = top - 8 - 14 * (len(lines) - 1 - number)
            words = fitted(line, step + 8)
            yield Text(left + step * (place + 0.5), y, words, "small", "middle")


def _heads(columns: Sequence[str], width: float) -> Iterator[Mark]:
    yield from heads(columns, LEFT, width, TOP)


def _cells(table: ToldTable, width: float) -> Iterator[Mark]:
    columns, cells = table.columns, table.by_place
    step = (width - LEFT) / max(len(columns), 1)
    for i, row in enumerate(table.rows):
        y = TOP + STEP * i
        yield Text(LEFT - 10, y + 22, fitted(row, LEFT - 10), "ink", "end")
        for j, column in enumerate(columns):
            told, x = cells[row, column], LEFT + step * j
            if told.withheld:
                yield Rect(x + 1, y + 1, step - 2, STEP - 2, "hidden")
                continue
            tint = shade(told.cell.value)
            yield Rect(x + 1, y + 1, step - 2, STEP - 2, f"cell {tint}")
            words = ratio(told.cell.value)
            yield Text(x + step / 2, y + 22, words, f"num cell-text on-{tint}", "middle")


def shade(value: float | None) -> str:
    """The class of a ratio."""
    if value is None:
        return "d0"
    return next((name for most, name in SHADES if value < most), MOST)


def _scale(y: float) -> Iterator[Mark]:
    words = (
        _("under ⅓"),
        _("to %(most)s") % {"most": wording.number(0.55)},
        _("to %(most)s") % {"most": wording.number(0.8)},
        _("chance"),
        _("to %(most)s") % {"most": wording.number(1.8)},
        _("to %(most)s") % {"most": 3},
        _("over %(least)s") % {"least": 3},
    )
    yield Text(0, y + 10, _("times what volume"), "faint")
    yield Text(0, y + 25, _("alone would give"), "faint")
    for place, (tint, said) in enumerate(
        zip([*(name for _most, name in SHADES), MOST], words, strict=True)
    ):
        x = LEFT + KEY * place
        yield Rect(x, y, KEY - 2, 12, f"cell {tint}")
        yield Text(x + KEY / 2 - 1, y + 27, said, "faint tiny", "middle")
    x = LEFT + KEY * len(words) + 24
    yield Rect(x, y, 30, 12, "hidden")
    yield Text(x + 36, y + 11, _("withheld"), "faint")
