"""Groups of which more people posted in a quarter than what is told of their reach accounts for.

Whoever posts takes part. Did 14 people of a site post in a quarter while each of its periods says
"1–4" of that site, so few could not be one. Such a group is withheld where a period of the quarter
withholds its reach, and the others together do not tell of as many people as posted. Periods that
are not counted any more were told, so they count here for as long as the quarter is told.

Used by `counted`, before the gate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from groundswell.adoption.books import Book, let_through
from groundswell.adoption.catalogue import REACH
from groundswell.adoption.days import DAY, period_end
from groundswell.adoption.measures.figures import Value
from groundswell.adoption.measures.measure import BREAKDOWNS, PARTICIPATION_DAYS
from groundswell.adoption.worlds import Key

PERIOD = timedelta(days=PARTICIPATION_DAYS)


def unaccounted(book: Book, values: Sequence[Value], first: date, last: date) -> set[str]:
    """The names of numbers that would bound what reach withholds between two days."""
    groups = [one for one in values if one.by in BREAKDOWNS]
    told: dict[Key, list[int | None]] = {}
    for on in _periods(first, last) if groups else ():
        for key, numerator in _reach(book, on).items():
            told.setdefault(key, []).append(numerator)
    return {one.name for one in groups if _bounds(one.people, told.get((one.by, one.cell), []))}


def _periods(first: date, last: date) -> list[date]:
    """The ends of the periods that lie between two days."""
    on, found = period_end(last), []
    while on - PERIOD + DAY >= first:
        found.append(on)
        on -= PERIOD
    return found


def _reach(book: Book, on: date) -> Mapping[Key, int | None]:
    """How many took part as it is told of each cell; None where it is withheld."""
    people = book.people(on)
    if not people:
        return {}
    verdicts = book.verdicts(on)
    rows = let_through(REACH, people, book.comms, verdicts)
    # What was withheld stays so, where small cells of an old day were put together since.
    withheld = dict.fromkeys(verdicts.cells)
    return {(row.by, row.cell): row.numerator for row in rows} | withheld


def _bounds(posted: int, told: Sequence[int | None]) -> bool:
    return None in told and posted > sum(one or 0 for one in told)
