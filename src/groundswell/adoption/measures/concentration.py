"""Concentration: how few people write how much of it."""

from __future__ import annotations

from datetime import date
from math import ceil
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value
from groundswell.adoption.measures.given import Participation
from groundswell.adoption.measures.measure import (
    NOTHING_SAMPLED,
    PARTICIPATION_DAYS,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
)
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Floats


TOP, TENTH = 0.01, 0.1


def count(rows: Participation) -> Figures:
    """What the busiest gave, what the others, and the Gini coefficient of all employed."""
    from groundswell.adoption.measures.structure import concentration  # noqa: PLC0415 - NumPy

    amounts = amounts_of(rows)
    contributions = int(amounts.sum())
    if not contributions:
        return Figures([_gini(None, rows.employed)])
    shares = concentration.shares(amounts)
    sizes = [ceil(part * rows.employed) for part in (TOP, TENTH)]
    parts = (
        ("top_1", _lazy("The busiest 1 % of people"), shares.top_1, sizes[0]),
        ("top_10", _lazy("The busiest 10 %"), shares.top_1 + shares.next_9, sizes[1]),
        ("rest", _lazy("The other 90 %"), shares.rest, rows.employed - sizes[1]),
    )
    values = [
        Value(
            name=name,
            title=title,
            unit=Unit.SHARE,
            value=value,
            people=people,
            numerator=round(value * contributions),
            denominator=contributions,
        )
        for name, title, value, people in parts
    ]
    return Figures([_gini(concentration.gini(amounts), rows.employed), *values])


def amounts_of(rows: Participation) -> Floats:
    """What each employed person contributed in 28 days, zeros included."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    amounts: dict[int, int] = {}
    for person, ago, contributions in rows.acts:
        if ago < PARTICIPATION_DAYS:
            amounts[person] = amounts.get(person, 0) + contributions
    padded = np.zeros(rows.employed)
    padded[: len(amounts)] = list(amounts.values())
    return padded


def _gini(value: float | None, people: int) -> Value:
    return Value(
        name="gini",
        title=_lazy("Gini coefficient, zeros included"),
        unit=Unit.INDEX,
        value=value,
        people=people,
        denominator=people,
    )


MEASURE = Measure(
    name="concentration",
    topic=Topic.PARTICIPATION,
    title=_lazy("Concentration"),
    definition=_lazy(
        "How unequally the contributions of 28 days are spread over all employed people: what the "
        "busiest 1 % and 10 % gave, and the Gini coefficient."
    ),
    formula=(
        _lazy("contributions of the busiest 1 % (10 %) of all employed people"),
        _lazy("all contributions in 28 days"),
    ),
    numerator=_lazy(
        "Posts, replies, reactions and votes of those who gave most; so many people are rounded up"
        " to whole ones."
    ),
    denominator=_lazy(
        "All contributions of people employed on the last day. The Gini coefficient is 2 Σ i·x / "
        "(n Σ x) − (n + 1) / n over all employed people in the order of what they gave, x; who "
        "gave nothing counts with 0."
    ),
    unit=_lazy(
        "Shares, 0 to 1, shown as per cent; the coefficient from 0, all gave the same, to nearly "
        "1, one gave everything."
    ),
    window_days=PARTICIPATION_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=NOTHING_SAMPLED,
    not_to_be_read_as=(
        _lazy("Blame: those who write much carry the network."),
        _lazy("Other tools’ figures: they leave out who never wrote, and so look more equal."),
    ),
    source=_lazy(
        "The activity log and the people list. Nielsen (2006), the 90-9-1 rule; Gini (1912). "
        "Yardstick: a public Slack of 2019, top 1 % 32 %, top 10 % 72 %."
    ),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.PARTICIPATION,
    halves=("top_10", "rest"),
)
