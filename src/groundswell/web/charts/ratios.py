"""Ratios with their intervals against no difference: filled where the interval leaves 1 out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from django.utils.translation import gettext as _

from groundswell.adoption.saying import times
from groundswell.web import wording
from groundswell.web.charts.marks import Area, Dot, Drawing, Line, Mark, Text, fitted

FULL, PHONE = 916, 358
TICKS = (0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8)
MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Ratio:
    """One row: how many times as much, and between which values it lies with 95 %."""

    name: str
    value: float
    low: float
    high: float
    is_all: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether the interval leaves out no difference."""
        return not self.low <= 1 <= self.high


def drawings(name: str, title: str, ratios: Sequence[Ratio]) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    return [
        Drawing(f"{name}-{classes}", field.width, field.height, title, list(field.marks()), classes)
        for field, classes in (
            (_Field(FULL, ratios), "chart--wide"),
            (_Field(PHONE, ratios), "chart--narrow"),
        )
    ]


def interval(ratio: Ratio) -> str:
    """From where to where, or that it cannot be told."""
    if not ratio.is_sure:
        return _("cannot tell yet")
    return _("%(low)s to %(high)s") % {
        "low": wording.decimal(ratio.low, 2),
        "high": wording.decimal(ratio.high, 2),
    }


class _Field:
    def __init__(self, width: int, ratios: Sequence[Ratio]) -> None:
        self.is_narrow, self.width, self.ratios = width < 500, width, ratios
        self.left, self.right = (0, 60) if self.is_narrow else (222, 178)
        self.step, self.top = (44 if self.is_narrow else 34), 40
        self.height = self.top + self.step * len(ratios) + 38
        self.low = min(0.75, *(one.low for one in ratios))
        self.high = max(1.5, *(one.high for one in ratios))

    def x(self, ratio: float) -> float:
        share = (log(ratio) - log(self.low)) / (log(self.high) - log(self.low))
        return self.left + 8 + share * (self.width - self.left - self.right - 16)

    def marks(self) -> Iterator[Mark]:
        yield from self.grid()
        for place, ratio in enumerate(self.ratios):
            y = self.top + self.step * (place + 0.5) + (8 if self.is_narrow else 0)
            if ratio.is_all:
                above = y - self.step / 2 - (8 if self.is_narrow else 0)
                yield Line(0, above, self.width, above, "base")
            yield from self.row(ratio, y)

    def grid(self) -> Iterator[Mark]:
        inside = [tick for tick in TICKS if self.low <= tick <= self.high]
        doubled = [tick for tick in inside if tick in {0.25, 0.5, 1, 2, 4, 8}] or [1]
        # A single tick is no scale.
        if len(inside) > MOST_TICKS or (self.is_narrow and len(doubled) > 2):
            inside = doubled
        for tick in inside:
            at = self.x(tick)
            yield Line(at, self.top - 8, at, self.height - 34, "mean" if tick == 1 else "gridline")
            yield Text(max(at, 16), self.height - 18, times(tick), "faint num", "middle")
        one, words = self.x(1), _("more contributions than in comparable groups")
        yield Text(one - 6, self.top - 13, _("fewer"), "small", "end")
        yield Text(
            one + 6, self.top - 13, _("more contributions") if self.is_narrow else words, "small"
        )

    def row(self, ratio: Ratio, y: float) -> Iterator[Mark]:
        room = self.width - self.right if self.is_narrow else self.left
        name = fitted(ratio.name, room)
        weight = "strong ink" if ratio.is_all else "ink"
        yield Text(0, y - 13 if self.is_narrow else y + 4, name, weight)
        low, middle, high = (self.x(one) for one in (ratio.low, ratio.value, ratio.high))
        yield Line(low, y, high, y, f"interval{' sure' if ratio.is_sure else ''}")
        if ratio.is_all and ratio.is_sure:
            yield Area([(low, y), (middle, y - 7), (high, y), (middle, y + 7)], "fill-1")
        else:
            yield Dot(middle, y, 6, "fill-1" if ratio.is_sure else "hollow strong-edge")
        at = self.width - self.right
        yield Text(at + (6 if self.is_narrow else 14), y + 4, times(ratio.value), "strong ink num")
        if not self.is_narrow:
            yield Text(at + 68, y + 4, interval(ratio), "small num")
