"""Reach of a period: as it was told, or counted now where nothing is told of it.

Used by `queries` and `inside`, which are ways out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from groundswell.adoption import counted
from groundswell.adoption.books import Book
from groundswell.adoption.catalogue import BEYOND, QUARTER, REACH
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Figure
from groundswell.adoption.told.queries import Shelf, Wanted, shelf_of

OF_REACH = (REACH, BEYOND)


def shelf(book: Book, last: date) -> Shelf:
    """What is told of a period, and of the one a quarter earlier."""
    beside: Wanted = last - QUARTER, (REACH.name,)
    return shelf_of(OF_REACH, last, book.off, beside=[beside])


def told(shelf: Shelf, book: Book, last: date) -> list[Figure]:
    """Who takes part, and the part beyond Comms & Marketing where that is not switched off.

    Raises: as `counted.reach`.
    """
    register.refuse_off(REACH, book.off)
    found = shelf.all_of(register.are_on(OF_REACH, book.off), last)
    return counted.reach(book, last) if found is None else found


def earlier(shelf: Shelf, book: Book, last: date) -> Figure:
    """Who took part a quarter before a period; without rows where it is not counted any more."""
    on = last - QUARTER
    if found := shelf.all_of([REACH], on):
        return found[0]
    rows = book.reach(on)
    return Figure(REACH, on, rows, judged=book.of_whom(on) if rows else "")


def both(figures: Sequence[Figure]) -> tuple[Figure, Figure | None]:
    """Reach, and the part beyond Comms & Marketing where that is not switched off."""
    reach, *others = figures
    return reach, others[0] if others else None
