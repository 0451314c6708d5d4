"""Colours as #rrggbb and in OKLCH, and their contrast.

Source: Ottosson (2020), A perceptual color space for image processing; WCAG 2.2, 1.4.3.
"""

from __future__ import annotations

import math
import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
STEP = 0.002

type Oklch = tuple[float, float, float]  # lightness and chroma from 0 to 1, hue in degrees
type Rgb = tuple[float, float, float]  # linear, from 0 to 1

_TO_CUBE = (
    (0.3963377774, 0.2158037573),
    (-0.1055613458, -0.0638541728),
    (-0.0894841775, -1.2914855480),
)
_TO_RGB = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_TO_LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_WEIGHTS = (0.2126, 0.7152, 0.0722)


def as_oklch(colour: str) -> Oklch:
    """A colour written as #rrggbb."""
    lms = [math.cbrt(_dot(row, _linear(colour))) for row in _TO_LMS]
    lightness, a, b = (_dot(row, lms) for row in _TO_LAB)
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


def as_hex(colour: Oklch) -> str:
    """A colour as #rrggbb; what no screen shows is made paler until one does."""
    lightness, chroma, hue = colour
    while chroma > 0 and not _is_shown((lightness, chroma, hue)):
        chroma = max(0.0, chroma - STEP)
    parts = (round(_encoded(part) * 255) for part in _rgb((lightness, chroma, hue)))
    return "#" + "".join(f"{part:02x}" for part in parts)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours written as #rrggbb, from 1 to 21."""
    low, high = sorted(_dot(_WEIGHTS, _linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _is_shown(colour: Oklch) -> bool:
    return all(-0.0005 <= part <= 1.0005 for part in _rgb(colour))


def _rgb(colour: Oklch) -> Rgb:
    lightness, chroma, hue = colour
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    cube = [(lightness + x * a + y * b) ** 3 for x, y in _TO_CUBE]
    red, green, blue = (_dot(row, cube) for row in _TO_RGB)
    return red, green, blue


def _linear(colour: str) -> Rgb:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


def _encoded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _dot(row: tuple[float, ...], values: object) -> float:
    return sum(x * y for x, y in zip(row, values, strict=False))  # type: ignore[call-overload]
