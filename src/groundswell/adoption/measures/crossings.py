"""Who talks to whom: talk from each group to each, beside what their volumes alone would give."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Cell, Figures, Rule, Table, Unit, Value, share
from groundswell.adoption.measures.given import Network, Places
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Change, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.structural import IN_TABLES, PAIRS, THE_INTERACTIONS

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.groups import Traffic

WITHIN = _lazy("Talk inside functions")


def count(network: Network) -> Figures:
    """Observed over expected talk among functions, sites and levels."""
    sorts = {"function": network.function, "site": network.site, "level": network.level}
    found = {by: _traffic(network, places) for by, places in sorts.items()}
    whole = int(found["function"].volume.sum())
    inside = int(found["function"].volume.trace())
    headline = Value(
        name="inside",
        title=WITHIN,
        unit=Unit.SHARE,
        value=share(inside, whole),
        numerator=inside,
        denominator=whole,
        people=int(found["function"].people.sum()),
    )
    tables = [
        Table(
            by,
            Unit.RATIO,
            Rule.TALK,
            list(_cells(sorts[by], found[by])),
            is_apart=_is_apart(network, by, sorts),
            tells_inside=by == "function",
        )
        for by in sorts
        if len(sorts[by].names) > 1
    ]
    return Figures([headline], tables=tables)


def _traffic(network: Network, places: Places) -> Traffic:
    from groundswell.adoption.measures.structure.groups import traffic  # noqa: PLC0415

    return traffic(network.arcs, places.of, len(places.names))


def _cells(places: Places, found: Traffic) -> Iterator[Cell]:
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.structure.boundary import (  # noqa: PLC0415
        observed_over_expected,
    )

    ratios = observed_over_expected(found.volume)
    people = np.minimum(found.senders, found.receivers)
    for i, row in enumerate(places.names):
        for j, column in enumerate(places.names):
            yield Cell(
                row=row,
                column=column,
                value=None if np.isnan(ratios[i, j]) else float(ratios[i, j]),
                people=int(people[i, j]),
                base=int(min(found.people[i], found.people[j])),
                volume=int(found.volume[i, j]),
            )


def _is_apart(network: Network, by: str, sorts: dict[str, Places]) -> bool:
    import numpy as np  # noqa: PLC0415

    from groundswell.adoption.measures.structure.groups import is_apart  # noqa: PLC0415

    taking_part = np.union1d(network.source, network.target)
    others = [places.of for name, places in sorts.items() if name != by]
    return not len(taking_part) or is_apart(sorts[by].of, others, taking_part)


MEASURE = Measure(
    name="crossings",
    topic=Topic.SILOS,
    title=_lazy("Who talks to whom"),
    definition=_lazy(
        "How often people of one group turned to people of another in 90 days, divided by how"
        " often they would if all turned to each other regardless of group. 1 is chance."
    ),
    formula=(
        _lazy("talk from group A to group B × all talk"),
        _lazy("talk from group A × talk to group B"),
    ),
    numerator=_lazy("How often people of A turned to people of B, times how often all did."),
    denominator=_lazy(
        "How often people of A turned to anybody, times how often anybody turned to people of B."
        " All and anybody are the people of the groups that stand in the table: where a group is"
        " left out for few people, talk with it is no part of what is expected."
    ),
    without_denominator=_lazy(
        "How often people of one group turned to people of another is not told, nor what a "
        "group sent or got in all: from these counts withheld cells would follow."
    ),
    unit=_lazy(
        "Times as much as expected, from 0, to one decimal. No talk from A or to B: undefined."
    ),
    window_days=STRUCTURE_DAYS,
    population=PAIRS,
    minimum_group=IN_TABLES,
    uncertainty=_lazy(
        "Everybody is counted, nothing is sampled. Expected is what the volumes of both sides"
        " alone would give, which is what chance is here."
    ),
    not_to_be_read_as=(
        _lazy("How much is said: two busy groups may talk a lot and yet less than expected."),
        _lazy("A wish: not every two functions need each other equally."),
    ),
    source=THE_INTERACTIONS,
    since=date(2026, 11, 26),
    changes=(
        Change(
            date(2026, 11, 27),
            _lazy(
                "Words put right, nothing counted otherwise: talk with groups that are left out is"
                " no part of what is expected."
            ),
        ),
    ),
    count=count,
    needs=Needs.NETWORK,
)
