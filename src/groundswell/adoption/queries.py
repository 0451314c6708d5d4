"""The figures of adoption. The way out: all of them have passed the privacy gate.

Every function takes the viewer first. The total is for everybody; for who may not see adoption in
full there is nothing else. How each figure is counted says the `catalogue`.

What was told of a week is told again until a night's work tells it anew; it is only counted here
where nothing is told yet. Figures of leaders are the exception: who takes a consent back is gone
from the next query on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import changes, counted, reaching
from groundswell.adoption.books import Book
from groundswell.adoption.catalogue import (
    ELSEWHERE,
    FOR_EVERYBODY,
    FUNNEL,
    QUARTER,
    REACH,
    measure,
    measures,
)
from groundswell.adoption.changes import Changes
from groundswell.adoption.counted import NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.adoption.days import (
    half_a_year,
    is_recent,
    period_end,
    recent_day,
    told_on,
    week_end,
)
from groundswell.adoption.measures.measure import Measure
from groundswell.adoption.reaching import OF_REACH
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Breakdown, Figure, Overview, breakdowns_of, overview_of
from groundswell.adoption.sources import Imported
from groundswell.adoption.told.queries import Shelf, shelf_of
from groundswell.adoption.viewing import Viewer, ask_to_see_all, seen
from groundswell.adoption.weekly import LEADING
from groundswell.foundation.errors import NotFound, Refused

# They are told in these shapes, and refused so.
__all__ = ["Breakdown", "Changes", "Figure", "NobodyWasEmployed", "Overview", "ThereIsNoPeopleList"]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What whoever sees adoption has at once: the overview, and of the last end of a week all else.

    `week` is that end; `told` is what was told of the periods of half a year, the first first.
    """

    overview: Overview
    breakdowns: Sequence[Breakdown]
    figures: Sequence[Figure]
    funnel_earlier: Figure | None
    week: date
    told: Sequence[Figure]
    changes: Changes | None
    imports: Sequence[Imported]  # of all these days


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
        MeasureIsOff: nobody sees it.
    """
    del viewer  # the total is for everybody
    last, book = period_end(recent_day(on)), Book()
    return overview_of(*reaching.both(_reach(book, last)))


def figures(viewer: Viewer, on: date | None = None) -> list[Figure]:
    """Who takes part: all, from outside Comms, each cell; of the last period that is over.

    Raises: as `overview`; NotFound: the viewer may not see them.
    """
    ask_to_see_all(viewer)
    last, book = period_end(recent_day(on)), Book()
    return _reach(book, last)


def everything(viewer: Viewer, on: date | None = None) -> list[Figure]:
    """All figures of a day, and those of the whole organisation at the last end of a week.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    return _everything(viewer, Book(), recent_day(on))


def of_week(viewer: Viewer, sunday: date) -> list[Figure]:
    """All figures of the end of a week, one of each measure; none where nobody was employed.

    Raises:
        NotFound: the viewer may not see them.
    """
    ask_to_see_all(viewer)
    try:
        return _everything(viewer, Book(), recent_day(sunday))
    except (NobodyWasEmployed, ThereIsNoPeopleList):
        return []


def _everything(viewer: Viewer, book: Book, on: date) -> list[Figure]:
    wanted = seen(viewer, measures().values())
    shelf = shelf_of(wanted, on, book.off)
    last = period_end(on)
    is_told = REACH.name not in book.off and is_recent(last)
    of_period = reaching.told(shelf, book, last) if is_told else []
    others = [one for one in wanted if one not in OF_REACH]
    return [*of_period, *_of_week(shelf, book, others, week_end(on))]


def figure(viewer: Viewer, name: str, on: date | None = None) -> list[Figure]:
    """One measure, of the last week or period that is over.

    Raises: as `figures`; NotFound: there is no such measure for the viewer; NothingWasKept: of
        that week.
    """
    ask_to_see_all(viewer)
    wanted = measure(name)
    if name not in measures() or not seen(viewer, [wanted]):
        raise NotFound
    book = Book()
    register.refuse_off(wanted, book.off)
    last = told_on(recent_day(on), wanted.window_days)
    if wanted in OF_REACH:
        return [told for told in _reach(book, last) if told.measure is wanted]
    shelf = shelf_of([wanted], last, book.off)
    told = _of_week(shelf, book, [wanted], last)
    if not told:
        _refuse_without_people(book, last)
        raise NothingWasKept(on=last)
    return told


