"""The measures, by name. Each is one file; what shows and tells figures follows from this."""

from __future__ import annotations

from groundswell.adoption.measures import (
    across,
    activation,
    beyond_comms,
    concentration,
    leaders,
    reach,
    response,
    stickiness,
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
        leaders,
        concentration,
        response,
        across,
        unheard,
    )
}
