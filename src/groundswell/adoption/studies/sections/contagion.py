"""Who would tip the others, if everybody waits until a share of those beside them acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.studies.numerals import count, share
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.ties import Ties

USUAL = 10  # people, where nobody says how many


@dataclass(frozen=True, slots=True)
class Contagion:
    """The few who begin, and how many act in the end."""

    threshold: float
    k: int
    people: tuple[str, ...] | None
    reached: int
    reached_by_greedy: int
    busiest: int


def measure(ties: Ties, choices: Choices) -> Contagion | Refusal | None:
    """With a threshold that all share; None where nobody named one."""
    if choices.threshold is None:
        return None
    from groundswell.adoption.tipping import model, thresholds  # noqa: PLC0415 - brings Numba

    arcs = ties.arcs
    one = np.concatenate([arcs.source, arcs.target])
    other = np.concatenate([arcs.target, arcs.source])
    beside = model.weighted_cascade(ties.people, one, other)
    needs = thresholds.needed(beside, choices.threshold)
    k = min(choices.seeds or USUAL, ties.people)
    found = thresholds.contagious(beside, needs, k)
    most = np.argsort(-np.bincount(beside.sources, minlength=ties.people), kind="stable")
    return Contagion(
        threshold=choices.threshold,
        k=len(found.people),
        people=tuple(ties.ids[person] for person in found.people) if choices.ids else None,
        reached=found.reached,
        reached_by_greedy=found.reached_by_greedy,
        busiest=thresholds.tipped(beside, needs, most[:k].tolist()),
    )


def page(figures: Contagion) -> Sequence[Line | str]:
    """Lines of the page."""
    return [
        f"Everybody acts once {share(figures.threshold)} of those beside them do. The choice has no"
        " guarantee: two people may do together what neither begins alone.",
        *([", ".join(figures.people)] if figures.people else []),
        Line(f"People who act after {count(figures.k)}", count(figures.reached), key="reached"),
        Line("By greedy choice alone", count(figures.reached_by_greedy), key="reached_by_greedy"),
        Line("By those with most ties", count(figures.busiest), key="busiest"),
    ]


SECTION = Section(
    name="contagion",
    title="Who would tip the others?",
    measure=measure,
    page=page,
    definition={
        "threshold": (
            "The share of those beside somebody, in either direction, who must act before they do;"
            " one at least. All share it, as --threshold says."
        ),
        "k": "How many people begin.",
        "people": "Who they are; told with --ids only.",
        "reached": (
            "How many act in the end, those who begin among them: greedy choice, then exchanged"
            " while it helps. No method known promises the best here (Centola & Macy 2007)."
        ),
        "reached_by_greedy": "The same before exchanging.",
        "busiest": "How many act after as many people who have most ties.",
    },
)
