"""How far up the line a question travels before somebody answers it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.given import Climbs
from groundswell.adoption.measures.measure import (
    STRUCTURE_DAYS,
    Change,
    Measure,
    Needs,
    Topic,
    Yardstick,
)
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.structural import DEALT, IN_TABLES, SEED

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints
    from groundswell.adoption.measures.structure.hierarchy import Line

DEALS = 500
STEPS = _lazy("Steps up the line to the first answer")
ABOVE = _lazy("First answered from higher up the line")


def count(climbs: Climbs) -> Figures:
    """Mean steps up, and the share answered from higher up, beside chance."""
    from groundswell.adoption.measures.structure import hierarchy  # noqa: PLC0415 - pages do without

    try:
        line = hierarchy.line_of(climbs.network.manager)
    except ValueError:  # nobody has a manager, or managers form a circle
        return Figures([Value(name="climb", title=STEPS, unit=Unit.STEPS, value=None, people=0)])
    inside = line.is_inside[climbs.asker] & line.is_inside[climbs.answerer]
    return Figures(list(_values(line, climbs.asker[inside], climbs.answerer[inside])))


def _values(line: Line, asker: Ints, answerer: Ints) -> Iterator[Value]:
    import numpy as np  # noqa: PLC0415

    rng = np.random.default_rng(SEED)
    asked_at = line.depth[asker]

    def found(order: Ints) -> tuple[float, float]:
        up = np.maximum(asked_at - line.depth[order], 0)
        return float(up.mean()), float((up > 0).mean())

    people = min(len(np.unique(asker)), len(np.unique(answerer)))
    observed = found(answerer) if len(asker) else (None, None)
    dealt = np.array([found(rng.permutation(answerer)) for _ in range(DEALS if len(asker) else 0)])
    of = len(asker)
    for place, (name, title, unit) in enumerate(
        (("climb", STEPS, Unit.STEPS), ("above", ABOVE, Unit.SHARE))
    ):
        value = observed[place]
        is_share = unit is Unit.SHARE and value is not None
        low, high = np.quantile(dealt[:, place], [0.025, 0.975]) if of else (None, None)
        yield Value(
            name=name,
            title=title,
            unit=unit,
            value=value,
            numerator=round((value or 0) * of) if is_share else None,
            denominator=of,
            people=people,
            chance=float(dealt[:, place].mean()) if of else None,
            low=low if low is None else float(low),
            high=high if high is None else float(high),
        )


MEASURE = Measure(
    name="climb",
    topic=Topic.COMMAND,
    title=_lazy("How far up questions travel"),
    definition=_lazy(
        "How many steps of the line the first who answers a question stands above who asked, on "
        "average over the answered questions of 90 days. An equal or somebody below counts 0."
    ),
    formula=(
        _lazy("steps from the asker’s height in the line up to that of the first who answers"),
        _lazy("answered questions"),
    ),
    numerator=_lazy("The sum of these steps; heights are steps below the chief."),
    denominator=_lazy(
        "Questions of the 90 days that somebody else answered, both employed and under the chief."
    ),
    unit=_lazy("Steps, from 0. No answered question: undefined."),
    window_days=STRUCTURE_DAYS,
    population=_lazy("People under the chief. Bots are left out, and what delegates wrote."),
    minimum_group=IN_TABLES,
    uncertainty=DEALT,
    not_to_be_read_as=(
        _lazy("How long it takes: that is the time to an answer."),
        _lazy("A fault of those above: some questions are theirs to answer."),
    ),
    source=_lazy("The questions, their answers and the people list."),
    since=date(2026, 11, 26),
    changes=(
        Change(date(2026, 11, 27), _lazy("What a delegate asked or answered counts for nobody.")),
    ),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.CLIMBS,
)
