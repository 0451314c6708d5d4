"""Talk across functions: whether people turn to those of other functions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import WHOLE_ONLY, Figures, Unit, Value, share
from groundswell.adoption.measures.given import Talk
from groundswell.adoption.measures.measure import (
    STRUCTURE_DAYS,
    WHO_COUNTS,
    Change,
    Measure,
    Needs,
    Topic,
    Yardstick,
)
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints
    from groundswell.adoption.measures.structure.boundary import Index, Indices


SEED = 1  # the same deals for the same talk


def count(talk: Talk) -> Figures:
    """The share of talk that crosses functions, and the E-I index beside its chance level."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    rows = np.array([talk.source, talk.target], dtype=np.int64)
    group = np.array(talk.function, dtype=np.int64)
    crossing = int(np.count_nonzero(group[rows[0]] != group[rows[1]]))
    people = len(np.unique(rows))
    whole = rows.shape[1]
    crosses = Value(
        name="across",
        title=_lazy("Talk that crosses functions"),
        unit=Unit.SHARE,
        value=share(crossing, whole),
        numerator=crossing,
        denominator=whole,
        people=people,
    )
    if not whole:
        return Figures([crosses])
    indices = _indices(rows, group)
    values = [_beside_chance(crosses, indices.volume)]
    for name, title, index, of in (
        ("ei_ties", _lazy("E-I index by ties"), indices.ties, None),
        ("ei_volume", _lazy("E-I index by volume"), indices.volume, whole),
    ):
        deviation = 1.96 * index.chance_sd
        values.append(
            Value(
                name=name,
                title=title,
                unit=Unit.INDEX,
                value=index.value,
                people=people,
                denominator=of,
                chance=index.chance_mean,
                low=index.chance_mean - deviation,
                high=index.chance_mean + deviation,
            )
        )
    return Figures(values)


def _beside_chance(crosses: Value, index: Index) -> Value:
    """The share beside what chance would give: the index by volume is this share, from −1 to 1."""
    middle, deviation = (1 + index.chance_mean) / 2, 1.96 * index.chance_sd / 2
    low, high = max(0.0, middle - deviation), min(1.0, middle + deviation)
    return replace(crosses, chance=middle, low=low, high=high)


def _indices(rows: Ints, group: Ints) -> Indices:
    import numpy as np  # noqa: PLC0415

    from groundswell.adoption.measures.structure.arcs import arcs_of  # noqa: PLC0415
    from groundswell.adoption.measures.structure.boundary import ei_indices  # noqa: PLC0415

    arcs = arcs_of(len(group), rows[0], rows[1], np.ones(rows.shape[1]))
    return ei_indices(arcs.pairs, group, np.random.default_rng(SEED))


MEASURE = Measure(
    name="across",
    topic=Topic.SILOS,
    title=_lazy("Talk across functions"),
    definition=_lazy(
        "The share of replies, mentions, praise, reactions and best answers of 90 days that go to "
        "somebody of another function, and the E-I index beside its chance level."
    ),
    formula=(
        _lazy("times that somebody turned to a person of another function"),
        _lazy("times that somebody turned to somebody"),
    ),
    numerator=_lazy(
        "Those of the denominator in which the two stand in different functions on the last day."
    ),
    denominator=_lazy(
        "All times in the 90 days that a person turned to another where both are employed and have"
        " a function on the last day. What delegates wrote is left out."
    ),
    without_denominator=_lazy(
        "How many ties there are is not told, so the index by ties stands without them."
    ),
    unit=_lazy(
        "Share, 0 to 1. The index (external − internal) / (external + internal) runs from −1, all "
        "talk stays inside, to +1; by ties, each pair of people once, and by volume."
    ),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=WHOLE_ONLY,
    uncertainty=_lazy(
        "Everybody is counted, nothing is sampled. Beside share and index stands what chance would"
        " give:"
        " the functions dealt anew to the same people 1,000 times (500 times from 500,000 ties on),"
        " their mean and the range in which 95 % lie."
    ),
    not_to_be_read_as=(
        _lazy(
            "Openness by itself: in an organisation of many functions chance alone crosses most of"
            " them."
        ),
        _lazy("Agreement: people turn to each other to contradict, too."),
    ),
    source=_lazy(
        "The interactions. Krackhardt & Stern (1988), Social Psychology Quarterly 51(2), 123-140. "
        "Told for the whole organisation only."
    ),
    since=date(2026, 11, 26),
    changes=(
        Change(date(2026, 11, 27), _lazy("What chance would give stands beside the share, too.")),
    ),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.TALK,
)
