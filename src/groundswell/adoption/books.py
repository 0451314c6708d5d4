"""What one answer looks up and lets through the gate, so that nothing is asked or judged twice.

Used by `queries`, which is the way out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.conf import settings

from groundswell.adoption import privacy
from groundswell.adoption.days import week_end
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import (
    EVERYBODY,
    PARTICIPATION_DAYS,
    TOTAL,
    Alike,
    Count,
    Measure,
)
from groundswell.adoption.privacy import Row, Verdicts
from groundswell.adoption.sealed.models import SealedDay, SealedPeople
from groundswell.adoption.suppression import Withheld, alone
from groundswell.foundation import clock, sql

FOLDER = sql.folder(__package__)
WEEK = timedelta(days=7)
ALIKE = ("function", "site", "level", "employed", "active", "leads")
IMPORTED, ONLY_IMPORTED = "import", "known only from an import"  # `by` and `cell` of their row
REACH, BEYOND = MEASURES["reach"], MEASURES["beyond_comms"]


@dataclass(slots=True)
class Book:
    """What one answer has looked up already."""

    comms: frozenset[str] = field(
        default_factory=lambda: frozenset(settings.OPTIONS.comms_functions)
    )
    threshold: int = field(default_factory=lambda: settings.OPTIONS.privacy_threshold)
    looked_up: dict[date, list[Alike]] = field(default_factory=dict)
    judged: dict[date, Verdicts] = field(default_factory=dict)

    def people(self, on: date) -> list[Alike]:
        """Everybody employed on a day; nobody where there is no people list."""
        if on not in self.looked_up:
            is_final = SealedDay.objects.filter(on=on, is_final=True).exists()
            self.looked_up[on] = (
                [Alike(*row) for row in SealedPeople.objects.filter(on=on).values_list(*ALIKE)]
                if is_final
                else FOLDER.rows("alike", Alike, levels=settings.LEADER_LEVELS, **window(on))
            )
        return self.looked_up[on]

    def reach(self, sunday: date) -> list[Row]:
        """Everybody and each cell at the end of a week."""
        people = self.people(sunday)
        return let_through(REACH, people, self.comms, self._week(sunday)) if people else []

    def verdicts(self, on: date) -> Verdicts:
        """What is withheld of the total and of the part outside on a day."""
        sunday = week_end(on)
        if on == sunday:
            return self._week(sunday)
        verdicts = privacy.of_day(self.people(on), self.comms, self.threshold)
        weeks = [week for week in (sunday, sunday + WEEK) if week < clock.today()]
        # Withheld on Sunday and told on Monday would be told on Sunday.
        if verdicts.outside is None and any(self._week(week).outside for week in weeks):
            return privacy.Verdicts(verdicts.total, Withheld.SUBTRACTION, {})
        return verdicts

    def _week(self, sunday: date) -> Verdicts:
        if sunday not in self.judged:
            self.judged[sunday] = privacy.of_week(
                self.people(sunday), self.comms, self.threshold, secret=settings.SECRET_KEY
            )
        return self.judged[sunday]


def let_through(
    measure: Measure, people: Sequence[Alike], comms: frozenset[str], verdicts: Verdicts
) -> list[Row]:
    """What a measure counts of people who stand alike, as far as it may be seen."""
    if measure is BEYOND:
        tells_base = verdicts.total is None
        return [
            privacy.let_through(count, verdicts.outside, tells_base=tells_base)
            for count in measure.count(people, comms)
        ]
    labels = {(TOTAL, EVERYBODY): verdicts.total, **verdicts.cells}
    return [
        privacy.let_through(count, labels.get((count.by, count.cell)))
        for count in measure.count(people, comms)
    ]


def imported(on: date, threshold: int) -> Row:
    """How many known only from an import took part, as far as it may be seen."""
    ((people, active),) = FOLDER.tuples("imported", **window(on))
    label = alone(active, people, threshold) if people else None
    return privacy.let_through(Count(IMPORTED, ONLY_IMPORTED, active, people), label)


def window(on: date) -> dict[str, object]:
    """The first and the last day of participation that ends with a day."""
    return {"first": on - timedelta(days=PARTICIPATION_DAYS - 1), "last": on}
