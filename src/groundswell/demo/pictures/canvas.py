"""A sheet to draw on: twice as fine as what is kept, so that edges are smooth."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from PIL import Image, ImageDraw, ImageFont

type Point = tuple[float, float]

FINE = 2
WIDTH, HEIGHT = 1080, 675
QUALITY, METHOD = 82, 2  # of WebP; more effort saves little on flat colours
SMALL = 480  # pixels of the longer edge, as `foundation.images` has it
FONT = files("groundswell.web") / "static" / "fonts" / "hanken-grotesk-latin-wght-normal.woff2"

# The house's colours in the light scheme.
PAPER, SHEET, INK, SOFT, LINE = "#f6f4ee", "#fdfdfb", "#12303a", "#48616a", "#dcd8cc"
DEEP, ABYSS, BUOY, GOOD, PLUM, SAND = (
    "#0b5c6b", "#0d3744", "#c2502b", "#2f7d57", "#8a4277", "#c79a3a",
)  # fmt: skip


class Canvas:
    """A sheet in the pixels of the picture that it becomes."""

    def __init__(self, ground: str, width: int = WIDTH, height: int = HEIGHT) -> None:
        self.width, self.height = width, height
        self._image = Image.new("RGB", (width * FINE, height * FINE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def line(self, points: Sequence[Point], colour: str, width: float = 3) -> None:
        """A line through points, with round joints."""
        self._draw.line(_fine(points), colour, round(width * FINE), joint="curve")

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """What lies between points."""
        self._draw.polygon(_fine(points), fill)

    def box(
        self, at: Point, size: Point, fill: str | None = None, *, edge: str | None = None,
        width: float = 3, radius: float = 0,
    ) -> None:  # fmt: skip
        """A rectangle with its upper left corner at a point."""
        corners = _fine([at, (at[0] + size[0], at[1] + size[1])])
        self._draw.rounded_rectangle(
            corners, radius * FINE, fill, edge, round(width * FINE) if edge else 0
        )

    def disc(
        self, at: Point, radius: float, fill: str | None = None, *, edge: str | None = None,
        width: float = 3, flat: float = 1,
    ) -> None:  # fmt: skip
        """A circle around a point, or an ellipse that is `flat` times as high as wide."""
        corners = _fine(
            [(at[0] - radius, at[1] - radius * flat), (at[0] + radius, at[1] + radius * flat)]
        )
        self._draw.ellipse(corners, fill, edge, round(width * FINE) if edge else 0)

    def arc(self, at: Point, radius: float, span: Point, colour: str, width: float = 3) -> None:
        """A part of a circle, from one angle to another, clockwise from the right."""
        corners = _fine([(at[0] - radius, at[1] - radius), (at[0] + radius, at[1] + radius)])
        self._draw.arc(corners, *span, colour, round(width * FINE))

    def words(
        self, at: Point, said: str, colour: str = SOFT, *, size: int = 22, anchor: str = "lm"
    ) -> None:
        """A line of text; the anchor is Pillow's."""
        self._draw.text(_fine([at])[0], said, colour, _font(size * FINE), anchor)

    def sky(self, colours: Sequence[str], top: float, bottom: float) -> None:
        """A band that goes from colour to colour downwards."""
        strip = Image.new("RGB", (1, len(colours)))
        for row, colour in enumerate(colours):
            strip.putpixel((0, row), _rgb(colour))
        size = self.width * FINE, round((bottom - top) * FINE)
        band = strip.resize(size, Image.Resampling.BICUBIC, (0, 0.5, 1, len(colours) - 0.5))
        self._image.paste(band, (0, round(top * FINE)))

    def finished(self) -> Image.Image:
        """The picture."""
        return self._image.reduce(FINE)


def as_webp(picture: Image.Image, edge: int | None = None) -> bytes:
    """Its bytes; made smaller where an edge is named."""
    if edge is not None:
        picture = picture.copy()
        picture.thumbnail((edge, edge))
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=METHOD)
    return out.getvalue()


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(FONT), size)
    font.set_variation_by_axes([500])
    return font


def _fine(points: Sequence[Point]) -> list[Point]:
    return [(x * FINE, y * FINE) for x, y in points]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
