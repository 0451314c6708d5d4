"""The figures of adoption. The way out: all of them have passed the privacy gate.

Every function takes the viewer first. The total is for everybody; for who may not see adoption in
full there is nothing else. How each figure is counted says the `catalogue`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn

from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import books, cells, weekly
from groundswell.adoption.books import Book
from groundswell.adoption.catalogue import (
    BEYOND,
    ELSEWHERE,
    FOR_EVERYBODY,
    FUNNEL,
    QUARTER,
    REACH,
    measure,
    measures,
)
from groundswell.adoption.days import (
    DayWasLongAgo,
    is_recent,
    period_end,
    recent_day,
    told_on,
    week_end,
)
from groundswell.adoption.measures.measure import (
    BREAKDOWNS,
    EVERYBODY,
    PARTICIPATION_DAYS,
    TOTAL,
    Measure,
    Needs,
)
from groundswell.adoption.privacy import Row
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Analysis, Breakdown, Figure, Overview, whole
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.viewing import Viewer, ask_to_see_all
from groundswell.foundation import sql
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.persons.models import Person

FOLDER = sql.folder(__package__)
__all__ = ["Analysis", "Breakdown", "Figure", "Overview"]  # they are told in these shapes
OFF = Withheld.OFF
MADE_WHEN_ASKED = frozenset({Needs.ALIKE, Needs.TOLD})  # the gate judges them anew


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


def overview(viewer: Viewer, on: date | None = None) -> Overview:
    """How many of all employed people take part, and how many from outside Comms & Marketing.

    Raises:
        ThereIsNoPeopleList, NobodyWasEmployed: there is no denominator.
        DayIsNotOver, DayIsTooEarly, DayWasLongAgo: see `recent_day`.
    """
    del viewer  # the total is for everybody
    return _overview(Book(), period_end(recent_day(on)))


def figures(viewer: Viewer, on: date | None = None) -> list[Figure]:
    """Who takes part: all, from outside Comms, each cell; of the last period that is over.

    Raises: as `overview`; NotFound: the viewer may not see them.
    """
    ask_to_see_all(viewer)
    return _figures(on)


def _figures(on: date | None) -> list[Figure]:
    book = Book()
    told = _overview(book, period_end(recent_day(on)))
    total, *cells = book.reach(told.on)
    reach = Figure(REACH, told.on, [total, told.imported, *cells])
    is_on = told.beyond.withheld is not OFF
    return [reach, *([Figure(BEYOND, told.on, [told.beyond])] if is_on else [])]


def everything(viewer: Viewer, on: date | None = None) -> list[Figure]:
    """All figures of a day, and those of the whole organisation at the last end of a week.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    asked, book = recent_day(on), Book()
    is_told = REACH.name not in book.off and is_recent(period_end(asked))
    of_day = _figures(asked) if is_told else []
    others = [one for one in measures().values() if one.name not in FOR_EVERYBODY]
    return [*of_day, *_of_week(book, others, week_end(asked))]


def of_week(viewer: Viewer, sunday: date) -> list[Figure]:
    """All figures of the end of a week, one of each measure; none where nobody was employed.

    Raises:
        NotFound: the viewer may not see them.
    """
    ask_to_see_all(viewer)
    return everything(viewer, sunday) if Book().people(sunday) else []


def figure(viewer: Viewer, name: str, on: date | None = None) -> list[Figure]:
    """One measure, of the last week or period that is over.

    Raises: as `figures`; NotFound: there is no such measure; NothingWasKept: of that week.
    """
    ask_to_see_all(viewer)
    wanted = measure(name)
    if name not in measures():
        raise NotFound
    register.refuse_off(wanted, register.off())
    if name in FOR_EVERYBODY:
        return [told for told in _figures(on) if told.measure is wanted]
    book, last = Book(), told_on(recent_day(on), wanted.window_days)
    if not book.people(last):
        _refuse(last)
    told = _of_week(book, [wanted], last)
    if not told:
        raise NothingWasKept(on=last)
    return told


