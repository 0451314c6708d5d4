"""Groups of which more people posted in a quarter than what is told of their reach accounts for.

Whoever posts takes part. Did 14 people of a site post in a quarter while each of its periods says
"1–4" of that site, so few could not be one. Such a group is withheld where a period of the quarter
withholds its reach, and the others together do not tell of as many people as posted.

Used by `counted`, before the gate.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from groundswell.adoption.books import Book
from groundswell.adoption.days import DAY, period_end
from groundswell.adoption.measures.figures import Value
from groundswell.adoption.measures.measure import BREAKDOWNS, PARTICIPATION_DAYS

PERIOD = timedelta(days=PARTICIPATION_DAYS)


def unaccounted(book: Book, values: Sequence[Value], first: date, last: date) -> set[str]:
    """The names of numbers that would bound what reach withholds between two days."""
    groups = [one for one in values if one.by in BREAKDOWNS]
    told: dict[tuple[str, str], list[int | None]] = {}
    for on in _periods(first, last) if groups else ():
        for row in book.reach(on):
            told.setdefault((row.by, row.cell), []).append(row.numerator)
    return {one.name for one in groups if _bounds(one.people, told.get((one.by, one.cell), []))}


def _periods(first: date, last: date) -> list[date]:
    """The ends of the periods that lie between two days."""
    on, found = period_end(last), []
    while on - PERIOD + DAY >= first:
        found.append(on)
        on -= PERIOD
    return found


def _bounds(posted: int, told: Sequence[int | None]) -> bool:
    return None in told and posted > sum(one or 0 for one in told)
