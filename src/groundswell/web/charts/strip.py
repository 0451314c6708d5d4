"""How few say how much: a strip of people above, a strip of what they said below, joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groundswell.web import wording
from groundswell.web.charts.marks import Area, Drawing, Mark, Rect, Text

HALF, PHONE = 422, 358
TOP, BOTTOM, THICK, HEIGHT = 26, 168, 24, 196
NARROW = 34  # pixels: below, a share does not fit into its part
HUES = ("fill-1", "mid", "fill-rest")


@dataclass(frozen=True, slots=True)
class Band:
    """Some people: their share of all, the share of what was said, and both in words."""

    people: float
    said: float
    words: str


def drawings(name: str, title: str, people: str, bands: Sequence[Band]) -> list[Drawing]:
    """The drawing beside another figure, and the one for phones."""
    return [
        Drawing(
            f"{name}-{classes}", width, HEIGHT, title, list(_marks(people, bands, width)), classes
        )
        for width, classes in ((HALF, "chart--wide"), (PHONE, "chart--narrow"))
    ]


def _marks(people: str, bands: Sequence[Band], width: int) -> Iterator[Mark]:
    yield Text(0, TOP - 10, people, "small")
    above = below = 0.0
    for place, band in enumerate(bands):
        one, other = above + band.people * width, below + band.said * width
        corners = [
            (above, TOP + THICK), (one, TOP + THICK), (other, BOTTOM), (below, BOTTOM),
        ]  # fmt: skip
        yield Area(corners, f"flow-{place + 1}")
        yield Rect(above, TOP, one - above, THICK, HUES[place])
        yield Rect(below, BOTTOM, other - below, THICK, HUES[place])
        if other - below > NARROW:
            on = "on" if place < 2 else "ink"
            yield Text(below + 8, BOTTOM + 16, wording.percent(band.said), f"{on} strong num")
        above, below = one, other
    for place, band in enumerate(bands):
        is_last = place == len(bands) - 1
        y = TOP + THICK + 28 + 26 * place
        yield Text(
            width if is_last else 14 + 24 * place,
            y,
            band.words,
            "ink",
            "end" if is_last else "start",
        )
