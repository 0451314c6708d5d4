"""The shapes in which figures are told; what is in them has passed the gate.

Used by `queries`, which is the way out.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings

from groundswell.adoption import naming, rounding, tables, together, wholes
from groundswell.adoption.catalogue import QUARTER, REACH
from groundswell.adoption.days import is_end
from groundswell.adoption.measures.led import LED
from groundswell.adoption.measures.measure import (
    BREAKDOWNS,
    EVERYBODY,
    PARTICIPATION_DAYS,
    STRUCTURE_DAYS,
    TOTAL,
    Measure,
)
from groundswell.adoption.privacy import Row
from groundswell.adoption.sources import Span
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldTable
from groundswell.adoption.weekly import Kept
from groundswell.adoption.wholes import Told

APART = frozenset({PARTICIPATION_DAYS, STRUCTURE_DAYS})  # windows that never overlap


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure on one day: row by row, or as numbers about the whole organisation.

    `series` is what a drawing of the numbers needs more; nothing where one of them is withheld.
    """

    measure: Measure
    on: date
    rows: Sequence[Row] = ()
    values: Sequence[Told] = ()
    series: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)
    tables: Sequence[ToldTable] = ()
    kept_tables: Sequence[ToldTable] = ()  # the same with groups by number: what is kept of it
    since: date | None = None  # the first day that it counts, where that does not follow
    revised_at: datetime | None = None
    made_by: date | None = None  # the definition that it was made by, where that is not today's
    judged: str = ""  # of whom it was decided what reach tells; nothing where nothing was kept

    @property
    def defined_on(self) -> date:
        """Since when it was counted as it was counted here."""
        return self.made_by or self.measure.defined_on

    @property
    def first_on(self) -> date:
        """The first day that it counts."""
        return self.since or self.on - timedelta(days=self.measure.window_days - 1)

    @property
    def last_on(self) -> date:
        """The last day that it counts."""
        return min(self.on, self.first_on + timedelta(days=self.measure.window_days - 1))

    @property
    def span(self) -> Span:
        """All days that it counts."""
        return Span(self.first_on, self.last_on)


@dataclass(frozen=True, slots=True)
class Overview:
    """What everybody may see: how many took part in a period, and how many from outside Comms."""

    on: date
    next_on: date  # when the period after it ends
    total: Row
    beyond: Row
    employed_outside: int
    imported: Row


@dataclass(frozen=True, slots=True)
class Breakdown:
    """One breakdown at the end of a week, each cell with the same a quarter earlier."""

    by: str
    on: date
    earlier_on: date
    total: Row
    rows: Sequence[tuple[Row, Row | None]]
    defined_on: date = REACH.defined_on
    revised_at: datetime | None = None


def overview_of(reach: Figure, beyond: Figure | None) -> Overview:
    """The overview, made of the two figures that are for everybody."""
    total, imported, *cells = reach.rows
    comms = settings.OPTIONS.comms_functions
    outside = (row for row in cells if row.by == "function" and row.cell not in comms)
    return Overview(
        on=reach.on,
        next_on=reach.on + timedelta(days=PARTICIPATION_DAYS),
        total=total,
        beyond=beyond.rows[0] if beyond else Row(TOTAL, EVERYBODY, None, None, Withheld.OFF),
        employed_outside=sum(row.denominator or 0 for row in outside),
        imported=imported,
    )


def breakdowns_of(reach: Figure, earlier: Sequence[Row]) -> list[Breakdown]:
    """Reach by function, site and level, each cell with the same a quarter earlier."""
    before = {(row.by, row.cell): row for row in earlier}
    return [
        Breakdown(
            by,
            reach.on,
            reach.on - QUARTER,
            reach.rows[0],
            [(row, before.get((by, row.cell))) for row in reach.rows if row.by == by],
            reach.defined_on,
            reach.revised_at,
        )
        for by in BREAKDOWNS
    ]


def whole(
    each: Measure, kept: Kept, on: date, *, telling: Collection[str] = (), shown: int = 0
) -> Figure:
    """Numbers about the whole organisation, as far as they may be seen; none that is `telling`.

    So many leaders are `shown`: less what they show it is told of all others, so of these there
    have to be enough in each week, too.
    """
    threshold = settings.OPTIONS.privacy_threshold
    is_steady = all(active - shown >= threshold for active in kept.weeks)
    values = wholes.told(
        kept.figures, threshold, is_steady=is_steady, halves=each.halves, telling=telling
    )
    values = together.nested(values, each.nested) if each.nested else values
    is_all = not any(value.withheld for value in values)
    # What a single leader did leaves by the roster alone.
    series = {
        name: rounding.series(rows)
        for name, rows in kept.figures.series.items()
        if is_all and name != LED
    }
    found = tables.let_through(
        kept.figures.tables,
        threshold,
        is_steady=is_steady,
        tells_people=each.window_days in APART and is_end(on, each.window_days),
        secret=settings.SECRET_KEY,
    )
    return Figure(
        each,
        on,
        values=values,
        series=series,
        tables=naming.named(each, found),
        kept_tables=found,
        since=kept.since,
        revised_at=kept.revised_at,
        made_by=kept.defined_on,
    )
