"""What measures of the whole organisation tell of a week: counted, kept, and read again.

All of it is from before the gate; `queries` lets it through.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q

from groundswell.adoption import numbers
from groundswell.adoption.beside import Beside, is_long
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.days import DAY, KEPT_WEEKS, is_end, is_recent, week_end
from groundswell.adoption.leading import rows as leading_rows
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.figures import (
    Cell,
    Figures,
    Margins,
    Rule,
    Table,
    Unit,
    value_of,
)
from groundswell.adoption.measures.led import LED
from groundswell.adoption.measures.measure import Measure, Needs
from groundswell.adoption.needed import Rows
from groundswell.adoption.register import queries as register
from groundswell.adoption.sealed import marking
from groundswell.adoption.sealed.models import SealedFigure
from groundswell.foundation import clock

WEEK = timedelta(days=7)
type Later = list[Callable[[], None]]
BACK = KEPT_WEEKS  # they are kept from the start on
# Weeks that are counted again, as leavers and newcomers are reported late: the last one each night,
# each other on a weekday of its own, for a week's graph of 50,000 people takes half a minute.
UNSETTLED = 5
# What is made of cells is counted when it is asked for: the gate has to judge them anew.
# So is what owners see of their group.
NOT_KEPT = frozenset({Needs.ALIKE, Needs.TOLD, Needs.GROUP})
LEADING = frozenset({Needs.ASKED_LEADERS, Needs.LEADERS_WORDS, Needs.LED_TALK, Needs.VISITS})
OF_LEADERS = frozenset(one.name for one in MEASURES.values() if one.needs in LEADING)


@dataclass(frozen=True, slots=True)
class Kept:
    """What a measure found; how many took part in each of the last weeks; since when it counts."""

    figures: Figures
    weeks: Sequence[int]
    since: date | None
    revised_at: datetime | None = None
    defined_on: date | None = None


class Week:
    """What measures tell of one week; what is kept of it is asked for at once."""

    def __init__(self, on: date) -> None:
        self._rows = Rows(on)
        self._kept: dict[str, SealedFigure | None] = {}

    @property
    def on(self) -> date:
        """The last day of it."""
        return self._rows.on

    def ask_for(self, names: Collection[str]) -> None:
        """Ask at once for what is kept of some measures."""
        missing = {*names} - self._kept.keys()
        if missing:
            found = SealedFigure.objects.filter(on=self._rows.on, measure__in=missing)
            self._kept |= dict.fromkeys(missing) | {one.measure: one for one in found}

    def told(self, measure: Measure) -> Kept | None:
        """What is kept; counted now where nothing is, or what is may be wrong.

        Once rows behind it were dropped, or after half a year, what is kept stays as it is; None:
        nothing is kept.
        """
        kept = self._of(measure)
        if not self._is_right(kept, measure) and self._may_count(measure):
            return count(measure, self._rows)
        return _as_kept(kept) if kept else None

    def _may_count(self, measure: Measure) -> bool:
        return is_recent(self._rows.on) and self._rows.are_kept_for(measure)

    def kept(self, measure: Measure) -> Kept | None:
        """What is kept, if it is right; nothing is counted."""
        kept = self._of(measure)
        return _as_kept(kept) if kept and self._is_right(kept, measure) else None

    def of_leaders(self, measure: Measure) -> Kept | None:
        """What is kept of those leaders who show their figures now, though a night's work is due.

        Counted now where it is of others: whoever takes a consent back is gone at once.
        """
        kept = self._of(measure)
        return _as_kept(kept) if kept and self.is_of_roster(measure) else self.told(measure)

    def is_of_roster(self, measure: Measure) -> bool:
        """Whether what is kept is of those leaders who show their figures now, or of none."""
        if measure.needs not in LEADING:
            return True
        kept = self._of(measure)
        return (
            kept is not None
            and kept.defined_on == measure.defined_on
            and _led(kept.facts) == self._rows.roster
        )

    def may_tell_leaders(self, active: int, leading: int) -> bool:
        """Whether so many leaders of so many may be told beside those whose figures were shown."""
        return leading_rows.others_are_told(self.on, active, leading)

    def _of(self, measure: Measure) -> SealedFigure | None:
        self.ask_for([measure.name])
        return self._kept[measure.name]

    def _is_right(self, kept: SealedFigure | None, measure: Measure) -> bool:
        if kept is None or kept.is_stale or kept.defined_on != measure.defined_on:
            return False
        return self.is_of_roster(measure)


def _as_kept(kept: SealedFigure) -> Kept:
    facts = kept.facts
    values = [value_of(value) for value in facts["values"]]
    since = date.fromisoformat(facts["since"]) if facts["since"] else None
    tables = [_table(table) for table in facts.get("tables", ())]
    margins = Margins(**facts["margins"]) if facts.get("margins") else None
    figures = Figures(values, facts["series"], tables=tables, margins=margins)
    return Kept(figures, facts["weeks"], since, kept.revised_at, kept.defined_on)


def _table(facts: dict[str, Any]) -> Table:
    cells = [Cell(**cell) for cell in facts["cells"]]
    unit, rule = Unit(facts["unit"]), Rule[facts["rule"]]
    return Table(facts["name"], unit, rule, cells, facts["is_apart"], facts["tells_inside"])


def count(measure: Measure, rows: Rows) -> Kept:
    """Counted from the rows behind it."""
    return _kept(measure, measure.count(rows.of(measure)), rows)


def _kept(measure: Measure, figures: Figures, rows: Rows) -> Kept:
    return Kept(figures, rows.weeks, rows.since(measure))


def measured() -> list[Measure]:
    """The measures of the whole organisation that are not switched off."""
    whole = (each for each in MEASURES.values() if each.needs not in NOT_KEPT)
    return register.are_on(whole)


def told_for(on: date, measures: Sequence[Measure]) -> list[Measure]:
    """Those that are told for windows that end on a day; nothing is kept of any other."""
    return [each for each in measures if is_end(on, each.window_days)]


def due() -> Iterator[date]:
    """The ends of weeks of which something is to be counted, the newest first."""
    today = clock.today()
    last = week_end(today - DAY)
    wanted = measured()
    fresh: dict[date, set[str]] = {}
    for on, name, sealed_at in SealedFigure.objects.filter(
        on__gt=last - BACK * WEEK, is_stale=False
    ).values_list("on", "measure", "sealed_at"):
        week = (last - on) // WEEK
        if week >= UNSETTLED or sealed_at >= _last_turn(week, today):
            fresh.setdefault(on, set()).add(name)
    for week in range(BACK):
        on = last - week * WEEK
        rows, known = Rows(on), fresh.get(on, set())
        missing = (each for each in told_for(on, wanted) if each.name not in known)
        # What cannot be counted any more stays as it is: nothing is counted again for it.
        if any(rows.are_kept_for(each) for each in missing):
            yield on


def _last_turn(week: int, today: date) -> datetime:
    """Since when the week that ended so many weeks before the last one need not be counted anew."""
    back = (today.weekday() - week) % 7 if week else 0
    return clock.start_of(today - back * DAY)


def seal(on: date, later: Later | None = None) -> bool:
    """Count and keep all of a week; False where nobody was employed.

    What takes long is counted beside all else, and kept at the end, or once `later` is asked. Of
    what changes meanwhile it may be told as it was: such a week is due again.
    """
    since, rows = marking.newest(), Rows(on)
    if not rows.function:
        return False
    countable = [each for each in told_for(on, measured()) if rows.are_kept_for(each)]
    apart = {one: Beside(one, rows.of(one)) for one in countable if is_long(one, rows)}
    counted = {one: _facts(count(one, rows)) for one in countable if one not in apart}
    _keep(counted, on, since)
    for each in apart.items():
        keep = partial(_keep_found, *each, rows, since)
        if later is None:
            keep()
        else:
            later.append(keep)
    return True


def _keep_found(measure: Measure, begun: Beside, rows: Rows, since: int) -> None:
    _keep({measure: _facts(_kept(measure, begun.figures(), rows))}, rows.on, since)


def waiting(later: Later) -> Iterator[Callable[[], None]]:
    """What keeps each that was counted beside all else, and waits for it."""
    while later:
        yield later.pop(0)


def forget_others() -> int:
    """Drop what was kept of leaders before the roster became another; how many figures.

    What still can be counted is counted anew, of those who show their figures now.
    """
    roster = consents.roster()
    kept = SealedFigure.objects.filter(measure__in=OF_LEADERS)
    former = [(one.on, one.measure) for one in kept if not _led(one.facts) <= roster]
    return sum(kept.filter(on=on, measure=name).delete()[0] for on, name in former)


def of_roster(wanted: Q) -> Iterator[tuple[Measure, date, Kept]]:
    """What is kept of leaders who all show their figures now; nothing is counted for it."""
    found = list(SealedFigure.objects.filter(wanted, measure__in=OF_LEADERS))
    roster = consents.roster() if found else frozenset()
    for one in found:
        if _led(one.facts) <= roster:
            yield MEASURES[one.measure], one.on, _as_kept(one)


def _led(facts: dict[str, Any]) -> set[int]:
    return {row[0] for row in facts.get("series", {}).get(LED, ())}


@transaction.atomic
def _keep(counted: Mapping[Measure, dict[str, Any]], on: date, since: int) -> None:
    now, is_stale = clock.now(), marking.has_come(since, on)
    names = [measure.name for measure in counted]
    known = {one.measure: one for one in SealedFigure.objects.filter(on=on, measure__in=names)}
    SealedFigure.objects.bulk_create(
        (
            SealedFigure(
                on=on,
                measure=measure.name,
                facts=facts,
                defined_on=measure.defined_on,
                sealed_at=now,
                revised_at=_revised_at(known.get(measure.name), facts, now),
                is_stale=is_stale,
            )
            for measure, facts in counted.items()
        ),
        update_conflicts=True,
        unique_fields=("on", "measure"),
        update_fields=("facts", "defined_on", "sealed_at", "revised_at", "is_stale"),
    )


def _revised_at(
    known: SealedFigure | None, facts: dict[str, Any], now: datetime
) -> datetime | None:
    if known is None:
        return None
    return known.revised_at if numbers.are_same(known.facts, facts) else now


def _facts(kept: Kept) -> dict[str, Any]:
    series = {name: [list(row) for row in rows] for name, rows in kept.figures.series.items()}
    return {
        "values": [{**asdict(value), "unit": str(value.unit)} for value in kept.figures.values],
        "series": series,
        "tables": [
            {**asdict(table), "unit": str(table.unit), "rule": table.rule.name}
            for table in kept.figures.tables
        ],
        "margins": asdict(kept.figures.margins) if kept.figures.margins else None,
        "weeks": list(kept.weeks),
        "since": kept.since.isoformat() if kept.since else None,
    }
