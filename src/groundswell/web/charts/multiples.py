"""How each got there: a small drawing for each function, all others grey behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from groundswell.adoption.privacy import Row
from groundswell.web import wording
from groundswell.web.charts.dots import FEW
from groundswell.web.charts.marks import (
    Curve,
    Dot,
    Drawing,
    Line,
    Mark,
    Points,
    Rect,
    Text,
    drawn_once,
    fitted,
)

FULL, PHONE = 916, 358
GAP, TALL, STEP = 24, 132, 150
ASIDE = 44  # pixels beside the lines, for the last share


type Run = Sequence[tuple[int, float]]


@dataclass(frozen=True)
class Small:
    """One small drawing: what was told at the end of each period, None where nothing was."""

    name: str
    weeks: Sequence[Row | None]
    is_contrast: bool = False

    @cached_property
    def runs(self) -> list[Run]:
        """The line by week and share, broken where a week is withheld or was not kept."""
        runs: list[list[tuple[int, float]]] = [[]]
        for week, row in enumerate(self.weeks):
            if row is None or (share := row.share) is None:
                runs.append([])
            else:
                runs[-1].append((week, share))
        return [run for run in runs if run]


@drawn_once
def drawings(
    title: str,
    smalls: Sequence[Small],
    ends: tuple[str, str],
    sources: Sequence[tuple[float, str]] = (),
) -> Sequence[Drawing]:
    """The drawing across the page, and the one for phones; `ends` names the first and last.

    `sources` says at which period another source began; what lay before stands beneath.
    """
    return [
        Drawing(
            f"multiples-{classes}",
            field.width,
            field.height,
            title,
            list(field.marks(ends, [period for period, _before in sources])),
            classes,
        )
        for field, classes in (
            (_Field(FULL, 4, smalls), "chart--wide"),
            (_Field(PHONE, 2, smalls), "chart--narrow"),
        )
    ]


class _Field:
    """Where things stand in one drawing, by its width and columns."""

    def __init__(self, width: int, columns: int, smalls: Sequence[Small]) -> None:
        self.width, self.columns, self.smalls = width, columns, smalls
        self.room = (width - GAP * (columns - 1)) / columns - ASIDE
        self.rows = ceil(len(smalls) / columns)
        self.height = self.rows * STEP + 12

    def marks(self, ends: tuple[str, str], sources: Sequence[float]) -> Iterator[Mark]:
        for place, small in enumerate(self.smalls):
            row, column = divmod(place, self.columns)
            left, top = column * (self.room + ASIDE + GAP), row * STEP
            panel = _Panel(left, top, self.room, len(small.weeks))
            yield from panel.ground(is_first=not place)
            yield from panel.behind(other for other in self.smalls if other is not small)
            yield from panel.front(small)
            for period in sources:
                yield Line(panel.x(period), panel.y(1), panel.x(period), panel.y(0), "source")
            if place >= len(self.smalls) - self.columns:
                yield Text(left, panel.y(0) + 16, ends[0], "faint")
                yield Text(left + self.room, panel.y(0) + 16, ends[1], "faint", "end")


class _Panel:
    def __init__(self, left: float, top: float, room: float, weeks: int) -> None:
        self.left, self.top, self.room, self.weeks = left, top, room, weeks

    def x(self, week: float) -> float:
        return self.left + week / max(1, self.weeks - 1) * self.room

    def y(self, share: float) -> float:
        return self.top + 30 + (1 - share) * (TALL - 36)

    def ground(self, *, is_first: bool) -> Iterator[Mark]:
        for share in (0, 0.5, 1):
            yield Line(self.left, self.y(share), self.left + self.room, self.y(share))
        if is_first:
            for share in (0, 1):
                at = self.left + self.room + 8
                yield Text(at, self.y(share) + 4, wording.percent(share), "faint num")

    def behind(self, others: Iterator[Small]) -> Iterator[Mark]:
        for other in others:
            for points in self._lines(other):
                yield Curve(points, "line-back")

    def front(self, small: Small) -> Iterator[Mark]:
        hue = 2 if small.is_contrast else 1
        yield Text(self.left, self.top + 15, fitted(small.name, self.room + ASIDE), "strong ink")
        half = self.room / max(1, self.weeks - 1) / 2
        for week, row in enumerate(small.weeks):
            if row is not None and row.share is None and row.denominator:
                yield self._hatched(week, row, half)
        for points in self._lines(small):
            yield Curve(points, f"line-{hue}")
        last = small.weeks[-1] if small.weeks else None
        if last is not None and last.share is not None:
            at = self.y(last.share)
            yield Dot(self.x(self.weeks - 1), at, 3.5, f"fill-{hue}")
            yield Text(self.left + self.room + 8, at + 4, wording.percent(last.share), "strong num")

    def _hatched(self, week: int, row: Row, half: float) -> Rect:
        of = row.denominator or 1
        low, high = (1 / of, FEW / of) if row.withheld == "small" else (0.0, 1.0)
        left = max(self.left, self.x(week) - half)
        right = min(self.left + self.room, self.x(week) + half)
        return Rect(left, self.y(high), right - left, self.y(low) - self.y(high), "hidden flat")

    def _lines(self, small: Small) -> Iterator[Points]:
        """The line in pieces; a single week is a dash."""
        wide, high, base = self.room / max(1, self.weeks - 1), TALL - 36, self.y(0)
        for run in small.runs:
            points = [(self.left + week * wide, base - share * high) for week, share in run]
            if len(points) == 1:
                ((x, y),) = points
                points = [(x - 2, y), (x + 2, y)]
            yield points
