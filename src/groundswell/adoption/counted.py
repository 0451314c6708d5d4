"""Figures counted now, or made of what was sealed: where nothing is told yet, and for what is told.

Used by `queries`, which is the way out, and by the night's work that keeps what is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NoReturn

from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import books, cells, posters
from groundswell.adoption.books import Book
from groundswell.adoption.catalogue import BEYOND, FOR_EVERYBODY, REACH, measures
from groundswell.adoption.days import DayWasLongAgo, is_recent, period_end, told_on, week_end
from groundswell.adoption.measures.figures import Value
from groundswell.adoption.measures.measure import Measure, Needs
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Figure, whole
from groundswell.adoption.together import ELSEWHERE
from groundswell.adoption.weekly import OF_LEADERS, Kept
from groundswell.adoption.wholes import Told
from groundswell.foundation.errors import Refused
from groundswell.people.persons.models import Person

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


def reach(book: Book, on: date) -> list[Figure]:
    """Who takes part in a period: all, those known from an import, each cell; and beyond Comms.

    Raises:
        ThereIsNoPeopleList, NobodyWasEmployed: there is no denominator.
        MeasureIsOff: nobody sees it.
        DayWasLongAgo: it is not counted any more.
    """
    if not is_recent(on):
        raise DayWasLongAgo(on=on, sunday=on.isoformat())
    people = book.people(on)
    if not people:
        refuse(on)
    register.refuse_off(REACH, book.off)
    total, *cells = book.reach(on)
    everybody = [total, books.imported(on, book.threshold), *cells]
    told = [Figure(REACH, on, everybody, judged=book.of_whom(on))]
    if BEYOND.name not in book.off:
        rows = books.let_through(BEYOND, people, book.comms, book.verdicts(on))
        told.append(Figure(BEYOND, on, rows[:1]))
    return told


def of_week(book: Book, wanted: Sequence[Measure], sunday: date) -> list[Figure]:
    """All others, at the end of a week or of the period before it.

    Without those of which nothing was kept once their rows were dropped.
    """
    told = []
    days = {one: told_on(sunday, one.window_days) for one in register.are_on(wanted, book.off)}
    _ask_at_once(book, days)
    for each, on in days.items():
        is_old = each.needs in MADE_WHEN_ASKED and not is_recent(on)
        if is_old or not book.people(on):
            continue
        if each.needs is Needs.ALIKE:
            counts = books.let_through(each, book.people(on), book.comms, book.verdicts(on))
            told.append(Figure(each, on, rows=books.beside_the_roster(book.week(on), counts)))
        elif each.needs is Needs.TOLD:
            if REACH.name in book.off:
                continue  # it is made of what is told of reach
            made, named = cells.made(each, book.reach(on))
            told.append(replace(whole(each, made, on), rows=named))
        elif kept := book.week(on).told(each):
            told.append(_whole(book, each, kept, on))
    return told


def _whole(book: Book, each: Measure, kept: Kept, on: date) -> Figure:
    shown = book.shown(on)
    figure = whole(each, kept, on, shown=shown)
    if each.needs is Needs.STEPS:
        return _as_reach_tells(book, figure, kept.figures.values)
    if each.needs is not Needs.VOICES or REACH.name in book.off:
        return figure
    values = kept.figures.values
    telling = posters.unaccounted(book, values, figure.first_on, figure.last_on)
    return whole(each, kept, on, telling=telling, shown=shown) if telling else figure


def _as_reach_tells(book: Book, figure: Figure, counted: Sequence[Value]) -> Figure:
    """The step of taking part is everybody of reach: of few weeks withheld, it is told as there.

    Only where both are one number of the same people and days: then it is nothing new.
    """
    everybody = next(iter(book.reach(figure.on)), None)
    steps = {value.name: value for value in counted}
    if everybody is None or everybody.withheld or ELSEWHERE not in steps:
        return figure
    same = steps[ELSEWHERE]
    if (same.numerator, same.denominator) != (everybody.numerator, everybody.denominator):
        return figure
    told = [Told(same, None) if one.value.name == ELSEWHERE else one for one in figure.values]
    return replace(figure, values=told)


def everything(book: Book, on: date) -> list[Figure]:
    """All figures of the end of a week, one of each measure; those of leaders stay with the roster.

    Raises: as `reach`, unless that is switched off.
    """
    last = period_end(on)
    of_period = reach(book, last) if REACH.name not in book.off and is_recent(last) else []
    apart = {*FOR_EVERYBODY, *OF_LEADERS}
    others = [one for one in measures().values() if one.name not in apart]
    return [*of_period, *of_week(book, others, week_end(on))]


def sealed(book: Book, measures: Sequence[Measure], on: date) -> list[Figure]:
    """What is sealed of a week, if it is right; nothing is counted for it."""
    book.week(on).ask_for([one.name for one in measures])
    return [_whole(book, one, kept, on) for one in measures if (kept := book.week(on).kept(one))]


def of_leaders(book: Book, wanted: Sequence[Measure], sunday: date) -> list[Figure]:
    """Figures of those leaders who show theirs now."""
    days = {each: told_on(sunday, each.window_days) for each in wanted}
    _ask_at_once(book, days)
    found = ((each, on, book.week(on).of_leaders(each)) for each, on in days.items())
    return [whole(each, kept, on) for each, on, kept in found if kept]


def _ask_at_once(book: Book, days: Mapping[Measure, date]) -> None:
    for on in {*days.values()}:
        book.week(on).ask_for([each.name for each, day in days.items() if day == on])


def beside_the_roster(book: Book, figure: Figure) -> Figure:
    """What was told, with no more of all who lead than may be told beside who showed theirs."""
    return replace(figure, rows=books.beside_the_roster(book.week(figure.on), figure.rows))


def refuse(on: date) -> NoReturn:
    """Say why there is no denominator on a day.

    Raises:
        ThereIsNoPeopleList, NobodyWasEmployed: always one of them.
    """
    has_list = Person.objects.on_the_list().filter(is_bot=False).exists()
    raise (NobodyWasEmployed(on=on) if has_list else ThereIsNoPeopleList())
