"""How many are next to a few, and how few of these ties are strong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.studies.numerals import count, share
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.ties import Ties

PART = 0.03  # of the people
STRONG = 5  # acts, each way


@dataclass(frozen=True, slots=True)
class Nearness:
    """Shares of all people who are next to the few who are next to most."""

    part: float
    few: int
    near: float
    strong: int
    near_by_strong_ties: float


def measure(ties: Ties, choices: Choices) -> Nearness | Refusal:
    """By any tie, and by ties of so many acts each way."""
    from groundswell.adoption.tipping import model, nearness  # noqa: PLC0415 - brings Numba

    arcs = ties.arcs
    there = arcs.source * ties.people + arcs.target
    back = arcs.target * ties.people + arcs.source
    often = arcs.weight >= STRONG
    strong = often & np.isin(back, there[often])
    (few, near), (_, by_strong) = (
        nearness.near(
            model.weighted_cascade(ties.people, arcs.source[kept], arcs.target[kept]), PART
        )
        for kept in (np.ones(len(there), np.bool_), strong)
    )
    return Nearness(PART, len(few), near, STRONG, by_strong)


def page(figures: Nearness) -> Sequence[Line | str]:
    """Lines of the page."""
    return [
        Line(f"Next to {count(figures.few)} people", share(figures.near), key="near"),
        Line(
            "The same by strong ties", share(figures.near_by_strong_ties), key="near_by_strong_ties"
        ),
    ]


SECTION = Section(
    name="nearness",
    title="How many are next to a few?",
    measure=measure,
    page=page,
    definition={
        "part": "The few, as a part of the people.",
        "few": "How many that are.",
        "near": (
            "The share of all people who are one of the few or have turned to one of them or the"
            " other way round, the few chosen to be next to most. On any dense log it is high: it"
            " says how dense the log is, not that these few have influence."
        ),
        "strong": "Acts each way that make a strong tie; with weights their sum.",
        "near_by_strong_ties": "The same, where only strong ties count.",
    },
)
