"""The line of command: whether talk runs down it, up it, or across."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.given import Network
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, Measure, Needs, Topic, Yardstick
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.structural import DEALT, IN_TABLES, PAIRS, SEED, THE_INTERACTIONS

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.hierarchy import Line

WAYS = {
    "down": _lazy("Down the reporting line"),
    "up": _lazy("Up the reporting line"),
    "same_manager": _lazy("Peers of the same manager"),
    "same_branch": _lazy("Elsewhere in own branch"),
    "across": _lazy("Across branches"),
}


def count(network: Network) -> Figures:
    """The share of talk that goes each way, beside what chance would give."""
    from groundswell.adoption.measures.structure import hierarchy  # noqa: PLC0415 - pages do without

    try:
        return Figures(list(_values(network, hierarchy.line_of(network.manager))))
    except ValueError:  # nobody has a manager, managers form a circle, or nobody of the line talks
        return Figures([_way("down", None, people=0)])


def _values(network: Network, line: Line) -> Iterator[Value]:
    import numpy as np  # noqa: PLC0415

    from groundswell.adoption.measures.structure import hierarchy, shuffling  # noqa: PLC0415

    arcs = network.arcs
    found = hierarchy.directions(arcs, line)
    dealt = shuffling.chance_of_directions(arcs, line, np.random.default_rng(SEED))
    inside = line.is_inside[arcs.source] & line.is_inside[arcs.target]
    whole = int(arcs.weight[inside].sum())
    source, target = arcs.source[inside], arcs.target[inside]
    way = shuffling.ways(source, target, line)
    spread = np.quantile(dealt, [0.025, 0.975], axis=0)
    for place, name in enumerate(WAYS):
        yield _way(
            name,
            getattr(found, name),
            people=min(len(np.unique(side[way == place])) for side in (source, target)),
            whole=whole,
            chance=float(dealt[:, place].mean()),
            between=(float(spread[0, place]), float(spread[1, place])),
        )


def _way(
    name: str,
    value: float | None,
    *,
    people: int,
    whole: int | None = None,
    chance: float | None = None,
    between: tuple[float, float] | None = None,
) -> Value:
    return Value(
        name=name,
        title=WAYS[name],
        unit=Unit.SHARE,
        value=value,
        people=people,
        numerator=None if value is None or whole is None else round(value * whole),
        denominator=whole,
        chance=chance,
        low=between[0] if between else None,
        high=between[1] if between else None,
    )


MEASURE = Measure(
    name="line",
    topic=Topic.COMMAND,
    title=_lazy("Up, down and across the line"),
    definition=_lazy(
        "Where talk of 90 days goes by the line of command: down to those below one, up to those "
        "above, to peers of one manager, elsewhere in one’s branch, or across branches."
    ),
    formula=(
        _lazy("times that somebody turned that way"),
        _lazy("times that somebody of the line turned to somebody of it"),
    ),
    numerator=_lazy(
        "Down: to a direct or indirect report. Up: to a direct or indirect superior. A branch is"
        " all below one who reports to the chief."
    ),
    denominator=_lazy(
        "All times that somebody under the chief turned to somebody under the chief."
    ),
    unit=_lazy("Share, 0 to 1; the five together are 1. No line of command: undefined."),
    window_days=STRUCTURE_DAYS,
    population=PAIRS,
    minimum_group=IN_TABLES,
    uncertainty=DEALT,
    not_to_be_read_as=(
        _lazy("Orders: people talk up and down the line about their work, too."),
        _lazy("Bad news by itself: some of what goes down the line should."),
    ),
    source=THE_INTERACTIONS,
    since=date(2026, 11, 26),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.NETWORK,
    halves=tuple(WAYS),
)
