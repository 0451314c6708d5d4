"""The measures, by name. Each is one file; what shows and tells figures follows from this."""

from __future__ import annotations

from groundswell.adoption.measures import (
    across,
    activation,
    adopters,
    answered_across,
    asked_from,
    best_answers,
    beyond_comms,
    broadcasts,
    climb,
    communities,
    concentration,
    contagion,
    crossings,
    evenness,
    funnel,
    inward,
    leaders,
    line,
    reach,
    response,
    reuse,
    stickiness,
    tipping_candidates,
    unheard,
    weekly,
)
from groundswell.adoption.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    one.MEASURE.name: one.MEASURE
    for one in (
        reach,
        beyond_comms,
        weekly,
        stickiness,
        activation,
        funnel,
        evenness,
        tipping_candidates,
        leaders,
        concentration,
        response,
        asked_from,
        best_answers,
        answered_across,
        reuse,
        across,
        adopters,
        contagion,
        unheard,
        crossings,
        inward,
        communities,
        line,
        broadcasts,
        climb,
    )
}
