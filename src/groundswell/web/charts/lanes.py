"""Lanes: a dot for each row, with its interval, a ring for earlier and a dashed tick for chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text, fitted

HALF, PHONE = 422, 358
STEP = 36


@dataclass(frozen=True, slots=True)
class Lane:
    """One row. `value` is None where it is withheld: hatched over `hidden`; zero says `words`."""

    name: str
    value: float | None
    words: str
    beside: str = ""
    earlier: float | None = None
    chance: float | None = None
    low: float | None = None
    high: float | None = None
    hidden: tuple[float, float] = (0, 1)
    is_bad: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """From nothing to `most`, ticks with their words; `note` stands above, `line` across all."""

    most: float
    ticks: Sequence[tuple[float, str]] = ()
    note: str = ""
    line: float | None = None
    hue: str = "1"


def drawings(name: str, title: str, lanes: Sequence[Lane], axis: Axis) -> list[Drawing]:
    """The drawing over half the width, and the one for phones; names stand above their lanes."""
    height = _top(axis) + STEP * len(lanes) + 26
    return [
        Drawing(
            f"{name}-{classes}", width, height, title, list(_marks(lanes, axis, width)), classes
        )
        for width, classes in ((HALF, "chart--wide"), (PHONE, "chart--narrow"))
    ]


def _top(axis: Axis) -> int:
    return 24 if axis.note else 8


def _marks(lanes: Sequence[Lane], axis: Axis, width: int) -> Iterator[Mark]:
    right = 14 + max((len(lane.words + lane.beside) for lane in lanes), default=0) * 7
    top = _top(axis)
    base = top + STEP * len(lanes)

    def x(value: float) -> float:
        return 6 + value / (axis.most or 1) * (width - right - 12)

    for value, words in axis.ticks:
        yield Line(x(value), top, x(value), base)
        yield Text(x(value), base + 18, words, "faint num", "middle" if value else "start")
    if axis.note:
        yield Text(0, 14, axis.note, "faint")
    if axis.line is not None:
        yield Line(x(axis.line), top, x(axis.line), base, "chance")
    for place, lane in enumerate(lanes):
        yield from _lane(lane, axis, top + STEP * place, x, width - right + 8)


def _lane(
    lane: Lane, axis: Axis, top: float, x: Callable[[float], float], at: float
) -> Iterator[Mark]:
    y = top + 24
    yield Text(0, top + 12, fitted(lane.name, at - 8), "ink")
    if lane.chance is not None:
        yield Line(x(lane.chance), y - 8, x(lane.chance), y + 10, "chance")
    if lane.value is None:
        low, high = lane.hidden
        yield Rect(x(low), y - 6, x(high) - x(low), 12, "hidden")
    else:
        yield from _dots(lane, lane.value, y, x, axis.hue)
    yield Text(at, y + 4, lane.words, f"strong {'bad' if lane.is_bad else 'ink'} num")
    if lane.beside:
        yield Text(at + 8 + 7.4 * len(lane.words), y + 4, lane.beside, "small num")


def _dots(
    lane: Lane, value: float, y: float, x: Callable[[float], float], hue: str
) -> Iterator[Mark]:
    if lane.low is not None and lane.high is not None:
        yield Line(x(lane.low), y, x(lane.high), y, "interval")
    elif lane.earlier is not None:
        yield Line(x(lane.earlier), y, x(value), y, f"line-{hue} link")
    if lane.earlier is not None:
        yield Dot(x(lane.earlier), y, 4.5, "hollow")
    yield Dot(x(value), y, 6, f"fill-{hue}")
