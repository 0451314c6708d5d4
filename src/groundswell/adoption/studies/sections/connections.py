"""How many turned to how many, and how often it went both ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.reciprocity import reciprocity, two_way
from groundswell.adoption.studies.numerals import count, share
from groundswell.adoption.studies.section import Choices, Line, Section
from groundswell.adoption.studies.ties import Ties


@dataclass(frozen=True, slots=True)
class Connections:
    """The size of what is studied."""

    directed: int
    undirected: int
    two_way: int
    reciprocity: float
    volume: float
    people_with_a_tie: int
    self_loops_dropped: int
    unlisted_dropped: int


def measure(ties: Ties, choices: Choices) -> Connections:
    """Arcs, ties, and how many arcs have one back."""
    arcs = ties.arcs
    return Connections(
        directed=len(arcs),
        undirected=len(arcs.pairs),
        two_way=len(two_way(arcs)),
        reciprocity=reciprocity(arcs),
        volume=float(arcs.weight.sum()),
        people_with_a_tie=len(np.unique(np.concatenate([arcs.source, arcs.target]))),
        self_loops_dropped=ties.self_loops,
        unlisted_dropped=ties.unlisted,
    )


def page(figures: Connections) -> Sequence[Line | str]:
    """Lines of the page."""
    left_out = [
        ("Rows to oneself, left out", figures.self_loops_dropped, "self_loops_dropped"),
        ("Rows beyond the people file, left out", figures.unlisted_dropped, "unlisted_dropped"),
    ]
    return [
        Line("With a tie", count(figures.people_with_a_tie), key="people_with_a_tie"),
        Line("Volume", count(figures.volume), key="volume"),
        Line("Directed ties", count(figures.directed), key="directed"),
        Line("Undirected ties", count(figures.undirected), key="undirected"),
        Line("Two-way ties", count(figures.two_way), key="two_way"),
        Line("Reciprocity", share(figures.reciprocity), key="reciprocity"),
        *(Line(label, count(rows), key=key) for label, rows, key in left_out if rows),
    ]


SECTION = Section(
    name="ties",
    title="People and ties",
    measure=measure,
    page=page,
    definition={
        "directed": "Ordered pairs of which the first turned to the second at least once.",
        "undirected": "Pairs of whom at least one turned to the other at least once.",
        "two_way": "Pairs of whom each turned to the other at least once.",
        "reciprocity": (
            "Directed ties that have one back, of all directed ties; both of a pair count."
        ),
        "volume": "The sum of the rows' weights, 1 for each row of a file without weights.",
        "people_with_a_tie": "People who turned to somebody or to whom somebody turned.",
        "self_loops_dropped": "Rows from somebody to themselves. No figure counts them.",
        "unlisted_dropped": (
            "Rows from or to somebody who is not in the people file. No figure counts them."
        ),
    },
)
