"""Filters of the adoption page: which there are, and which of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.adoption.queries import Breakdown
from groundswell.web.insight.overview import HEADINGS


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: what it is by, its cells, and which of them is chosen."""

    by: str
    words: str
    cells: Sequence[str]
    chosen: str


def choices(breakdowns: Sequence[Breakdown], now: tuple[str, str] | None) -> list[Choice]:
    """What can be chosen: each breakdown that has cells with a name."""
    found = []
    for one in breakdowns:
        cells = [row.cell for row, _ in one.rows if row.cell]
        is_on = now is not None and now[0] == one.by
        words = str(HEADINGS[one.by][1])
        if cells:
            found.append(Choice(one.by, words, cells, now[1] if now and is_on else ""))
    return found
