"""The figures of adoption. The only way out: all of them have passed the privacy gate."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NoReturn

from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import privacy, weekly
from groundswell.adoption.announced import Reached, reached
from groundswell.adoption.days import DAY, day, week_end
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import (
    BREAKDOWNS,
    EVERYBODY,
    PARTICIPATION_DAYS,
    TOTAL,
    Alike,
    Count,
    Measure,
    Needs,
)
from groundswell.adoption.needed import SHAPES, Rows
from groundswell.adoption.privacy import Row, Told, Verdicts
from groundswell.adoption.sealed.models import SealedDay, SealedPeople
from groundswell.adoption.suppression import Withheld, alone
from groundswell.adoption.weekly import Kept
from groundswell.foundation import clock, sql
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.announcements.models import Announcement
from groundswell.people.persons.models import Person

FOLDER = sql.folder(__package__)
WEEK = timedelta(days=7)
QUARTER = timedelta(weeks=13)
IMPORTED, ONLY_IMPORTED = "import", "known only from an import"  # `by` and `cell` of their row
ALIKE = ("function", "site", "level", "employed", "active", "leads")
REACH, BEYOND = MEASURES["reach"], MEASURES["beyond_comms"]
FOR_EVERYBODY = (REACH.name, BEYOND.name)  # the rest is for analysts


class ThereIsNoPeopleList(Refused):
    """A share needs to know of how many."""

    message = _lazy(
        "There is no people list, so nobody can say of how many people this is a share."
        " Take one with `groundswell people import`, or under Administration."
    )


class NobodyWasEmployed(Refused):
    """Before the people of the list started there is nobody to count."""

    message = _lazy(
        "On %(on)s nobody of the people list was employed, so there is no share to tell."
        " Choose a later day."
    )


class NothingWasKept(Refused):
    """Rows about single people are dropped, and of weeks before the first night nothing is kept."""

    message = _lazy(
        "Of the week that ended on %(on)s nothing was kept, and the rows to count it from were"
        " dropped. Choose a later day."
    )


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
    since: date | None = None  # the first day that it counts, where that does not follow
    revised_at: datetime | None = None

    @property
    def first_on(self) -> date:
        """The first day that it counts."""
        return self.since or self.on - timedelta(days=self.measure.window_days - 1)

    @property
    def last_on(self) -> date:
        """The last day that it counts."""
        return self.first_on + timedelta(days=self.measure.window_days - 1)


@dataclass(frozen=True, slots=True)
class Overview:
    """What everybody may see: how many take part on a day, and how many from outside Comms."""

    on: date
    is_yesterday: bool
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


def measures() -> Mapping[str, Measure]:
    """How each figure is counted, by name."""
    return MEASURES


def measure(name: str) -> Measure:
    """How one figure is counted.

    Raises:
        NotFound: there is no such measure.
    """
    if name not in MEASURES:
        raise NotFound
    return MEASURES[name]


def overview(on: date | None = None) -> Overview:
    """How many of all employed people take part, and how many from outside Comms & Marketing.

    Raises:
        ThereIsNoPeopleList, NobodyWasEmployed: there is no denominator.
        DayIsNotOver, DayIsTooEarly: see `day`.
    """
    return _overview(_Book(), day(on))


def figures(on: date | None = None) -> list[Figure]:
    """All figures of a day; the cells are those of the last end of a week, under its own date.

    Raises: as `overview`.
    """
    book = _Book()
    told = _overview(book, day(on))
    beyond = Figure(BEYOND, told.on, [told.beyond])
    sunday = week_end(told.on)
    cells = book.reach(sunday)
    if sunday == told.on:
        return [Figure(REACH, sunday, [cells[0], told.imported, *cells[1:]]), beyond]
    at_week_end = [Figure(REACH, sunday, cells)] if cells else []
    return [Figure(REACH, told.on, [told.total, told.imported]), *at_week_end, beyond]


def figure(name: str, on: date | None = None) -> list[Figure]:
    """One measure: its figures of a day, or of the last end of a week.

    Raises: as `overview`; NotFound: there is no such measure; NothingWasKept: of that week.
    """
    wanted = measure(name)
    if name in FOR_EVERYBODY:
        return [told for told in figures(on) if told.measure is wanted]
    asked = day(on)
    told = _of_week(_Book(), [wanted], asked)
    if not told:
        raise NothingWasKept(on=week_end(asked))
    return told


def observed(on: date | None = None) -> list[Figure]:
    """All other figures of the last end of a week: those about the whole organisation, the leaders.

    Those are missing of which nothing was kept, once their rows were dropped.

    Raises: as `overview`.
    """
    others = [each for name, each in MEASURES.items() if name not in FOR_EVERYBODY]
    return _of_week(_Book(), others, day(on))


def specimen(name: str, on: date, *rows: object) -> Figure:
    """A figure of made-up rows, for the gallery of components."""
    wanted = MEASURES[name]
    return _whole(wanted, Kept(wanted.count(SHAPES[wanted.needs](*rows)), (), None), on)


def _of_week(book: _Book, wanted: Sequence[Measure], on: date) -> list[Figure]:
    sunday = week_end(on)
    people = book.people(sunday)
    if not people:
        _refuse(sunday)
    rows = Rows(sunday)
    told = []
    for each in wanted:
        if each.needs is Needs.ALIKE:
            counts = _let_through(each, people, book.comms, book.verdicts(sunday))
            told.append(Figure(each, sunday, rows=counts))
            continue
        if kept := weekly.told(each, sunday, rows):
            told.append(_whole(each, kept, sunday))
    return told


def _whole(each: Measure, kept: Kept, on: date) -> Figure:
    threshold = settings.OPTIONS.privacy_threshold
    is_steady = all(active >= threshold for active in kept.weeks)
    values = privacy.whole(kept.figures, threshold, is_steady=is_steady, halves=each.halves)
    is_all = not any(value.withheld for value in values)
    series = kept.figures.series if is_all else {}
    return Figure(
        each, on, values=values, series=series, since=kept.since, revised_at=kept.revised_at
    )


def breakdowns(on: date) -> list[Breakdown]:
    """Reach by function, site and level at the last end of a week, and a quarter earlier.

    Empty where nobody was employed then.
    """
    book = _Book()
    sunday = week_end(on)
    rows = book.reach(sunday)
    if not rows:
        return []
    total, *cells = rows
    earlier = {(row.by, row.cell): row for row in book.reach(sunday - QUARTER)}
    pairs = [(row, earlier.get((row.by, row.cell))) for row in cells]
    return [
        Breakdown(by, sunday, sunday - QUARTER, total, [pair for pair in pairs if pair[0].by == by])
        for by in BREAKDOWNS
    ]


def _overview(book: _Book, on: date) -> Overview:
    people = book.people(on)
    if not people:
        _refuse(on)
    verdicts = book.verdicts(on)
    outside = [alike for alike in people if alike.function not in book.comms]
    return Overview(
        on=on,
        is_yesterday=on == clock.today() - DAY,
        total=_let_through(REACH, people, book.comms, verdicts)[0],
        beyond=_let_through(BEYOND, people, book.comms, verdicts)[0],
        employed_outside=sum(alike.employed for alike in outside),
        imported=_imported(on, book.threshold),
    )


def _refuse(on: date) -> NoReturn:
    has_list = Person.objects.on_the_list().filter(is_bot=False).exists()
    raise (NobodyWasEmployed(on=on) if has_list else ThereIsNoPeopleList())


@dataclass(slots=True)
class _Book:
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
                else FOLDER.rows("alike", Alike, levels=settings.LEADER_LEVELS, **_window(on))
            )
        return self.looked_up[on]

    def reach(self, sunday: date) -> list[Row]:
        """Everybody and each cell at the end of a week."""
        people = self.people(sunday)
        return _let_through(REACH, people, self.comms, self._week(sunday)) if people else []

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


def _let_through(
    measure: Measure, people: Sequence[Alike], comms: frozenset[str], verdicts: Verdicts
) -> list[Row]:
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


def _imported(on: date, threshold: int) -> Row:
    ((people, active),) = FOLDER.tuples("imported", **_window(on))
    label = alone(active, people, threshold) if people else None
    return privacy.let_through(Count(IMPORTED, ONLY_IMPORTED, active, people), label)


def _window(on: date) -> dict[str, object]:
    return {"first": on - timedelta(days=PARTICIPATION_DAYS - 1), "last": on}


def announcement(announced: Announcement) -> Reached:
    """How many of those addressed acknowledged it, by function, as far as it may be told."""
    return reached(announced)
