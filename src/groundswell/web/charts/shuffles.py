"""What was observed beside what chance gave: the deals as bars, from all inside to all across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from groundswell.adoption.saying import signed
from groundswell.web import wording
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text

HALF, PHONE = 422, 358
HEIGHT, BASE, TALLEST = 250, 196, 150
ROOM = 118  # pixels: words left of a mark need so many


@dataclass(frozen=True, slots=True)
class Observed:
    """An index, the mean and the spread of chance, and the index a quarter earlier."""

    value: float
    chance: float
    low: float
    high: float
    earlier: float | None


def drawings(
    name: str, title: str, one: Observed, bars: Sequence[Sequence[float]]
) -> list[Drawing]:
    """The drawing over half the width, and the one for phones."""
    return [
        Drawing(f"{name}-{classes}", width, HEIGHT, title, list(_marks(one, bars, width)), classes)
        for width, classes in ((HALF, "chart--wide"), (PHONE, "chart--narrow"))
    ]


def _marks(one: Observed, bars: Sequence[Sequence[float]], width: int) -> Iterator[Mark]:
    def x(value: float) -> float:
        return 4 + (value + 1) / 2 * (width - 8)

    yield Line(x(-1), BASE, x(1), BASE, "base")
    for value in (-1, -0.5, 0, 0.5, 1):
        anchor = "start" if value == -1 else "end" if value == 1 else "middle"
        yield Line(x(value), BASE, x(value), BASE + 5, "base")
        words = f"{'−' if value < 0 else '+'}{wording.number(abs(value))}" if value else "0"
        yield Text(x(value), BASE + 20, words, "faint num", anchor)
    yield Text(x(-1), BASE + 38, _("all inside"), "small")
    yield Text(x(1), BASE + 38, _("all across"), "small", "end")
    most = max(count for _edge, count in bars) or 1
    for (begin, _n), (end, count) in pairwise(bars):
        tall = count / most * TALLEST
        yield Rect(x(begin), BASE - tall, max(x(end) - x(begin) - 0.5, 0.7), tall, "fill-rest")
    yield from _by_chance(one, min(max(x(one.chance), 90), width - 90))
    yield from _observed(one, x)


def _by_chance(one: Observed, middle: float) -> Iterator[Mark]:
    yield Text(middle, BASE - TALLEST - 30, _("by chance"), "small", "middle")
    words = _("%(index)s (%(low)s to %(high)s)") % {
        "index": signed(one.chance),
        "low": signed(one.low),
        "high": signed(one.high),
    }
    yield Text(middle, BASE - TALLEST - 13, words, "num strong ink", "middle")


def _observed(one: Observed, x: Callable[[float], float]) -> Iterator[Mark]:
    at = x(one.value)
    yield Line(at, BASE, at, BASE - 70, "line-1 thick")
    yield Dot(at, BASE - 70, 6, "fill-1")
    words = _("%(index)s observed") % {"index": signed(one.value)}
    is_left = at < ROOM
    yield Text(at + (12 if is_left else -12), BASE - 78, words, "strong ink1 num",
               "start" if is_left else "end")  # fmt: skip
    if one.earlier is not None:
        at = x(one.earlier)
        yield Dot(at, BASE - 8, 4.5, "hollow")
        words = _("%(index)s a quarter earlier") % {"index": signed(one.earlier)}
        stem = x(one.value)  # no word across it, unless they stand far apart
        left, right = at, at
        if abs(stem - at) <= ROOM + 40:
            left, right = min(at, stem + 4), max(at, stem - 4)
        is_left = left < ROOM + 40
        yield Text(
            right + 10 if is_left else left - 10,
            BASE - 14,
            words,
            "small num",
            "start" if is_left else "end",
        )
