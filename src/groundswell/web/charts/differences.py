"""Differences with their intervals against none: filled where the interval leaves 0 out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.web import wording
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Text, fitted

FULL, PHONE = 916, 358
STEP, TOP, BOTTOM, RIGHT = 48, 34, 30, 44
TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # ties between two ticks


@dataclass(frozen=True, slots=True)
class Difference:
    """One row: how many more, and between which values it lies with 95 %."""

    name: str
    value: float
    low: float
    high: float

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out no difference."""
        return not self.low <= 0 <= self.high


def drawings(name: str, title: str, rows: Sequence[Difference]) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    return [
        Drawing(f"{name}-{classes}", field.width, field.height, title, list(field.marks()), classes)
        for field, classes in (
            (_Field(FULL, rows), "chart--wide"),
            (_Field(PHONE, rows), "chart--narrow"),
        )
    ]


def signed(value: float) -> str:
    """A whole number with its sign."""
    whole = round(value)
    sign = "−" if whole < 0 else "+" if whole else ""
    return f"{sign}{wording.number(abs(whole))}"


class _Field:
    def __init__(self, width: int, rows: Sequence[Difference]) -> None:
        self.width, self.rows = width, rows
        self.height = TOP + STEP * len(rows) + BOTTOM
        self.low = min(-1.0, *(row.low for row in rows))
        self.high = max(1.0, *(row.high for row in rows))
        span = self.high - self.low
        self.tick = next((tick for tick in TICKS if span / tick <= 5), TICKS[-1])

    def x(self, ties: float) -> float:
        share = (ties - self.low) / (self.high - self.low)
        return 8 + share * (self.width - RIGHT - 16)

    def marks(self) -> Iterator[Mark]:
        base = self.height - BOTTOM
        first, last = -int(-self.low // self.tick), int(self.high // self.tick)
        for number in range(first, last + 1):
            at = self.x(number * self.tick)
            yield Line(at, TOP - 8, at, base, "gridline" if number else "mean")
            yield Text(at, base + 18, signed(number * self.tick), "faint num", "middle")
        zero = self.x(0)
        yield Text(zero + 6, TOP - 14, _("more ties than expected"), "small")
        for place, row in enumerate(self.rows):
            y = TOP + STEP * place + 30
            yield Text(0, y - 16, fitted(row.name, self.width - 4), "ink")
            yield Line(self.x(row.low), y, self.x(row.high), y, _interval(row))
            yield Dot(self.x(row.value), y, 6, "fill-1" if row.is_sure else "hollow strong-edge")
            yield Text(self.width - RIGHT + 8, y + 4, signed(row.value), "strong ink num")


def _interval(row: Difference) -> str:
    return "interval sure" if row.is_sure else "interval"
