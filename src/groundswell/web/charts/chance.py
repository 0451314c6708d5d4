"""What was observed beside what chance would give, from all inside to all across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.adoption.saying import signed
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text

FULL, PHONE = 916, 358
TOP, STEP = 34, 54


@dataclass(frozen=True, slots=True)
class Index:
    """One index from −1 to +1, and between which values 95 % of what chance gives lie."""

    name: str
    value: float
    chance: float
    low: float
    high: float


def drawings(name: str, title: str, indices: Sequence[Index]) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    height = TOP + STEP * len(indices) + 26
    return [
        Drawing(f"{name}-{classes}", width, height, title, list(_marks(indices, width)), classes)
        for width, classes in ((FULL, "chart--wide"), (PHONE, "chart--narrow"))
    ]


def _marks(indices: Sequence[Index], width: int) -> Iterator[Mark]:
    left = 0 if width < 380 else 176
    base = TOP + STEP * len(indices)

    def x(value: float) -> float:
        return left + 6 + (value + 1) / 2 * (width - left - 12)

    for value in (-1, 0, 1):
        yield Line(x(value), TOP - 8, x(value), base)
    yield Text(x(-1), base + 18, _("−1: all inside"), "faint")
    yield Text(x(0), base + 18, "0", "faint num", "middle")
    yield Text(x(1), base + 18, _("+1: all across"), "faint", "end")
    for place, one in enumerate(indices):
        y = TOP + STEP * place + 30
        yield Text(0, y - 22 if not left else y + 4, one.name, "ink")
        yield Rect(x(one.low), y - 9, max(x(one.high) - x(one.low), 2), 18, "chance-band")
        yield Line(x(one.chance), y - 9, x(one.chance), y + 9, "chance")
        words = _("by chance %(index)s") % {"index": signed(one.chance)}
        yield Text(
            x(one.chance), y - 14, words, "small num", "middle" if one.chance < 0.7 else "end"
        )
        yield Line(x(one.value), y, x(one.chance), y, "line-1 link")
        yield Dot(x(one.value), y, 6, "fill-1")
        yield Text(x(one.value), y + 22, signed(one.value), "ink strong num", "middle")
