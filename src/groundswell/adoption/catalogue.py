"""Which figures there are, how each is counted, and where and when it is told; no figure itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from groundswell.adoption.days import is_end
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import YARDSTICKS, Measure, Needs, Topic, Yardstick
from groundswell.adoption.measures.stages import ENDS, stage
from groundswell.adoption.measures.waits import at_steps
from groundswell.foundation.errors import NotFound

STAGE_ENDS, stage_of, steps_of_waiting = ENDS, stage, at_steps
QUARTER = timedelta(weeks=12)  # three periods of four weeks
REACH, BEYOND, FUNNEL = (MEASURES[name] for name in ("reach", "beyond_comms", "funnel"))
LEADERS = MEASURES["leaders"]
VOICES, ANSWERS, SPREAD = Topic.VOICES, Topic.ANSWERS, Topic.SPREAD
# These have a page of their own.
ELSEWHERE = frozenset(
    {VOICES, ANSWERS, SPREAD, Topic.SILOS, Topic.COMMAND, Topic.LEADERSHIP, Topic.GROUPS}
)
TEXTS = (
    "topic", "title", "definition", "numerator", "denominator", "without_denominator", "unit",
    "population", "minimum_group", "uncertainty", "source",
)  # fmt: skip
# Measures whose indices are E-I indices: from −1 to +1, so their sign is said.
BALANCES = frozenset({"across", "inward"})
FOR_EVERYBODY = (REACH.name, BEYOND.name)  # the rest is for whom `viewing` lets see


def definitions() -> Mapping[str, Measure]:
    """How each figure is counted, by name."""
    return MEASURES


def measures() -> Mapping[str, Measure]:
    """The measures of the organisation: without what owners see of their group."""
    return {name: one for name, one in MEASURES.items() if one.needs is not Needs.GROUP}


def measure(name: str) -> Measure:
    """How one figure is counted.

    Raises:
        NotFound: there is no such measure.
    """
    if name not in MEASURES:
        raise NotFound
    return MEASURES[name]


def in_full(one: Measure) -> dict[str, Any]:
    """A definition as files and the interface give it, with the days on which it became another."""
    return {
        **{text: str(getattr(one, text)) for text in TEXTS},
        "formula": [str(line) for line in one.formula],
        "not_to_be_read_as": [str(line) for line in one.not_to_be_read_as],
        "beside": str(YARDSTICKS[one.yardstick]),
        "confidence": one.confidence,
        "window_days": one.window_days,
        "since": one.since.isoformat(),
        "defined_on": one.defined_on.isoformat(),
        "changes": [{"on": each.on.isoformat(), "words": str(each.words)} for each in one.log],
    }


def beside(one: Measure) -> str:
    """What stands beside its numbers and whose interval they have; nothing where nothing does."""
    return "" if one.yardstick is Yardstick.NOTHING else YARDSTICKS[one.yardstick]


def is_told(name: str, on: date) -> bool:
    """Whether a measure is told for windows that end on that day."""
    return is_end(on, measure(name).window_days)
