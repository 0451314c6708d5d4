"""How long something waits: the share that still does, with its band, and where half is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from groundswell.web import wording
from groundswell.web.charts.marks import Area, Curve, Dot, Drawing, Line, Mark, Text

HALF, PHONE = 422, 358
LEFT, TOP, BASE, HEIGHT = 44, 26, 178, 214
A_TICK = 2  # steps of the curve

type Row = Sequence[float]  # time, still waiting, and between which shares


def drawings(name: str, title: str, rows: Sequence[Row], median: float | None) -> list[Drawing]:
    """The drawing beside another figure, and the one for phones."""
    return [
        Drawing(
            f"{name}-{classes}",
            width,
            HEIGHT,
            title,
            list(_Field(width, rows).marks(median)),
            classes,
        )
        for width, classes in ((HALF, "chart--wide"), (PHONE, "chart--narrow"))
    ]


class _Field:
    def __init__(self, width: int, rows: Sequence[Row]) -> None:
        self.width, self.rows = width, rows
        self.last, self.step = self.rows[-1][0], A_TICK * self.rows[1][0]

    def marks(self, median: float | None) -> Iterator[Mark]:
        yield Text(0, TOP - 12, _("of 100 questions, still waiting"), "small faint")
        for share in (0, 0.5, 1):
            yield Line(LEFT, self.y(share), self.width, self.y(share))
            yield Text(LEFT - 8, self.y(share) + 4, wording.number(100 * share), "faint num", "end")
        at = 0.0
        while at <= self.last:
            words = _("%(count)s h") % {"count": wording.number(at)}
            anchor = "end" if at > self.last - self.step / 4 and at else "middle"
            yield Text(self.x(at), BASE + 20, words, "faint num", anchor)
            at += self.step
        yield Area([*self.line(2), *reversed(self.line(3))], "band")
        yield Curve(self.line(1), "line-1")
        for x, y in self.line(1)[1:]:
            yield Dot(x, y, 2.5, "fill-1")
        if median is not None and median <= self.last:
            yield from self.half(median)

    def half(self, median: float) -> Iterator[Mark]:
        x = self.x(median)
        yield Line(x, self.y(0.5), x, BASE, "mean")
        words = _("half by %(hours)s h") % {"hours": wording.number(round(median, 1))}
        is_left = x > self.width * 0.6
        yield Text(
            x + (-8 if is_left else 8),
            self.y(0.5) + (18 if is_left else -8),  # the curve falls: there it is free
            words,
            "ink strong",
            "end" if is_left else "start",
        )

    def x(self, hours: float) -> float:
        return LEFT + hours / self.last * (self.width - LEFT)

    def y(self, share: float) -> float:
        return BASE - share * (BASE - TOP)

    def line(self, column: int) -> list[tuple[float, float]]:
        return [(self.x(row[0]), self.y(row[column])) for row in self.rows]
