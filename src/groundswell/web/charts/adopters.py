"""How many have begun, week by week, and weeks to come: with a band, or hatched with a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groundswell.web import wording
from groundswell.web.charts.marks import (
    LETTER,
    Area,
    Curve,
    Dot,
    Drawing,
    Line,
    Mark,
    Rect,
    Text,
    changed_source,
)

FULL, PHONE = 916, 358
TOP, BASE, HEIGHT = 42, 268, 304
ROOM = 0.62  # of the width, for what is over
NEXT = 26  # weeks shown to come


@dataclass(frozen=True, slots=True)
class Story:
    """What is drawn: `begun` (week, people), `ahead` (week, low, middle, high), or why there is
    none; `sources` says at which week another source began, and what lay before."""

    weeks: int
    begun: Sequence[Sequence[float]]
    ahead: Sequence[Sequence[float]]
    refused: str
    everybody: int
    first: str
    last: str
    sources: Sequence[tuple[float, str]] = ()


def drawings(title: str, story: Story) -> list[Drawing]:
    """The drawing over the whole width, and the one for phones."""
    return [
        Drawing(
            f"adopters-{classes}", width, HEIGHT, title, list(_Field(width, story).marks()), classes
        )
        for width, classes in ((FULL, "chart--wide"), (PHONE, "chart--narrow"))
    ]


class _Field:
    def __init__(self, width: int, story: Story) -> None:
        self.width, self.story = width, story
        highest = max((row[3] for row in story.ahead), default=0.0)
        self.top = max(story.everybody, highest, 1)

    def marks(self) -> Iterator[Mark]:
        story = self.story
        yield Text(0, 14, _("people who have taken part at least once"), "small")
        yield Line(0, BASE, self.width, BASE, "base")
        yield Line(0, self.y(story.everybody), self.width, self.y(story.everybody), "mean")
        words = _("everybody: %(count)s") % {"count": wording.number(story.everybody)}
        yield Text(0, self.y(story.everybody) - 6, words, "small num")
        today = self.x(story.weeks - 1)
        yield Text(0, BASE + 18, story.first, "faint")
        yield Text(today, BASE + 18, story.last, "small", "middle")
        yield Line(today, TOP, today, BASE, "today")
        for week, before in story.sources:
            yield from changed_source(self.x(week), TOP, BASE, self.width, before)
        yield from self.to_come(today)
        yield from self.so_far(today)

    def so_far(self, today: float) -> Iterator[Mark]:
        begun = self.story.begun
        if not begun:
            return
        last = begun[-1][1]
        points = [(0.0, self.y(0)), *((self.x(week), self.y(people)) for week, people in begun)]
        yield Curve([*points, (today, self.y(last))], "line-1 thick")
        yield Dot(today, self.y(last), 4.5, "fill-1")
        words = _("%(count)s or more") % {"count": wording.number(int(last))}
        # Where there is a band the curve is flat, and above it stands what is to come.
        beside = 26 if self.story.ahead else -10
        yield Text(today - 8, self.y(last) + beside, words, "strong ink num", "end")

    def to_come(self, today: float) -> Iterator[Mark]:
        ahead = self.story.ahead
        if not ahead:
            yield Rect(today, TOP, self.width - today, BASE - TOP, "hidden")
            lines = list(_broken(self.story.refused, self.width - today - 24))
            yield Rect(today + 6, TOP + 10, self.width - today - 12, 17 * len(lines) + 12, "paper")
            for place, line in enumerate(lines):
                yield Text(today + 12, TOP + 28 + 17 * place, line, "ink")
            return
        begun = self.story.begun[-1][1]
        start = (today, self.y(begun))
        low, middle, high = (
            [start, *((self.x(row[0]), self.y(row[column])) for row in ahead)]
            for column in (1, 2, 3)
        )
        yield Area([*low, *reversed(high)], "band")
        yield Curve(middle, "line-1 dash")
        ends = {
            "low": wording.number(round(ahead[-1][1])),
            "high": wording.number(round(ahead[-1][3])),
        }
        words = _("%(low)s to %(high)s in half a year") % ends
        yield Text(self.width, self.y(ahead[-1][3]) - 10, words, "strong ink num", "end")

    def x(self, week: float) -> float:
        """Weeks that are over take their part of the width, those to come the rest."""
        if week < self.story.weeks:
            return week / max(self.story.weeks - 1, 1) * self.width * ROOM
        return (ROOM + (week - self.story.weeks + 1) / NEXT * (1 - ROOM)) * self.width

    def y(self, people: float) -> float:
        return BASE - people / self.top * (BASE - TOP)


def week_of(day: date, starts_on: date) -> float:
    """Where a day stands on the axis."""
    return (day - starts_on).days / 7


def _broken(words: str, pixels: float) -> Iterator[str]:
    """Words in lines that fit."""
    line = ""
    for word in words.split():
        if line and len(line) + len(word) + 1 > pixels / LETTER:
            yield line
            line = word
        else:
            line = f"{line} {word}".strip()
    yield line
