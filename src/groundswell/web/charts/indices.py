"""An index for each function beside the range that chance gives it, the furthest below first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from groundswell.adoption.saying import signed
from groundswell.web.charts.chance import Index
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text, fitted

HALF, PHONE = 422, 358
LEFT, TOP, STEP = 140, 34, 27


def drawings(name: str, title: str, indices: Sequence[Index]) -> list[Drawing]:
    """The drawing over half the width, and the one for phones."""
    height = TOP + STEP * len(indices) + 34
    return [
        Drawing(f"{name}-{classes}", width, height, title, list(_marks(indices, width)), classes)
        for width, classes in ((HALF, "chart--wide"), (PHONE, "chart--narrow"))
    ]


def _marks(indices: Sequence[Index], width: int) -> Iterator[Mark]:
    base = TOP + STEP * len(indices)

    def x(value: float) -> float:
        return LEFT + (value + 1) / 2 * (width - LEFT - 10)

    for value, anchor, words in (
        (-1, "start", _("all inside")),
        (0, "middle", "0"),
        (1, "end", _("all across")),
    ):
        yield Line(x(value), TOP - 6, x(value), base + 2)
        yield Text(x(value), base + 20, words, "faint", anchor)
    yield Text(x(1), 14, _("grey: by chance"), "faint", "end")
    for place, one in enumerate(indices):
        y = TOP + STEP * (place + 0.5)
        yield Text(0, y + 4, fitted(one.name, LEFT - 4), "ink")
        yield Rect(x(one.low), y - 6, max(x(one.high) - x(one.low), 2), 12, "fill-rest pale")
        yield Line(x(one.value), y, x(one.chance), y, "range")
        yield Dot(x(one.value), y, 5.5, "fill-1")
        left = min(x(one.value) - 10, x(one.low) - 6)  # no number on the grey
        is_left = left - LEFT > 42
        at = left if is_left else max(x(one.value) + 10, x(one.high) + 6)
        yield Text(at, y + 4, signed(one.value), "num small", "end" if is_left else "start")
