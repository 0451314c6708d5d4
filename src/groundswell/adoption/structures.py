"""Who talks to whom, now and a quarter earlier: what the page of silos and bridges shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.adoption import queries, sources
from groundswell.adoption.days import QUARTER, quarter_end, recent_day, week_end
from groundswell.adoption.measures.figures import Value
from groundswell.adoption.measures.measure import Topic
from groundswell.adoption.shown import Figure
from groundswell.adoption.sources import Imported
from groundswell.adoption.viewing import Viewer

type Number = Value  # as it may be seen
TOPICS = (Topic.SILOS, Topic.COMMAND)


@dataclass(frozen=True, slots=True)
class Structure:
    """Figures by name at the end of a quarter, and those that are kept of a quarter earlier.

    What followed suggestions is told at the end of the week in which their weeks are over.
    """

    on: date
    now: Mapping[str, Figure]
    earlier: Mapping[str, Figure]
    imports: Sequence[Imported] = ()  # of all these days


def structure(viewer: Viewer, on: date | None = None) -> Structure:
    """All figures of structure.

    Raises: as `queries.of_topic`.
    """
    week = week_end(recent_day(on))
    sunday = quarter_end(week)
    now, earlier = queries.of_topics(viewer, TOPICS, week, sunday - QUARTER)
    brought = sources.imported(sunday - 2 * QUARTER, week)
    return Structure(sunday, _by_name(now), _by_name(earlier), brought)


def _by_name(figures: Collection[Figure]) -> dict[str, Figure]:
    return {told.measure.name: told for told in figures}
