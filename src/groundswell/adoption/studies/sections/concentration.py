"""How few say how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.adoption.measures.structure import concentration
from groundswell.adoption.studies.numerals import plain, share
from groundswell.adoption.studies.section import Choices, Line, Section
from groundswell.adoption.studies.ties import Ties


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unequal people are in what they send."""

    gini: float
    top_1: float
    next_9: float
    rest: float


def measure(ties: Ties, choices: Choices) -> Concentration:
    """Over all people, those who sent nothing included."""
    sent = concentration.sent(ties.arcs)
    parts = concentration.shares(sent)
    return Concentration(concentration.gini(sent), parts.top_1, parts.next_9, parts.rest)


def page(figures: Concentration) -> Sequence[Line | str]:
    """Lines of the page."""
    return [
        Line("Sent by the top 1 %", share(figures.top_1), key="top_1"),
        Line("Sent by the next 9 %", share(figures.next_9), key="next_9"),
        Line("Sent by the other 90 %", share(figures.rest), key="rest"),
        Line("Gini", plain(figures.gini), key="gini"),
    ]


SECTION = Section(
    name="concentration",
    title="How few say how much",
    measure=measure,
    page=page,
    definition={
        "gini": (
            "0 if everybody sent the same volume, near 1 if one person sent everything:"
            " 2 Σ i·x₍ᵢ₎ / (n Σ x) − (n + 1) / n over all people in rising order of the volume x"
            " that they sent, those with nothing included (Gini 1912)."
        ),
        "top_1": (
            "Share of the volume sent by the hundredth of all people, rounded up, who sent most."
        ),
        "next_9": "Share of the volume sent by those who follow, up to a tenth of all people.",
        "rest": "Share of the volume sent by everybody else.",
    },
)
