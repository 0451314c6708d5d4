"""How many rows are answered, and how soon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from groundswell.adoption.measures import survival
from groundswell.adoption.measures.rates import Z
from groundswell.adoption.measures.replies import DAY, HOUR, WEEK, seconds_to_reply
from groundswell.adoption.measures.structure.arcs import Floats, Ints
from groundswell.adoption.studies.numerals import count, plain, share
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.sections.launch import NO_TIMES
from groundswell.adoption.studies.ties import Ties

SEED = 1
SAMPLES, FEWEST_SAMPLES = 400, 100
WORK = 40_000_000  # rows looked at in all samples together: about two seconds


@dataclass(frozen=True, slots=True)
class Hours:
    """A median with its 95 % interval; None is beyond the seven days."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Replies:
    """Answers within seven days of clock time."""

    rows: int
    answered_7d: float
    answered_7d_full_followup: float | None
    answered_24h: float
    median_hours: Hours
    quartile_hours: float | None
    waiting_at_7d: float
    answered_only_median_hours: float | None


def measure(ties: Ties, choices: Choices) -> Replies | Refusal:
    """Rows without an answer by the end of the log, or of seven days, are censored there."""
    if ties.at is None:
        return NO_TIMES
    waited = seconds_to_reply(ties.source, ties.target, ties.at)
    watched = np.minimum(WEEK, ties.at.max() - ties.at)
    answered = waited <= WEEK
    lasted = np.where(answered, waited, watched)
    curve = survival.kaplan_meier(lasted, answered.astype(np.int64))
    followed = watched >= WEEK
    return Replies(
        rows=len(waited),
        answered_7d=float(answered.mean()),
        answered_7d_full_followup=float(answered[followed].mean()) if followed.any() else None,
        answered_24h=float((waited <= DAY).mean()),
        median_hours=_median(curve, lasted, answered.astype(np.int64), ties.target),
        quartile_hours=_hours(curve.quantile(0.25)),
        waiting_at_7d=curve.after(WEEK),
        answered_only_median_hours=float(np.median(waited[answered])) / HOUR
        if answered.any()
        else None,
    )


def _median(curve: survival.Waiting, lasted: Floats, answered: Ints, by: Ints) -> Hours:
    """The median; its interval is from samples of those who answer, each with a pace of theirs.

    Samples of few people vary too little: the ends lie as much further out as Student's t says.

    Source: Hesterberg (2015), The American Statistician 69(4), 371-386, "expanded percentile".
    """
    samples = max(FEWEST_SAMPLES, min(SAMPLES, WORK // len(lasted)))
    rng = np.random.default_rng(SEED)
    curves = survival.resampled(lasted, answered, by, rng, samples)
    medians = [one.quantile(0.5) for one in curves]
    known = np.array([np.inf if median is None else median for median in medians])
    out = _outside(len(np.unique(by)))
    low, high = np.quantile(known, [out, 1 - out], method="inverted_cdf")
    return Hours(_hours(curve.quantile(0.5)), _hours(low), _hours(high))


def _outside(people: int) -> float:
    """Which part of samples of so many people lies beyond each end of a 95 % interval.

    Student's t is expanded around the normal curve: Abramowitz & Stegun (1964), 26.7.5.
    """
    free = max(1, people - 1)
    student = Z + (Z**3 + Z) / (4 * free) + (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * free**2)
    return NormalDist().cdf(-student * np.sqrt((free + 1) / free))


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None or not np.isfinite(seconds) else float(seconds) / HOUR


def page(figures: Replies) -> Sequence[Line | str]:
    """Lines of the page."""
    median = figures.median_hours
    interval = f"interval {_told(median.low)} to {_told(median.high)}"
    return [
        Line("Rows", count(figures.rows), key="rows"),
        Line("Answered in 7 days", share(figures.answered_7d), key="answered_7d"),
        Line("Answered in 24 hours", share(figures.answered_24h), key="answered_24h"),
        Line("Half are answered after", _told(median.value), interval, "median_hours"),
        Line("A quarter is answered after", _told(figures.quartile_hours), key="quartile_hours"),
        Line("Still waiting after 7 days", share(figures.waiting_at_7d), key="waiting_at_7d"),
        Line(
            "Of the answered alone, half after",
            _told(figures.answered_only_median_hours),
            key="answered_only_median_hours",
        ),
    ]


def _told(hours: float | None) -> str:
    return "over 7 days" if hours is None else f"{plain(hours, 1)} h"


SECTION = Section(
    name="replies",
    title="How long till an answer?",
    measure=measure,
    page=page,
    definition={
        "rows": "Rows, each of which may be answered.",
        "answered_7d": (
            "Rows after which the addressee turned to the sender, strictly later and within 7 times"
            " 24 hours by the clock, of all rows. One row may answer several."
        ),
        "answered_7d_full_followup": "The same of rows with seven whole days of log after them.",
        "answered_24h": "The same within 24 hours.",
        "median_hours": (
            "The time by which half were answered, those without an answer included as waiting"
            " until the end of the log or of seven days (Kaplan & Meier 1958). Its 95 % interval is"
            " from samples of the people who answer, because one person's answers are alike. Hours"
            " of nights and weekends count."
        ),
        "quartile_hours": "The time by which a quarter were answered, in the same way.",
        "waiting_at_7d": "The share that waits longer than seven days, in the same way.",
        "answered_only_median_hours": (
            "The plain median of the answered. It leaves out whoever waits still, and is shown only"
            " because others show it."
        ),
    },
)