def analysis(viewer: Viewer, on: date | None = None) -> Analysis:
    """All that stands on the overview of whoever sees adoption.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    asked, book = recent_day(on), Book()
    last, sunday = period_end(asked), week_end(asked)
    others = [
        one for one in measures().values() if one not in OF_REACH and one.topic not in ELSEWHERE
    ]
    shelf = shelf_of([*OF_REACH, *others], asked, book.off, beside=_beside(last, sunday))
    reach, beyond = reaching.both(reaching.told(shelf, book, last))
    brought = changes.imports(sunday)
    return Analysis(
        overview=overview_of(reach, beyond),
        breakdowns=breakdowns_of(reach, reaching.earlier(shelf, book, last).rows),
        figures=_of_week(shelf, book, others, sunday),
        funnel_earlier=next(iter(_earlier(shelf, book, [FUNNEL], last - QUARTER)), None),
        week=sunday,
        told=shelf.figures(OF_REACH, half_a_year(last)),
        changes=changes.found(shelf, sunday, brought),
        imports=brought,
    )


def of_topic(
    viewer: Viewer, topic: str, on: date | None = None, *, book: Book | None = None
) -> list[Figure]:
    """The figures of one topic, of the last week or period that is over, as they were kept.

    Raises: as `figures`.
    """
    ask_to_see_all(viewer)
    book, sunday = book or Book(), week_end(recent_day(on))
    wanted = [one for one in seen(viewer, measures().values()) if one.topic == topic]
    told = _of_week(shelf_of(wanted, sunday, book.off), book, wanted, sunday)
    if not told:
        _refuse_without_people(book, sunday)
    return told


def of_topics(
    viewer: Viewer, topics: Collection[str], on: date, before: date
) -> tuple[list[Figure], list[Figure]]:
    """The figures of topics at the end of a week, and those that are kept of an earlier one.

    Raises: as `of_topic`.
    """
    ask_to_see_all(viewer)
    book = Book()
    wanted = [one for one in seen(viewer, measures().values()) if one.topic in topics]
    names = [one.name for one in wanted]
    shelf = shelf_of(wanted, on, book.off, beside=[(before, names)])
    told = _of_week(shelf, book, wanted, on)
    if not told:
        _refuse_without_people(book, on)
    return told, _earlier(shelf, book, wanted, before)


def _reach(book: Book, last: date) -> list[Figure]:
    return reaching.told(shelf_of(OF_REACH, last, book.off), book, last)


def _of_week(shelf: Shelf, book: Book, wanted: Sequence[Measure], sunday: date) -> list[Figure]:
    """All others, of the last week or period that is over; none where nobody was employed.

    What is not told yet is counted: one that was just switched on, or is made of what nobody keeps.
    """
    on = register.are_on(wanted, book.off)
    others, led = ([one for one in on if (one.needs in LEADING) is of] for of in (False, True))
    told = shelf.some_of(others, sunday)
    missing = [one for one in others if one not in [figure.measure for figure in told]]
    if not told and not book.people(sunday):
        return []
    now = counted.of_week(book, missing, sunday) if missing and book.people(sunday) else []
    now += counted.of_leaders(book, led, sunday)
    place = {each.name: number for number, each in enumerate(on)}
    found = [*(counted.beside_the_roster(book, figure) for figure in told), *now]
    return sorted(found, key=lambda figure: place[figure.measure.name])


def _earlier(shelf: Shelf, book: Book, wanted: Sequence[Measure], on: date) -> list[Figure]:
    """What is told or sealed of an earlier week; nothing is counted for it."""
    is_on = register.are_on(wanted, book.off)
    told = {one.name: shelf.all_of([one], on) for one in is_on}
    missing = [one for one in is_on if told[one.name] is None]
    sealed = counted.sealed(book, missing, on) if missing else []
    return [*(figure for found in told.values() for figure in found or ()), *sealed]


def _beside(last: date, sunday: date) -> Iterator[tuple[date, Collection[str]]]:
    """What an analysis looks up beside its figures: the quarter, the half-year, and changes."""
    yield last - QUARTER, (FUNNEL.name,)
    for on in half_a_year(last):
        yield on, FOR_EVERYBODY
    yield from changes.needed(sunday)


def _refuse_without_people(book: Book, on: date) -> None:
    if not book.people(on):
        counted.refuse(on)
