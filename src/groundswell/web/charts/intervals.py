"""How much in each of several cells, each with its interval; hatched where it is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.web import wording
from groundswell.web.charts.marks import Curve, Dot, Drawing, Line, Mark, Rect, Text, fitted

FULL, PHONE = 916, 358
STEP, GAP, RIGHT = 28, 22, 150
TICKS = (0.5, 1, 2, 4, 8, 16, 40, 80, 200)  # hours between two ticks


@dataclass(frozen=True, slots=True)
class Row:
    """One cell: `value` None is undefined, or withheld where it `is_hidden`; `high` None: open."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    words: str
    is_hidden: bool = False


type Section = tuple[str, Sequence[Row]]  # its heading and its rows


def drawings(name: str, title: str, sections: Sequence[Section]) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    fields = ((_Field(FULL, sections), "chart--wide"), (_Field(PHONE, sections), "chart--narrow"))
    return [
        Drawing(f"{name}-{classes}", field.width, field.height, title, list(field.marks()), classes)
        for field, classes in fields
    ]


class _Field:
    def __init__(self, width: int, sections: Sequence[Section]) -> None:
        self.width, self.sections = width, sections
        self.is_narrow = width < 380
        self.left = 0 if self.is_narrow else 180
        self.right = 24 if self.is_narrow else RIGHT
        self.step = STEP + 16 if self.is_narrow else STEP
        rows = [row for _, rows in sections for row in rows]
        ends = [row.high if row.high is not None else row.value for row in rows]
        most = max((end for end in ends if end is not None), default=1.0)
        self.tick = next((tick for tick in TICKS if most / tick <= 5), TICKS[-1])
        self.last = max(most, self.tick)
        self.height = 40 + sum(GAP + self.step * len(rows) + 8 for _, rows in sections)

    def marks(self) -> Iterator[Mark]:
        base = self.height - 28
        at = 0.0
        while at <= self.last:
            words = _("%(count)s h") % {"count": wording.number(at)}
            yield Line(self.x(at), 8, self.x(at), base)
            yield Text(self.x(at), base + 18, words, "faint num", "middle" if at else "start")
            at += self.tick
        y = 0.0
        for heading, rows in self.sections:
            y += GAP
            yield Text(0, y - 6, heading, "small strong")
            for row in rows:
                yield from self.row(row, y)
                y += self.step
            y += 8

    def row(self, row: Row, y: float) -> Iterator[Mark]:
        line = y + self.step - (10 if self.is_narrow else STEP / 2)
        room = self.width / 2 if self.is_narrow else self.left - 10
        words_y = y + 14 if self.is_narrow else line + 4
        yield Text(0, words_y, fitted(row.name, room), "ink")
        at = self.width if self.is_narrow else self.width - RIGHT + 16
        yield Text(at, words_y, row.words, "small num", "end" if self.is_narrow else "start")
        if row.is_hidden:
            yield Rect(self.x(0), line - 6, self.x(self.last) - self.x(0), 12, "hidden")
        elif row.value is not None:
            low = row.value if row.low is None else row.low
            high = self.last if row.high is None else row.high
            yield Line(self.x(low), line, self.x(high), line, "line-1 link")
            if row.high is None:  # it goes on beyond the drawing
                end = self.x(high)
                tip = [(end - 5, line - 5), (end, line), (end - 5, line + 5)]
                yield Curve(tip, "line-1 link")
            yield Dot(self.x(row.value), line, 6, "fill-1")

    def x(self, hours: float) -> float:
        return self.left + 6 + hours / self.last * (self.width - self.left - self.right - 12)
