"""Ties inside functions: how far two-way ties keep to their function, and who bridges two."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value
from groundswell.adoption.measures.given import Network
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Measure, Needs, Topic, Yardstick
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.structural import (
    IN_TABLES,
    PAIRS,
    SEED,
)

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints, Pairs
    from groundswell.adoption.measures.structure.groups import Inward

BARS = 24  # of the drawing of what chance gives


def count(network: Network) -> Figures:
    """The E-I index of two-way ties beside chance, that of each function, and people who bridge."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.structure import groups  # noqa: PLC0415
    from groundswell.adoption.measures.structure.reciprocity import two_way  # noqa: PLC0415

    function = network.function
    pairs = two_way(network.arcs)
    known = (function.of[pairs.low] >= 0) & (function.of[pairs.high] >= 0)
    tied = np.unique(np.concatenate([pairs.low[known], pairs.high[known]]))
    people = np.bincount(function.of[tied], minlength=len(function.names))
    if not len(tied):
        return Figures([_index(None, 0)])
    rng = np.random.default_rng(SEED)
    found = groups.inward(pairs, function.of, len(function.names), rng)
    crosses = function.of[pairs.low[known]] != function.of[pairs.high[known]]
    values = [
        _index(found, len(tied), len(crosses)),
        Value(
            name="across_ties",
            title=_lazy("Two-way ties that cross functions"),
            unit=Unit.SHARE,
            value=float(crosses.mean()),
            numerator=int(crosses.sum()),
            denominator=len(crosses),
            people=len(tied),
            chance=(1 + float(found.deals.mean())) / 2,
            low=(1 + float(np.quantile(found.deals, groups.LOW))) / 2,
            high=(1 + float(np.quantile(found.deals, groups.HIGH))) / 2,
        ),
    ]
    counts, edges = np.histogram(found.deals, bins=BARS)
    shuffles = [[float(edge), float(n)] for edge, n in zip(edges[1:], counts, strict=True)]
    series = {"shuffles": [[float(edges[0]), 0.0], *shuffles]}
    own = Table("function", Unit.INDEX, Rule.APART, list(_own(network, found, people)))
    bridges = Table("bridges", Unit.PEOPLE, Rule.PEOPLE, list(_bridges(network, pairs, people)))
    return Figures(values, series, tables=[own, bridges])


def _index(found: Inward | None, people: int, ties: int = 0) -> Value:
    import numpy as np  # noqa: PLC0415

    deals = found.deals if found else None
    return Value(
        name="ei_two_way",
        title=_lazy("E-I index of two-way ties"),
        unit=Unit.INDEX,
        value=found.value if found else None,
        people=people,
        denominator=ties,
        chance=None if deals is None else float(deals.mean()),
        low=None if deals is None else float(np.quantile(deals, 0.025)),
        high=None if deals is None else float(np.quantile(deals, 0.975)),
    )


def _own(network: Network, found: Inward, people: Ints) -> Iterator[Cell]:
    for place, name in enumerate(network.function.names):
        if people[place]:
            yield Cell(
                row=name,
                column="ei",
                value=float(found.of_group[place]),
                people=int(people[place]),
                base=int(people[place]),
                low=float(found.low[place]),
                chance=float(found.middle[place]),
                high=float(found.high[place]),
            )


def _bridges(network: Network, pairs: Pairs, people: Ints) -> Iterator[Cell]:
    from groundswell.adoption.measures.structure.groups import bridging  # noqa: PLC0415

    names = network.function.names
    found = bridging(pairs, network.function.of, len(names))
    for one, other in ((i, j) for i in range(len(names)) for j in range(i + 1, len(names))):
        counted = int(found[one, other])
        yield Cell(
            row=names[one],
            column=names[other],
            value=counted,
            people=counted,
            base=int(min(people[one], people[other])),
        )


MEASURE = Measure(
    name="inward",
    topic=Topic.SILOS,
    title=_lazy("Ties inside functions"),
    definition=_lazy(
        "The E-I index of two-way ties: those that cross functions less those inside, of all. A "
        "two-way tie joins two people who each turned to the other in 90 days."
    ),
    formula=(
        _lazy("two-way ties across functions − two-way ties inside"),
        _lazy("two-way ties"),
    ),
    numerator=_lazy(
        "Ties across less ties inside. Of a function: over the ties that touch it. People bridge"
        " two functions who have a two-way tie into each of them."
    ),
    denominator=_lazy("Pairs of people who each turned to the other at least once."),
    without_denominator=_lazy(
        "How many ties a function has, and how many of its people have any, is not told: whom "
        "they leave out would follow. So its index and those who bridge two functions stand "
        "without them."
    ),
    unit=_lazy("Index from −1, all inside, to +1, all across. No tie: undefined, not 0."),
    window_days=STRUCTURE_DAYS,
    population=PAIRS,
    minimum_group=IN_TABLES,
    uncertainty=_lazy(
        "Everybody is counted, nothing is sampled. Beside it stands chance: who stands where is"
        " dealt anew to the same people 500 times."
    ),
    not_to_be_read_as=(
        _lazy("Openness by itself: where functions are many, chance alone crosses most of them."),
        _lazy("A ranking of functions: a small one is open by its size. Compare with its chance."),
    ),
    source=_lazy(
        "The interactions and the people list. Krackhardt & Stern (1988), Social Psychology "
        "Quarterly 51(2), 123-140."
    ),
    since=date(2026, 11, 26),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.NETWORK,
)
