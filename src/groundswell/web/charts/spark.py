"""One line beside the headline: the share inside Comms & Marketing, and outside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from groundswell.web import wording
from groundswell.web.charts.marks import (
    Curve,
    Dot,
    Drawing,
    Line,
    Mark,
    Points,
    Text,
    fitted,
)

WIDTH, HEIGHT, ASIDE, TOP, FOOT = 352, 168, 110, 20, 30
ROW = 18  # pixels for what lay before another source
APART = 50  # pixels between the words at the ends of the two lines


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its share in each week, None where it was not told, and its name."""

    name: str
    shares: Sequence[float | None]


def drawing(
    title: str,
    inside: Side,
    outside: Side,
    ends: tuple[str, str],
    sources: Sequence[tuple[float, str]] = (),
) -> Drawing:
    """The drawing beside the headline; it fits a phone as well.

    `sources` says at which period another source began, and what lay before.
    """
    marks = list(_marks(inside, outside, ends))
    for row, (period, before) in enumerate(sources):
        at = _x(period, len(outside.shares))
        marks += [
            Line(at, TOP, at, HEIGHT - FOOT, "source"),
            # Below the months: beside the line it would lie over the curves and their scale.
            Text(0, HEIGHT + 8 + ROW * row, before, "small"),
        ]
    return Drawing("spark", WIDTH, HEIGHT + ROW * len(sources), title, marks, "chart--spark")


def _marks(inside: Side, outside: Side, ends: tuple[str, str]) -> Iterator[Mark]:
    right = WIDTH - ASIDE
    for share in (0, 0.5, 1):
        yield Line(0, _y(share), right, _y(share))
    yield Text(0, _y(1) - 6, wording.percent(1), "faint num")
    yield Text(0, HEIGHT - 10, ends[0], "faint")
    yield Text(right, HEIGHT - 10, ends[1], "faint", "end")
    words = _heights(inside, outside)
    for side, hue, at in ((inside, 2, words[0]), (outside, 1, words[1])):
        for points in _pieces(side):
            yield Curve(points, f"line-{hue}")
        last = side.shares[-1]
        if last is not None:
            yield Dot(right, _y(last), 4.5, f"fill-{hue}")
            yield Text(right + 10, at, wording.percent(last), "strong ink num")
            for line, part in enumerate(_lines(side.name)):
                yield Text(right + 10, at + 15 + 14 * line, part, "small")


def _lines(name: str) -> list[str]:
    """A name on one line or, where it is longer, on two."""
    first, _gap, rest = name.partition(" ")
    whole = fitted(name, ASIDE - 10)
    return [whole] if whole == name or not rest else [first, fitted(rest, ASIDE - 10)]


def _x(week: float, weeks: int) -> float:
    return week / max(1, weeks - 1) * (WIDTH - ASIDE)


def _y(share: float) -> float:
    return TOP + (1 - share) * (HEIGHT - TOP - FOOT)


def _heights(inside: Side, outside: Side) -> tuple[float, float]:
    """Where the words of both stand, so that they do not cover each other."""
    one, other = (_y(side.shares[-1] or 0) for side in (inside, outside))
    if abs(one - other) >= APART:
        return one, other
    middle, way = (one + other) / 2, 1 if one > other else -1
    return middle + way * APART / 2, middle - way * APART / 2


def _pieces(side: Side) -> list[Points]:
    pieces: list[list[tuple[float, float]]] = [[]]
    for week, share in enumerate(side.shares):
        if share is None:
            pieces.append([])
        else:
            pieces[-1].append((_x(week, len(side.shares)), _y(share)))
    return [piece for piece in pieces if len(piece) > 1]
