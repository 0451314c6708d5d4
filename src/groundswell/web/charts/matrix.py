"""Who talks to whom: a number in every cell, shaded by how far it is from chance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from groundswell.adoption.tables import ToldTable
from groundswell.web import wording
from groundswell.web.charts.marks import Drawing, Mark, Rect, Text, fitted

LEFT, TOP, STEP = 148, 44, 36
FULL, PHONE, LEAST = 916, 358, 56  # pixels: of the drawings, of a column
MOST_ON_PHONE, LEFT_ON_PHONE = 4, 100  # columns that fit; pixels for the names of rows
# Up to which ratio a shade goes; both ends are as far from chance as each other.
SHADES = ((1 / 3, "d-3"), (0.55, "d-2"), (0.8, "d-1"), (1.25, "d0"), (1.8, "d1"), (3.0, "d2"))
MOST = "d3"
KEY = 66


def drawings(name: str, title: str, table: ToldTable) -> list[Drawing]:
    """The drawing over the whole width; one for phones, unless it has to scroll sideways there."""
    columns = len(table.columns)
    if columns > MOST_ON_PHONE:
        return [_drawing(f"{name}-matrix", title, table, max(FULL, LEFT + LEAST * columns))]
    return [
        _drawing(f"{name}-matrix", title, table, FULL, classes="chart--wide"),
        _drawing(f"{name}-matrix-phone", title, table, PHONE, classes="chart--narrow"),
    ]


def _drawing(name: str, title: str, table: ToldTable, width: int, *, classes: str = "") -> Drawing:
    is_phone = width == PHONE
    left = LEFT_ON_PHONE if is_phone else LEFT
    base = TOP + STEP * len(table.rows)
    marks = [
        *heads(table.columns, left, width, TOP),
        *_cells(table, left, width),
        *(_scale_on_phone(base + 16) if is_phone else _scale(base + 20)),
    ]
    return Drawing(name, width, base + (88 if is_phone else 58), title, marks, classes)


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


def _cells(table: ToldTable, left: float, width: float) -> Iterator[Mark]:
    columns, cells = table.columns, table.by_place
    step = (width - left) / max(len(columns), 1)
    for i, row in enumerate(table.rows):
        y = TOP + STEP * i
        yield Text(left - 10, y + 22, fitted(row, left - 10), "ink", "end")
        for j, column in enumerate(columns):
            told, x = cells[row, column], left + step * j
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
    yield Text(0, y + 10, _("times what volume"), "faint")
    yield Text(0, y + 25, _("alone would give"), "faint")
    yield from _keys(LEFT, y, KEY)
    yield from _key_of_hatching(LEFT + KEY * (len(SHADES) + 1) + 24, y)


def _scale_on_phone(y: float) -> Iterator[Mark]:
    yield Text(0, y + 10, f"{_('times what volume')} {_('alone would give')}", "faint")
    yield from _keys(0, y + 18, PHONE / (len(SHADES) + 1))
    yield from _key_of_hatching(0, y + 54)


def _keys(left: float, y: float, each: float) -> Iterator[Mark]:
    words = (
        _("under ⅓"),
        _("to %(most)s") % {"most": wording.number(0.55)},
        _("to %(most)s") % {"most": wording.number(0.8)},
        _("chance"),
        _("to %(most)s") % {"most": wording.number(1.8)},
        _("to %(most)s") % {"most": 3},
        _("over %(least)s") % {"least": 3},
    )
    tints = [*(name for _most, name in SHADES), MOST]
    for place, (tint, said) in enumerate(zip(tints, words, strict=True)):
        x = left + each * place
        yield Rect(x, y, each - 2, 12, f"cell {tint}")
        yield Text(x + each / 2 - 1, y + 27, said, "faint tiny", "middle")


def _key_of_hatching(x: float, y: float) -> Iterator[Mark]:
    yield Rect(x, y, 30, 12, "hidden")
    yield Text(x + 36, y + 11, _("withheld"), "faint")
