"""How people began, week by week, and where it will end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from groundswell.adoption.forecast.bass import Bass, Estimate, ForecastIsRefused, forecast
from groundswell.adoption.measures.replies import WEEK
from groundswell.adoption.measures.structure.arcs import Floats, Ints
from groundswell.adoption.studies.numerals import count, plain
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.ties import Ties

NO_TIMES = Refusal("There are no times. Give the ties file a column 'at'.")
A_ROW = 12  # weeks on one line of the page


@dataclass(frozen=True, slots=True)
class Launch:
    """First acts by week from the first row on, and the curve through them."""

    begins_at: str
    adopters: int
    weekly_first_acts: tuple[int, ...]
    bass: Bass | Refusal


def measure(ties: Ties, choices: Choices) -> Launch | Refusal:
    """Weeks of 7 times 24 hours; an unfinished last one is told and not fitted."""
    if ties.at is None:
        return NO_TIMES
    begun = ties.at.min()
    weeks = _weeks_of_first_acts(ties.source, ties.at - begun)
    weekly = np.bincount(weeks, minlength=int((ties.at.max() - begun) // WEEK) + 1)
    whole = int((ties.at.max() - begun) // WEEK)
    return Launch(
        begins_at=datetime.fromtimestamp(begun, UTC).isoformat(),
        adopters=len(weeks),
        weekly_first_acts=tuple(weekly.tolist()),
        bass=_curve(weekly[:whole].tolist()),
    )


def _weeks_of_first_acts(source: Ints, since: Floats) -> Ints:
    first = np.full(int(source.max()) + 1, np.inf)
    np.minimum.at(first, source, since)
    weeks: Ints = (first[np.isfinite(first)] // WEEK).astype(np.int64)
    return weeks


def _curve(weekly: list[int]) -> Bass | Refusal:
    try:
        return forecast(weekly)
    except ForecastIsRefused as refusal:
        return Refusal(str(refusal))


def page(figures: Launch) -> Sequence[Line | str]:
    """Lines of the page."""
    weekly = figures.weekly_first_acts
    rows: list[Line | str] = [Line("First acts, week by week", key="weekly_first_acts")]
    for n in range(0, len(weekly), A_ROW):
        part = " ".join(map(count, weekly[n : n + A_ROW]))
        rows.append(f"Weeks {n + 1} to {min(n + A_ROW, len(weekly))}: {part}")
    begun = Line("Have begun", count(figures.adopters), key="adopters")
    if isinstance(figures.bass, Refusal):
        return [begun, *rows, f"No forecast: {figures.bass.refused}"]
    bass = figures.bass
    return [
        begun,
        *rows,
        _line("In the end (m)", bass.m, 0, "m"),
        _line("By themselves, a week (p)", bass.p, 4, "p"),
        _line("By others, a week (q)", bass.q, 3, "q"),
        _line("Week of the peak", bass.peak_week, 1, "peak_week"),
    ]


def _line(label: str, estimate: Estimate, digits: int, key: str) -> Line:
    value, low, high = (
        count(number) if digits == 0 else plain(number, digits)
        for number in (estimate.value, estimate.low, estimate.high)
    )
    return Line(label, value, f"interval {low} to {high}", key)


SECTION = Section(
    name="launch",
    title="How it began, and where it will end",
    measure=measure,
    page=page,
    definition={
        "begins_at": "The time of the first row, from which weeks are counted.",
        "adopters": "People who turned to somebody at least once.",
        "weekly_first_acts": (
            "People whose first act falls in that week, of 7 times 24 hours from the first row on;"
            " the last may be unfinished."
        ),
        "bass": (
            "The Bass curve through the whole weeks by least squares, or why there is none: a curve"
            " is refused while its peak may lie ahead, and where the log begins in full swing."
            " Intervals are of 95 %, under scatter in proportion to the curve, if people begin as"
            " it says: where some go on beginning week by week, m is exceeded."
        ),
        "m": "How many will have begun in the end, if nothing changes.",
        "p": "Of those who have not begun, the share that begins in a week by itself.",
        "q": "What others who have begun add to that, times the share that has begun.",
        "peak_week": "When most begin in a week: ln(q/p) / (p + q), in weeks from the first row.",
        "r2": "The share of the weeks' variance that the curve takes up.",
        "weeks": "Whole weeks through which it was laid.",
    },
)
