"""Who stands between others. Told of single people, so only where ids were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.brokers import brokerage
from groundswell.adoption.measures.structure.communities import largest_component, within
from groundswell.adoption.studies.numerals import plain
from groundswell.adoption.studies.section import Choices, Line, Section
from groundswell.adoption.studies.ties import Ties

SEED = 1
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Broker:
    """One person of the largest part that hangs together."""

    id: str
    constraint: float
    effective_size: float
    betweenness: float


def measure(ties: Ties, choices: Choices) -> tuple[Broker, ...] | None:
    """Everybody of the largest part that hangs together, the least constrained first."""
    if not choices.ids:
        return None
    inside = largest_component(ties.arcs.pairs)
    found = brokerage(within(ties.arcs.pairs, inside), np.random.default_rng(SEED))
    return tuple(
        Broker(
            ties.ids[inside[place]],
            float(found.constraint[place]),
            float(found.effective_size[place]),
            float(found.betweenness[place]),
        )
        for place in np.argsort(found.constraint, kind="stable").tolist()
    )


def page(figures: tuple[Broker, ...]) -> Sequence[Line | str]:
    """Lines of the page: the least constrained."""
    return [
        *(
            Line(
                broker.id,
                f"constraint {plain(broker.constraint, 4)}",
                f"effective size {plain(broker.effective_size, 1)},"
                f" betweenness {plain(broker.betweenness, 1)}",
            )
            for broker in figures[:SHOWN]
        ),
        Line("Constraint", key="constraint"),
        Line("Effective size", key="effective_size"),
        Line("Betweenness", key="betweenness"),
    ]


SECTION = Section(
    name="brokers",
    title="Brokers, the least constrained first",
    measure=measure,
    page=page,
    definition={
        "constraint": (
            "Burt's constraint: how far somebody's ties lead to people who are tied to each other"
            " anyway. Low is a broker (Burt 1992; each undirected tie counts once)."
        ),
        "effective_size": (
            "Ties less those that repeat each other: n − 2t/n with t ties among one's n contacts"
            " (Borgatti 1997)."
        ),
        "betweenness": (
            "Sum over all pairs of others of the share of their shortest paths that lead through"
            " somebody (Freeman 1977). Of very large graphs it is estimated from a random sample of"
            " people from whom the paths begin."
        ),
    },
)
