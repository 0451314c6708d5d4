"""The few shapes that every chart is made of. They carry classes only; chart.css says the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

LETTER = 6.7  # pixels: a letter of 13 px text, on the wide side


@dataclass(frozen=True, slots=True)
class Line:
    kind: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    classes: str = "gridline"


@dataclass(frozen=True, slots=True)
class Rect:
    kind: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    classes: str


@dataclass(frozen=True, slots=True)
class Dot:
    kind: ClassVar[str] = "dot"
    x: float
    y: float
    radius: float
    classes: str


@dataclass(frozen=True, slots=True)
class Text:
    kind: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    classes: str = ""
    anchor: str = "start"


type Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Curve:
    kind: ClassVar[str] = "curve"
    points: Points
    classes: str


@dataclass(frozen=True, slots=True)
class Area:
    kind: ClassVar[str] = "area"
    points: Points
    classes: str


type Mark = Line | Rect | Dot | Text | Curve | Area


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing, as wide as it is shown, so that 12 px stay so; its title states the finding."""

    name: str
    width: int
    height: int
    title: str
    marks: Sequence[Mark]
    classes: str


def fitted(words: str, pixels: float) -> str:
    """Words that fit into so much room; the table beside the chart has all of them."""
    longest = max(1, int(pixels / LETTER))
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def changed_source(x: float, top: float, base: float, width: float, words: str) -> Iterator[Mark]:
    """An upright rule where figures come from another source, with what lay before in words."""
    yield Line(x, top, x, base, "source")
    is_right = x > width / 2
    yield Text(
        x - 6 if is_right else x + 6, top + 10, words, "small", "end" if is_right else "start"
    )
