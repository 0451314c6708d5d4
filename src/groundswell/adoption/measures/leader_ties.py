"""Ties to leaders: how many people have a two-way tie to any of them."""

from __future__ import annotations

from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value, share
from groundswell.adoption.measures.leader_answers import ANALYSTS_SEE, ONLY_THE_ROSTER
from groundswell.adoption.measures.led import LED, LedTalk
from groundswell.adoption.measures.measure import (
    STRUCTURE_DAYS,
    WHO_COUNTS,
    Measure,
    Needs,
    Topic,
    Yardstick,
)
from groundswell.adoption.measures.measure import later as _lazy


def count(rows: LedTalk) -> Figures:
    """People with a two-way tie to any of these leaders, of all others, beside chance."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.leadership import reach_of_anybody  # noqa: PLC0415
    from groundswell.adoption.measures.structure.arcs import arcs_of  # noqa: PLC0415
    from groundswell.adoption.measures.structure.reciprocity import two_way  # noqa: PLC0415

    ends = np.array([rows.source, rows.target], dtype=np.int64)
    pairs = two_way(arcs_of(rows.people, ends[0], ends[1], np.ones(ends.shape[1])))
    leads = np.zeros(rows.people, dtype=bool)
    leads[list(rows.places)] = True
    is_tied = np.zeros((len(rows.places), rows.people), dtype=bool)
    for row, place in enumerate(rows.places):
        is_tied[row, pairs.high[pairs.low == place]] = True
        is_tied[row, pairs.low[pairs.high == place]] = True
    is_tied[:, leads] = False
    reached, others = int(is_tied.any(axis=0).sum()), rows.people - len(rows.places)
    by_chance = None
    if len(pairs) and rows.places:
        everybody = np.ones(rows.people, dtype=bool)
        by_chance = reach_of_anybody(pairs, everybody, len(rows.places))
    value = Value(
        name="tied",
        title=_lazy("Two-way tie to a leader"),
        unit=Unit.SHARE,
        value=share(reached, others) if rows.places else None,
        numerator=reached,
        denominator=others,
        people=others if rows.places else 0,
        chance=by_chance,
        counts_people=True,
    )
    ties = is_tied.sum(axis=1).tolist()
    each = [list(row) for row in zip(rows.leaders, ties, rows.units, strict=True)]
    return Figures([value], {LED: each})


MEASURE = Measure(
    name="leader_ties",
    topic=Topic.LEADERSHIP,
    title=_lazy("Ties to leaders"),
    definition=_lazy(
        "The share of people with a two-way tie to any leader who shows their figures: each turned"
        " to the other at least once in 90 days."
    ),
    formula=(
        _lazy("people with a two-way tie to any of these leaders"),
        _lazy("people employed on the last day, without these leaders"),
    ),
    numerator=_lazy(
        "A tie is two-way where each replied to, named, praised or reacted to the other. What"
        " delegates wrote is left out."
    ),
    denominator=_lazy(
        "Everybody employed on the last day, but for the leaders who show their figures."
    ),
    unit=_lazy("Share, 0 to 1, shown as per cent."),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=ONLY_THE_ROSTER,
    uncertainty=_lazy(
        "Everybody is counted, nothing is sampled. Beside it stands what chance would give: the"
        " share that as many people as there are such leaders reach on average, whoever they are."
    ),
    not_to_be_read_as=(
        _lazy("Closeness: one answer and one reaction in 90 days make a tie."),
        _lazy("All who lead: those who agreed to be shown may be the keenest."),
    ),
    source=_lazy("The interactions. Chance is exact, by the ties that each person has."),
    since=date(2026, 11, 26),
    count=count,
    yardstick=Yardstick.CHANCE,
    needs=Needs.LED_TALK,
    seen_by=ANALYSTS_SEE,
)