def analysis(viewer: Viewer, on: date | None = None) -> Analysis:
    """All that analysts see at once.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    book, asked = Book(), recent_day(on)
    told = _overview(book, period_end(asked))
    return Analysis(
        told, _breakdowns(book, told.on), _observed(book, asked), _funnel_earlier(told.on)
    )


def within(viewer: Viewer, by: str, cell: str, on: date | None = None) -> list[Breakdown]:
    """The other breakdowns within one cell, of the last period that is over.

    They are decided in the night after the period: until then there are none.

    Raises: as `figures`; NotFound: there is no such cell.
    """
    ask_to_see_all(viewer)
    book, last = Book(), period_end(recent_day(on))
    register.refuse_off(REACH, book.off)
    around = [row for row in book.reach(last) if (row.by, row.cell) == (by, cell)]
    if by not in BREAKDOWNS or not around:
        raise NotFound
    now, earlier = (book.within(at, by, cell) for at in (last, last - QUARTER))
    return [
        Breakdown(
            other,
            last,
            last - QUARTER,
            around[0],
            [(row, earlier.get(key)) for key, row in sorted(now.items()) if key[0] == other],
        )
        for other in BREAKDOWNS
        if other != by and now
    ]


def _funnel_earlier(on: date) -> Figure | None:
    """The funnel a quarter earlier, where it was kept; none is counted for it."""
    kept = weekly.Week(on - QUARTER).kept(FUNNEL)
    return whole(FUNNEL, kept, on - QUARTER) if kept else None


def of_topic(viewer: Viewer, topic: str, on: date | None = None) -> list[Figure]:
    """The figures of one topic, of the last week or period that is over, as they were kept.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    asked = recent_day(on)
    book, sunday = Book(), week_end(asked)
    if not book.people(sunday):
        _refuse(sunday)
    return _of_week(book, [one for one in measures().values() if one.topic == topic], sunday)


def _observed(book: Book, on: date) -> list[Figure]:
    """Figures about the whole organisation, and of its leaders, at the last end of a week.

    Empty where nobody was employed then; without those of which nothing was kept once their rows
    were dropped.
    """
    others = [
        each
        for name, each in measures().items()
        if name not in FOR_EVERYBODY and each.topic not in ELSEWHERE
    ]
    sunday = week_end(on)
    return _of_week(book, others, sunday) if book.people(sunday) else []


def _of_week(book: Book, wanted: Sequence[Measure], sunday: date) -> list[Figure]:
    weeks = {on: weekly.Week(on) for on in {told_on(sunday, one.window_days) for one in wanted}}
    told = []
    for each in register.are_on(wanted, book.off):
        on = told_on(sunday, each.window_days)
        is_old = each.needs in MADE_WHEN_ASKED and not is_recent(on)
        if is_old or not book.people(on):
            continue
        if each.needs is Needs.ALIKE:
            counts = books.let_through(each, book.people(on), book.comms, book.verdicts(on))
            told.append(Figure(each, on, rows=books.beside_the_roster(weeks[on], counts)))
        elif each.needs is Needs.TOLD:
            if REACH.name in book.off:
                continue  # it is made of what is told of reach
            made, named = cells.made(each, book.reach(on))
            told.append(replace(whole(each, made, on), rows=named))
        elif kept := weeks[on].told(each):
            told.append(whole(each, kept, on))
    return told


def _breakdowns(book: Book, on: date) -> list[Breakdown]:
    """Reach by function, site and level at the end of a period, and a quarter earlier."""
    total, *cells = book.reach(on)
    earlier = {(row.by, row.cell): row for row in book.reach(on - QUARTER)}
    pairs = [(row, earlier.get((row.by, row.cell))) for row in cells]
    return [
        Breakdown(by, on, on - QUARTER, total, [pair for pair in pairs if pair[0].by == by])
        for by in BREAKDOWNS
    ]


def _overview(book: Book, on: date) -> Overview:
    if not is_recent(on):
        raise DayWasLongAgo(on=on, sunday=on)
    people = book.people(on)
    if not people:
        _refuse(on)
    register.refuse_off(REACH, book.off)
    verdicts = book.verdicts(on)
    outside = [alike for alike in people if alike.function not in book.comms]
    return Overview(
        on=on,
        next_on=on + timedelta(days=PARTICIPATION_DAYS),
        total=books.let_through(REACH, people, book.comms, verdicts)[0],
        beyond=_beyond(book, on),
        employed_outside=sum(alike.employed for alike in outside),
        imported=books.imported(on, book.threshold),
    )


def _beyond(book: Book, on: date) -> Row:
    if BEYOND.name in book.off:
        return Row(TOTAL, EVERYBODY, None, None, OFF)
    return books.let_through(BEYOND, book.people(on), book.comms, book.verdicts(on))[0]


def _refuse(on: date) -> NoReturn:
    has_list = Person.objects.on_the_list().filter(is_bot=False).exists()
    raise (NobodyWasEmployed(on=on) if has_list else ThereIsNoPeopleList())
