"""One's own weeks: above the line what one gave, below what others gave back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groundswell.web.charts.marks import Drawing, Line, Mark, Rect, Text

WIDE, PHONE = 916, 358
TOP, MIDDLE, BOTTOM, HEIGHT = 26, 78, 130, 150
GAP = 5

type Bar = tuple[int, int]  # given, received


def drawings(
    name: str, title: str, bars: Sequence[Bar], *, above: str, below: str, period: str
) -> list[Drawing]:
    """The drawing beside another figure, and the one for phones."""
    return [
        Drawing(
            f"{name}-{classes}",
            width,
            HEIGHT + 16 * (width == PHONE),
            title,
            list(_marks(bars, width, above, below, period)),
            classes,
        )
        for width, classes in ((WIDE, "chart--wide"), (PHONE, "chart--narrow"))
    ]


def _marks(bars: Sequence[Bar], width: int, above: str, below: str, period: str) -> Iterator[Mark]:
    most = max((count for bar in bars for count in bar), default=0) or 1
    step, scale = width / len(bars), (MIDDLE - TOP) / most
    yield Line(0, MIDDLE, width, MIDDLE, "mean")
    for place, (given, received) in enumerate(bars):
        left, thick = place * step + GAP / 2, step - GAP
        yield Rect(left, MIDDLE - given * scale, thick, given * scale, "fill-1")
        yield Rect(left, MIDDLE + 1, thick, received * scale, "fill-rest")
    yield Text(0, TOP - 12, above, "strong ink")
    yield Text(0, HEIGHT - 4, below, "small")
    is_phone = width == PHONE
    yield Text(width if not is_phone else 0, HEIGHT + (12 if is_phone else -4), period, "faint",
               "start" if is_phone else "end")  # fmt: skip
