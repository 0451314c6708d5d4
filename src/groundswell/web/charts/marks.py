"""The few shapes that every chart is made of. They carry classes only; chart.css says the rest.

Each writes itself: a page holds some thousand of them, and a template takes four times as long.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, wraps
from typing import ClassVar

from django.utils.translation import get_language
from markupsafe import Markup, escape

LETTER = 6.7  # pixels: a letter of 13 px text, on the wide side
DRAWN = 64  # charts that a process keeps: some pages of some weeks in two languages


@dataclass(frozen=True, slots=True)
class Line:
    kind: ClassVar[str] = "line"
    x1: float
    y1: float
    x2: float
    y2: float
    classes: str = "gridline"

    def svg(self) -> str:
        at = f'x1="{self.x1:.1f}" y1="{self.y1:.1f}" x2="{self.x2:.1f}" y2="{self.y2:.1f}"'
        return f'<line {at} class="{self.classes}"/>'


@dataclass(frozen=True, slots=True)
class Rect:
    kind: ClassVar[str] = "rect"
    x: float
    y: float
    width: float
    height: float
    classes: str

    def svg(self) -> str:
        size = f'width="{self.width:.1f}" height="{self.height:.1f}"'
        return f'<rect x="{self.x:.1f}" y="{self.y:.1f}" {size} class="{self.classes}"/>'


@dataclass(frozen=True, slots=True)
class Dot:
    kind: ClassVar[str] = "dot"
    x: float
    y: float
    radius: float
    classes: str

    def svg(self) -> str:
        at = f'cx="{self.x:.1f}" cy="{self.y:.1f}" r="{self.radius}"'
        return f'<circle {at} class="{self.classes}"/>'


@dataclass(frozen=True, slots=True)
class Text:
    kind: ClassVar[str] = "text"
    x: float
    y: float
    words: str
    classes: str = ""
    anchor: str = "start"

    def svg(self) -> str:
        look = f'class="t {self.classes}"' if self.classes else 'class="t"'
        at = f'x="{self.x:.1f}" y="{self.y:.1f}" {look} text-anchor="{self.anchor}"'
        return f"<text {at}>{escape(self.words)}</text>"


type Points = Sequence[tuple[float, float]]


def _along(points: Points) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Curve:
    kind: ClassVar[str] = "curve"
    points: Points
    classes: str

    def svg(self) -> str:
        return f'<polyline points="{_along(self.points)}" class="{self.classes}"/>'


@dataclass(frozen=True, slots=True)
class Area:
    kind: ClassVar[str] = "area"
    points: Points
    classes: str

    def svg(self) -> str:
        return f'<polygon points="{_along(self.points)}" class="{self.classes}"/>'


type Mark = Line | Rect | Dot | Text | Curve | Area


@dataclass(frozen=True)
class Drawing:
    """One drawing, as wide as it is shown, so that 12 px stay so; its title states the finding."""

    name: str
    width: int
    height: int
    title: str
    marks: Sequence[Mark]
    classes: str

    def svg(self) -> Markup:
        """All marks as they stand in the page; the words of people in them are escaped."""
        return self._svg

    @cached_property
    def _svg(self) -> Markup:
        return Markup("".join(mark.svg() for mark in self.marks))  # noqa: S704 - words are escaped


def drawn_once[**P, T](draw: Callable[P, T]) -> Callable[P, T]:
    """A chart that is drawn anew only where something in it became another.

    All that it is made of is the key, and the language: what is withheld by now is no longer in it,
    so nothing that was drawn before can be shown for it.
    """

    @lru_cache(maxsize=DRAWN)
    def drawn(_language: str | None, *made_of: Hashable, **named: Hashable) -> T:
        return draw(*made_of, **named)  # type: ignore[arg-type]

    @wraps(draw)
    def given(*made_of: P.args, **named: P.kwargs) -> T:
        lasting = {name: _lasting(one) for name, one in named.items()}
        return drawn(get_language(), *map(_lasting, made_of), **lasting)

    return given


def _lasting(one: object) -> Hashable:
    return tuple(one) if isinstance(one, list) else one


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
