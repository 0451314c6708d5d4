"""Who takes part: a dot for each cell, a ring for a quarter earlier, hatched where withheld."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.adoption.privacy import Row
from groundswell.web import wording
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text, drawn_once, fitted

FEW = 4  # people: from one to so many are not told apart
DIGIT = 6.4  # pixels: a digit of 12 px text
FULL, HALF, PHONE = 916, 422, 358


@dataclass(frozen=True, slots=True)
class Cell:
    """One row of a chart: its name, now and a quarter earlier, and whether it is the contrast."""

    name: str
    now: Row
    earlier: Row | None
    is_contrast: bool


def in_order(cells: Collection[Cell]) -> list[Cell]:
    """By share, the highest first; those withheld follow by name, or their place would tell."""
    shown = [cell for cell in cells if cell.now.share is not None]
    hidden = [cell for cell in cells if cell.now.share is None]
    return [
        *sorted(shown, key=lambda cell: (-(cell.now.share or 0), cell.name)),
        *sorted(hidden, key=lambda cell: cell.name),
    ]


@drawn_once
def drawings(
    name: str, title: str, cells: Sequence[Cell], total: Row, width: int
) -> Sequence[Drawing]:
    """The wide drawing and the one for phones; CSS shows one of them."""
    return [
        Drawing(f"{name}-{classes}", field.width, field.height, title, field.marks(total), classes)
        for field, classes in (
            (_Field(width, cells), "chart--wide"),
            (_Field(PHONE, cells), "chart--narrow"),
        )
    ]


class _Field:
    """Where things stand in one drawing, by its width."""

    def __init__(self, width: int, cells: Sequence[Cell]) -> None:
        self.is_narrow, self.is_full = width < 380, width > 500
        self.left = 0 if self.is_narrow else 158 if self.is_full else 134
        longest = max(len(self.counted(cell.now)) for cell in cells)
        self.right = 60 + round(longest * DIGIT)
        self.step = 42 if self.is_narrow else 32 if self.is_full else 26
        self.cells, self.width, self.top = cells, width, 34
        self.height = self.top + self.step * len(cells) + 26

    def marks(self, total: Row) -> list[Mark]:
        """All of the drawing, what lies below first."""
        rows = (mark for place in enumerate(self.cells) for mark in self.row(*place, total))
        return [*self.grid(), *self.mean(total), *rows]

    def x(self, share: float) -> float:
        return self.left + 6 + share * (self.width - self.left - self.right - 12)

    def grid(self) -> Iterator[Mark]:
        for share in (0, 0.25, 0.5, 0.75, 1) if self.is_full else (0, 0.5, 1):
            at = self.x(share)
            anchor = "start" if self.is_narrow and not share else "middle"
            yield Line(at, self.top - 6, at, self.height - 24)
            yield Text(at, self.height - 8, wording.percent(share), "faint num", anchor)

    def mean(self, total: Row) -> Iterator[Mark]:
        if total.share is not None:
            at = self.x(total.share)
            words = _of_all(total.share, total)
            is_right = total.share > 0.6
            yield Line(at, self.top - 8, at, self.height - 24, "mean")
            yield Text(
                at - 5 if is_right else at + 5,
                self.top - 14,
                words,
                "small",
                "end" if is_right else "start",
            )

    def row(self, place: int, cell: Cell, total: Row) -> Iterator[Mark]:
        y = self.top + self.step * (place + 0.5) + (7 if self.is_narrow else 0)
        room = self.width - self.right if self.is_narrow else self.left
        yield Text(0, y - 12 if self.is_narrow else y + 4, fitted(cell.name, room), "ink")
        hue = "2" if cell.is_contrast else "1"
        yield from self._earlier(cell, y, hue)
        yield from self._now(cell, y, hue)
        yield from self._words(cell.now, total, y)

    def _earlier(self, cell: Cell, y: float, hue: str) -> Iterator[Mark]:
        was, now = cell.earlier, cell.now.share
        if was is None or now is None:
            return
        if was.share is not None:
            yield Line(self.x(was.share), y, self.x(now), y, f"line-{hue} link")
            yield Dot(self.x(was.share), y, 4.5, "hollow")
        elif was.withheld == "small" and was.denominator:
            yield self._hatched(1 / was.denominator, FEW / was.denominator, y)
            yield Line(self.x(FEW / was.denominator), y, self.x(now), y, f"line-{hue} link")

    def _now(self, cell: Cell, y: float, hue: str) -> Iterator[Mark]:
        if cell.now.share is not None:
            yield Dot(self.x(cell.now.share), y, 6, f"fill-{hue}")
        elif cell.now.withheld == "small" and cell.now.denominator:
            yield self._hatched(1 / cell.now.denominator, FEW / cell.now.denominator, y)
        else:
            yield self._hatched(0, 1, y)

    def _hatched(self, low: float, high: float, y: float) -> Rect:
        return Rect(self.x(low), y - 6, self.x(high) - self.x(low), 12, "hidden")

    def _words(self, row: Row, total: Row, y: float) -> Iterator[Mark]:
        at = self.width - self.right + 8
        if row.share is not None:
            is_low = total.share is not None and row.share < total.share / 2
            yield Text(
                at, y + 4, wording.percent(row.share), f"strong {'bad' if is_low else 'ink'} num"
            )
        else:
            yield Text(at, y + 4, "–", "ink")
        yield Text(at + 46, y + 4, self.counted(row), "small num")

    def counted(self, row: Row) -> str:
        """So many of so many, in a shorter form on phones."""
        words = counted(row)
        of = _("%(count)s of %(of)s") % {"count": "", "of": ""}
        return words.replace(of, "/") if self.is_narrow else words


def _of_all(share: float, total: Row) -> str:
    """The line across: of everybody, or of the part within which the rows are."""
    if total.by == "total":
        return _("%(share)s of everybody") % {"share": wording.percent(share)}
    return _("%(name)s: %(share)s") % {"name": total.cell, "share": wording.percent(share)}


def counted(row: Row) -> str:
    """So many of so many, as far as it may be told."""
    of = "" if row.denominator is None else wording.number(row.denominator)
    if row.withheld == "small":
        return _("1–4 of %(of)s") % {"of": of}
    if row.numerator is None and row.denominator is None:
        return _("not shown")
    if row.numerator is None:
        return _("of %(of)s") % {"of": of}
    return _("%(count)s of %(of)s") % {"count": wording.number(row.numerator), "of": of}
