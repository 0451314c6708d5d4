"""The figures of adoption. The only way out: all of them have passed the privacy gate.

Every function about people takes the viewer first. The total is for everybody; for who may not see
adoption in full there is nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NoReturn

from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import books, cells, weekly
from groundswell.adoption.announced import Reached, reached
from groundswell.adoption.books import Book
from groundswell.adoption.days import DAY, day, week_end
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import BREAKDOWNS, Measure, Needs, Topic
from groundswell.adoption.needed import SHAPES
from groundswell.adoption.shown import Analysis, Breakdown, Figure, Overview, whole
from groundswell.adoption.viewing import Viewer, ask_to_see_all
from groundswell.adoption.weekly import Kept
from groundswell.foundation import clock, sql
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.announcements.models import Announcement
from groundswell.people.persons.models import Person

FOLDER = sql.folder(__package__)
__all__ = ["Analysis", "Breakdown", "Figure", "Overview"]  # they are told in these shapes
QUARTER = timedelta(weeks=13)
IMPORTED = books.IMPORTED
REACH, BEYOND, FUNNEL = books.REACH, books.BEYOND, MEASURES["funnel"]
VOICES, ANSWERS = Topic.VOICES, Topic.ANSWERS
ELSEWHERE = frozenset({VOICES, ANSWERS})  # these have a page of their own
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


def overview(viewer: Viewer, on: date | None = None) -> Overview:
    """How many of all employed people take part, and how many from outside Comms & Marketing.

    Raises:
        ThereIsNoPeopleList, NobodyWasEmployed: there is no denominator.
        DayIsNotOver, DayIsTooEarly: see `day`.
    """
    del viewer  # the total is for everybody
    return _overview(Book(), day(on))


def figures(viewer: Viewer, on: date | None = None) -> list[Figure]:
    """All figures of a day; the cells are those of the last end of a week, under its own date.

    Raises: as `overview`; NotFound: the viewer may not see them.
    """
    ask_to_see_all(viewer)
    return _figures(on)


def _figures(on: date | None) -> list[Figure]:
    book = Book()
    told = _overview(book, day(on))
    beyond = Figure(BEYOND, told.on, [told.beyond])
    sunday = week_end(told.on)
    cells = book.reach(sunday)
    if sunday == told.on:
        return [Figure(REACH, sunday, [cells[0], told.imported, *cells[1:]]), beyond]
    at_week_end = [Figure(REACH, sunday, cells)] if cells else []
    return [Figure(REACH, told.on, [told.total, told.imported]), *at_week_end, beyond]


def everything(viewer: Viewer, on: date | None = None) -> list[Figure]:
    """All figures of a day, and those of the whole organisation at the last end of a week.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    asked = day(on)
    return [*_figures(asked), *_observed(Book(), asked)]


def of_week(viewer: Viewer, sunday: date) -> list[Figure]:
    """All figures of the end of a week, one of each measure; none where nobody was employed.

    Raises:
        NotFound: the viewer may not see them.
    """
    ask_to_see_all(viewer)
    return everything(viewer, sunday) if Book().people(sunday) else []


def figure(viewer: Viewer, name: str, on: date | None = None) -> list[Figure]:
    """One measure: its figures of a day, or of the last end of a week.

    Raises: as `figures`; NotFound: there is no such measure; NothingWasKept: of that week.
    """
    ask_to_see_all(viewer)
    wanted = measure(name)
    if name in FOR_EVERYBODY:
        return [told for told in _figures(on) if told.measure is wanted]
    asked = day(on)
    book, sunday = Book(), week_end(asked)
    if not book.people(sunday):
        _refuse(sunday)
    told = _of_week(book, [wanted], sunday)
    if not told:
        raise NothingWasKept(on=sunday)
    return told


def analysis(viewer: Viewer, on: date | None = None) -> Analysis:
    """All that analysts see at once.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    book = Book()
    told = _overview(book, day(on))
    return Analysis(
        told, _breakdowns(book, told.on), _observed(book, told.on), _funnel_earlier(told.on)
    )


def _funnel_earlier(on: date) -> Figure | None:
    """The funnel a quarter earlier, where it was kept; none is counted for it."""
    sunday = week_end(on) - QUARTER
    kept = weekly.Week(sunday).kept(FUNNEL)
    return whole(FUNNEL, kept, sunday) if kept else None


def of_topic(viewer: Viewer, topic: str, on: date | None = None) -> list[Figure]:
    """The figures of one topic at the last end of a week, as they were kept.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    asked = day(on)
    book, sunday = Book(), week_end(asked)
    if not book.people(sunday):
        _refuse(sunday)
    return _of_week(book, [one for one in MEASURES.values() if one.topic == topic], sunday)


def specimen(name: str, on: date, *rows: object) -> Figure:
    """A figure of made-up rows, for the gallery of components."""
    wanted = MEASURES[name]
    return whole(wanted, Kept(wanted.count(SHAPES[wanted.needs](*rows)), (), None), on)


def _observed(book: Book, on: date) -> list[Figure]:
    """Figures about the whole organisation, and of its leaders, at the last end of a week.

    Empty where nobody was employed then; without those of which nothing was kept once their rows
    were dropped.
    """
    others = [
        each
        for name, each in MEASURES.items()
        if name not in FOR_EVERYBODY and each.topic not in ELSEWHERE
    ]
    sunday = week_end(on)
    return _of_week(book, others, sunday) if book.people(sunday) else []


def _of_week(book: Book, wanted: Sequence[Measure], sunday: date) -> list[Figure]:
    week = weekly.Week(sunday)
    told = []
    for each in wanted:
        if each.needs is Needs.ALIKE:
            people = book.people(sunday)
            counts = books.let_through(each, people, book.comms, book.verdicts(sunday))
            told.append(Figure(each, sunday, rows=counts))
        elif each.needs is Needs.TOLD:
            made, named = cells.made(each, book.reach(sunday))
            told.append(replace(whole(each, made, sunday), rows=named))
        elif kept := week.told(each):
            told.append(whole(each, kept, sunday))
    return told


def _breakdowns(book: Book, on: date) -> list[Breakdown]:
    """Reach by function, site and level at the last end of a week, and a quarter earlier.

    Empty where nobody was employed then.
    """
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


def _overview(book: Book, on: date) -> Overview:
    people = book.people(on)
    if not people:
        _refuse(on)
    verdicts = book.verdicts(on)
    outside = [alike for alike in people if alike.function not in book.comms]
    return Overview(
        on=on,
        is_yesterday=on == clock.today() - DAY,
        total=books.let_through(REACH, people, book.comms, verdicts)[0],
        beyond=books.let_through(BEYOND, people, book.comms, verdicts)[0],
        employed_outside=sum(alike.employed for alike in outside),
        imported=books.imported(on, book.threshold),
    )


def _refuse(on: date) -> NoReturn:
    has_list = Person.objects.on_the_list().filter(is_bot=False).exists()
    raise (NobodyWasEmployed(on=on) if has_list else ThereIsNoPeopleList())


def announcement(viewer: Person, announced: Announcement) -> Reached:
    """How many of those addressed acknowledged it, by function, as far as it may be told.

    Raises:
        NotFound: it is not the viewer's own, or asks for no acknowledgement.
    """
    if announced.post.author_id != viewer.pk or not announced.asks_acknowledgement:
        raise NotFound
    return reached(announced)
