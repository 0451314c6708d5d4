"""In which weeks a leader spoke: filled what they wrote, outlined what an office wrote for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from groundswell.web.charts.marks import Drawing, Line, Mark, Rect

WIDTH, BASE, HEIGHT = 130, 29, 32
ROOM = 28  # pixels for the busiest week


def drawing(
    name: str, title: str, own: Sequence[int], delegated: Sequence[int], most: int
) -> Drawing:
    """A bar a week; `most` is the busiest week of all that stand together."""
    marks = list(_marks(own, delegated, ROOM / max(most, 1)))
    return Drawing(f"presence-{name}", WIDTH, HEIGHT, title, marks, "inline-chart")


def _marks(own: Sequence[int], delegated: Sequence[int], each: float) -> Iterator[Mark]:
    yield Line(0, BASE, WIDTH, BASE, "base")
    step = WIDTH / len(own)
    for week, (mine, theirs) in enumerate(zip(own, delegated, strict=True)):
        x, high = week * step + 1, mine * each
        if mine:
            yield Rect(x, BASE - high, step - 3, high, "fill-1")
        if theirs:
            more = max(theirs * each - 0.8, 1)
            yield Rect(x + 0.6, BASE - high - theirs * each, step - 4.2, more, "outlined")
