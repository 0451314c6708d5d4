"""Shares of people on the scale of five stages, whose borders are drawn; everybody stands first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groundswell.web import wording
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text, fitted

FULL, PHONE = 916, 358
TOP, BOTTOM = 46, 26
RIGHT = 44


@dataclass(frozen=True, slots=True)
class Row:
    """Everybody or one function: the share that takes part, and the stage in words."""

    name: str
    share: float
    stage: str
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A stage: its name and up to which share it goes."""

    name: str
    end: float


def drawings(name: str, title: str, rows: Sequence[Row], bands: Sequence[Band]) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    return [
        Drawing(f"{name}-{classes}", field.width, field.height, title, list(field.marks()), classes)
        for field, classes in (
            (_Field(FULL, rows, bands), "chart--wide"),
            (_Field(PHONE, rows, bands), "chart--narrow"),
        )
    ]


class _Field:
    def __init__(self, width: int, rows: Sequence[Row], bands: Sequence[Band]) -> None:
        self.is_narrow = width < 380
        self.width, self.rows, self.bands = width, rows, bands
        self.left = 0 if self.is_narrow else 180
        self.step = 44 if self.is_narrow else 28
        self.height = TOP + self.step * len(rows) + BOTTOM

    def x(self, share: float) -> float:
        return self.left + 6 + share * (self.width - self.left - RIGHT - 12)

    def marks(self) -> Iterator[Mark]:
        base = self.height - BOTTOM
        yield from self.scale(base)
        for place, row in enumerate(self.rows):
            y = TOP + self.step * place + (30 if self.is_narrow else 16)
            weight = "strong ink" if row.is_all else "ink"
            room = self.width if self.is_narrow else self.left - 10
            name = f"{row.name}: {row.stage}" if self.is_narrow else row.name
            yield Text(0, y - 14 if self.is_narrow else y + 4, fitted(name, room), weight)
            yield Line(self.x(0), y, self.x(row.share), y, "line-1 link")
            yield Dot(self.x(row.share), y, 6, "fill-2" if row.is_all else "fill-1")
            words = wording.percent(row.share)
            yield Text(self.width - RIGHT + 6, y + 4, words, f"{weight} num")

    def scale(self, base: float) -> Iterator[Mark]:
        start = 0.0
        for place, band in enumerate(self.bands):
            if place % 2:
                low, high = self.x(start), self.x(band.end)
                yield Rect(low, TOP - 8, high - low, base - TOP + 8, "band")
            start = band.end
        for band in self.bands[:-1]:
            at = self.x(band.end)
            yield Line(at, TOP - 8, at, base, "gridline")
            yield Text(at, base + 18, _border(band.end), "faint num", "middle")
        if self.is_narrow:
            return  # the rows say it
        starts = [0.0, *(band.end for band in self.bands)]
        # The first is too narrow for a word.
        for start, band in list(zip(starts, self.bands, strict=False))[1:]:
            middle = (self.x(start) + self.x(band.end)) / 2
            yield Text(middle, TOP - 16, band.name, "small", "middle")


def _border(share: float) -> str:
    return f"{wording.number(round(100 * share, 1))}\u00a0%"
