"""The measures, by name. Each is one file; what shows and tells figures follows from this."""

from __future__ import annotations

from groundswell.adoption.measures import (
    across,
    activation,
    beyond_comms,
    concentration,
    evenness,
    funnel,
    leaders,
    reach,
    response,
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
        across,
        unheard,
    )
}
