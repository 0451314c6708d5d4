"""Every pair of colours that may meet passes WCAG 2.2 AA, in the light scheme and in the dark."""

from __future__ import annotations

import math
import re
from itertools import product
from pathlib import Path

import pytest

import groundswell.web

STATIC = Path(groundswell.web.__file__).parent / "static"
TEXT, EDGE = 4.5, 3.0  # WCAG 1.4.3 for text, 1.4.11 for edges and icons
SCHEMES = ("light", "dark")
SHEETS = ("ground", "surface", "surface-raised", "surface-sunk", "hover")
INKS = ("ink", "ink-soft", "ink-faint", "deep", "buoy", "good", "warn", "bad", "plum")
KINDS = ("deep", "buoy", "good", "warn", "bad", "plum")
PAIRS = [
    *((ink, sheet, TEXT) for ink, sheet in product(INKS, SHEETS)),
    *((ink, f"{kind}-tint", TEXT) for kind in KINDS for ink in (kind, "ink", "ink-soft")),
    *((f"on-{sheet.removesuffix('-strong')}", sheet, TEXT) for sheet in ("deep", "deep-strong")),
    ("on-buoy", "buoy", TEXT),
    ("on-abyss", "abyss", TEXT),
    ("on-abyss-soft", "abyss", TEXT),
    *(("line-strong", sheet, EDGE) for sheet in SHEETS[:4]),
    *((f"chart-{number}", "surface", EDGE) for number in range(1, 7)),
]
OKLCH = re.compile(r"oklch\(([\d.]+) ([\d.]+) (?:([\d.]+)|var\(--hue\))\)")

type Colour = tuple[float, float, float]


def luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an OKLCH colour, clipped to sRGB.

    Source: Ottosson (2020), A perceptual color space for image processing.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    cube = [
        (lightness + x * a + y * b) ** 3
        for x, y in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    ]
    rows = (
        (4.0767416621, -3.3077115913, 0.2309699292),
        (-1.2684380046, 2.6097574011, -0.3413193965),
        (-0.0041960863, -0.7034186147, 1.7076147010),
    )
    channels = (sum(f * c for f, c in zip(row, cube, strict=True)) for row in rows)
    weights = (0.2126, 0.7152, 0.0722)
    return sum(w * min(1, max(0, c)) for w, c in zip(weights, channels, strict=True))


def ratio(one: Colour, other: Colour) -> float:
    """The contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(*one), luminance(*other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens(scheme: str) -> dict[str, Colour]:
    """The colours of tokens.css in one scheme."""
    found = {}
    text = (STATIC / "tokens.css").read_text("utf-8")
    for name, value in re.findall(r"--([\w-]+):\s*((?:light-dark|oklch)[^;]+);", text):
        colours = [tuple(map(float, colour)) for colour in OKLCH.findall(value) if all(colour)]
        if colours:
            found[name] = colours[min(SCHEMES.index(scheme), len(colours) - 1)]
    return found


def faces(scheme: str) -> tuple[list[tuple[float, float]], tuple[float, float]]:
    """Lightness and chroma of an avatar's sheet and swell, and of its letters."""
    text = (STATIC / "components" / "avatar.css").read_text("utf-8")
    colours = [
        (float(light), float(chroma)) for light, chroma, hue in OKLCH.findall(text) if not hue
    ]
    swell, sheet, ink = colours[SCHEMES.index(scheme) :: 2][:3]
    return [sheet, swell], ink


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("ink", "sheet", "least"), PAIRS)
def test_two_colours_that_meet_can_be_told_apart(scheme, ink, sheet, least):
    known = tokens(scheme)

    assert ratio(known[ink], known[sheet]) >= least


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_letters_of_every_face_can_be_read(scheme):
    sheets, ink = faces(scheme)

    for hue, sheet in product(range(0, 360, 30), sheets):
        assert ratio((*ink, hue), (*sheet, hue)) >= TEXT


def test_the_measure_itself_knows_black_and_white():
    assert ratio((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)
