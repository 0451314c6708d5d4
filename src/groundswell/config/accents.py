"""The organisation's own colour: whether it can be read everywhere, and what follows from it.

The accent is what may be pressed: text on every sheet, and the ground of a main button.
"""

from __future__ import annotations

from typing import Literal

from groundswell.foundation.colours import HEX, Oklch, as_hex, as_oklch, contrast

type Scheme = Literal["light", "dark"]

LEAST = 4.5  # WCAG 2.2, 1.4.3: text; edges and icons need 3
STEP = 0.004
# As in tokens.css, which a test holds against this: ground, surfaces, hover; text on the accent.
SHEETS: dict[Scheme, tuple[Oklch, ...]] = {
    "light": ((0.966, 0.0075, 88), (0.997, 0.002, 90), (1, 0, 0), (0.948, 0.009, 90),
              (0.936, 0.011, 95)),
    "dark": ((0.185, 0.016, 222), (0.226, 0.018, 222), (0.265, 0.020, 222), (0.203, 0.017, 222),
             (0.285, 0.021, 222)),
}  # fmt: skip
ON: dict[Scheme, Oklch] = {"light": (0.990, 0.006, 200), "dark": (0.200, 0.030, 222)}
TINTS: dict[Scheme, tuple[float, float]] = {"light": (0.930, 0.026), "dark": (0.310, 0.042)}
STRONGER: dict[Scheme, float] = {"light": -0.08, "dark": 0.06}
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
GROUNDS = {scheme: as_hex(SHEETS[scheme][0]) for scheme in SCHEMES}


def least_contrast(scheme: Scheme, colour: str) -> float:
    """The poorest contrast in which an accent would stand anywhere."""
    met = [*(as_hex(sheet) for sheet in SHEETS[scheme]), as_hex(ON[scheme]), tint(scheme, colour)]
    return min(contrast(colour, other) for other in met)


def passes(scheme: Scheme, colour: str) -> bool:
    """Whether it can be read everywhere."""
    return least_contrast(scheme, colour) >= LEAST


def nearest(scheme: Scheme, colour: str) -> str:
    """The colour of the same hue that can be read everywhere and is nearest to this one."""
    lightness, chroma, hue = as_oklch(colour)
    step = -STEP if scheme == "light" else STEP
    for more in range(round(1 / STEP)):
        there = min(1.0, max(0.0, lightness + more * step))
        if passes(scheme, found := as_hex((there, chroma, hue))):
            return found
    msg = f"no colour of the hue {hue:.0f} can be read"
    raise AssertionError(msg)


def tint(scheme: Scheme, colour: str) -> str:
    """The quiet ground of what is chosen."""
    _, chroma, hue = as_oklch(colour)
    lightness, most = TINTS[scheme]
    return as_hex((lightness, min(chroma, most), hue))


def style(light: str, dark: str) -> str:
    """The sheet that puts the accents in the place of ours; empty where nothing is chosen."""
    if not light and not dark:
        return ""
    light, dark = light or nearest("light", dark), dark or nearest("dark", light)
    strong = _stronger("light", light), _stronger("dark", dark)
    lines = [
        f"--deep:light-dark({light},{dark})",
        f"--deep-strong:light-dark({strong[0]},{strong[1]})",
        f"--deep-tint:light-dark({tint('light', light)},{tint('dark', dark)})",
    ]
    _, chroma, hue = as_oklch(light)
    calm = min(chroma, 0.058)
    for name, lightness in (("sea-top", 0.36), ("sea-deep", 0.235)):
        lines += [f"--{name}:{as_hex((lightness, calm, hue))}"]
    abyss = as_hex((0.30, calm, hue)), as_hex((0.255, min(calm, 0.042), hue))
    lines += [f"--abyss:light-dark({abyss[0]},{abyss[1]})"]
    return ":root{" + ";".join(lines) + "}\n"


def problem(scheme: Scheme, colour: str) -> str:
    """Why a setting cannot be this accent, in words for the terminal; empty where it can."""
    if not colour:
        return ""
    if not HEX.fullmatch(colour):
        return "Write it like '#005f6b', or leave it empty."
    if not passes(scheme, colour):
        ratio = least_contrast(scheme, colour)
        return (
            f"It stands at {ratio:.1f} : 1 somewhere on {scheme} pages, and text needs {LEAST} : 1."
            f" The nearest that does is '{nearest(scheme, colour)}'."
        )
    return ""


def _stronger(scheme: Scheme, colour: str) -> str:
    lightness, chroma, hue = as_oklch(colour)
    return as_hex((min(1, max(0, lightness + STRONGER[scheme])), chroma, hue))
