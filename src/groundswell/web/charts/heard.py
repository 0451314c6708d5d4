"""Whose posts are answered: a dot with its interval for each group, a tick for all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.web import wording
from groundswell.web.charts.marks import Dot, Drawing, Line, Mark, Rect, Text, fitted

FULL, PHONE = 916, 358
TOP, STEP, HEAD = 30, 30, 34


@dataclass(frozen=True, slots=True)
class Heard:
    """One group: its share and interval, that of all others; None where it is withheld."""

    name: str
    share: float | None
    low: float
    high: float
    others: float | None
    counted: str
    rings: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The groups of one breakdown, under its heading."""

    heading: str
    lines: Sequence[Heard]


def drawings(name: str, title: str, blocks: Sequence[Block]) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    return [
        Drawing(
            f"{name}-{classes}", width, _height(blocks, width), title, list(_marks(blocks, width)),
            classes,
        )
        for width, classes in ((FULL, "chart--wide"), (PHONE, "chart--narrow"))
    ]  # fmt: skip


def _step(width: int) -> int:
    return STEP if width == FULL else STEP + 16


def _height(blocks: Sequence[Block], width: int) -> int:
    return TOP + sum(HEAD + _step(width) * len(block.lines) for block in blocks) + 26


def _marks(blocks: Sequence[Block], width: int) -> Iterator[Mark]:
    is_wide, base = width == FULL, _height(blocks, width) - 24
    left, right = (190 if is_wide else 0), (150 if is_wide else 136)

    def x(share: float) -> float:
        return left + 6 + share * (width - left - right - 12)

    for share in (0, 0.25, 0.5, 0.75, 1) if is_wide else (0, 0.5, 1):
        anchor = "middle" if is_wide or share else "start"
        yield Line(x(share), TOP - 8, x(share), base)
        yield Text(x(share), base + 18, wording.percent(share), "faint num", anchor)
    yield Text(width - right + 8, TOP - 14, _("Answered"), "small")
    top = TOP
    for block in blocks:
        yield Text(0, top + 20, block.heading, "ink strong")
        top += HEAD
        for one in block.lines:
            y = top + _step(width) - 15
            yield Text(0, y + 4 if is_wide else y - 16, fitted(one.name, left or width), "ink")
            yield from _row(one, y, x)
            yield from _words(one, y, width - right + 8)
            top += _step(width)


def _row(one: Heard, y: float, x: Callable[[float], float]) -> Iterator[Mark]:
    if one.share is None:
        yield Rect(x(0), y - 6, x(1) - x(0), 12, "hidden")
        return
    hue = "2" if one.rings else "1"
    yield Line(x(one.low), y, x(one.high), y, f"line-{hue} link")
    if one.others is not None:
        yield Line(x(one.others), y - 9, x(one.others), y + 9, "chance")
    yield Dot(x(one.share), y, 6, f"fill-{hue}")


def _words(one: Heard, y: float, at: float) -> Iterator[Mark]:
    share = "–" if one.share is None else wording.percent(one.share)
    yield Text(at, y + 4, share, f"strong {'bad' if one.rings else 'ink'} num")
    yield Text(at + 46, y + 4, one.counted, "small num")
