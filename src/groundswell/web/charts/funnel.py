"""How far people have come: bars from one baseline, what was lost on the way in words beside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.web.charts.marks import LETTER, Drawing, Line, Mark, Rect, Text, fitted

FULL, PHONE = 916, 358
THICK, FOOT = 22, 22


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its share of everybody, in words as well, what was lost, and the share before.

    `share` is None where it is withheld; `count` then says why.
    """

    name: str
    share: float | None
    count: str
    percent: str
    lost: str
    was: float | None


def drawings(title: str, steps: Sequence[Step], earlier: str) -> list[Drawing]:
    """The drawing across the page, and the one for phones; `earlier` says what the ticks are."""
    return [
        Drawing(
            f"funnel-{classes}",
            field.width,
            field.height,
            title,
            list(field.marks(earlier)),
            classes,
        )
        for field, classes in (
            (_Field(FULL, steps), "chart--wide"),
            (_Field(PHONE, steps), "chart--narrow"),
        )
    ]


class _Field:
    """Where things stand in one drawing, by its width."""

    def __init__(self, width: int, steps: Sequence[Step]) -> None:
        self.width, self.is_narrow, self.steps = width, width < 500, steps
        self.left, right = (0, 100) if self.is_narrow else (172, 394)
        self.room = width - self.left - right
        self.row, self.top = (62, 0) if self.is_narrow else (46, 26)
        self.aside, self.aside_room = width - 290, 335  # small letters take less
        self.height = self.top + self.row * len(steps) + FOOT

    def marks(self, earlier: str) -> Iterator[Mark]:
        if not self.is_narrow:
            yield Text(self.left, 12, _("People, and share of everybody employed"), "faint")
            yield Text(self.aside, 12, _("Lost on the way there"), "faint")
        for place, step in enumerate(self.steps):
            yield from self._step(step, self.top + place * self.row, is_all=not place)
        if any(step.was is not None for step in self.steps):
            yield Text(self.left, self.height - 6, earlier, "faint")

    def x(self, share: float) -> float:
        return self.left + share * self.room

    def _step(self, step: Step, y: float, *, is_all: bool) -> Iterator[Mark]:
        bar = y + (20 if self.is_narrow else 6)
        yield Text(0, y + (14 if self.is_narrow else 22), step.name, "ink")
        share = 1.0 if step.share is None else step.share
        hue = "hidden" if step.share is None else "fill-rest" if is_all else "fill-1"
        yield Rect(self.left, bar, share * self.room, THICK, hue)
        if step.was is not None:
            yield Line(self.x(step.was), bar - 4, self.x(step.was), bar + THICK + 4, "was")
        at = self.x(max(share, step.was or 0)) + 8
        yield Text(at, bar + 16, step.count, "strong ink num")
        if step.percent:
            yield Text(at + 14 + LETTER * len(step.count), bar + 16, step.percent, "num")
        if step.lost and not self.is_narrow:
            yield Text(self.aside, bar + 16, fitted(step.lost, self.aside_room), "small")
