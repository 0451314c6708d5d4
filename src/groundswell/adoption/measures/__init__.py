"""The measures, by name. Each is one file; what shows and tells figures follows from this."""

from __future__ import annotations

from groundswell.adoption.measures import beyond_comms, reach
from groundswell.adoption.measures.measure import Measure

MEASURES: dict[str, Measure] = {
    measure.name: measure for measure in (reach.MEASURE, beyond_comms.MEASURE)
}
