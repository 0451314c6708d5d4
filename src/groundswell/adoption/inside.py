"""Reach of one part, and the other breakdowns within it; a way out, beside `queries`.

All of a part is told as everybody's figures tell it, and what is within it only where it was
decided of the same people: else a part would say at once who became known to have left, and
everybody's figures, beside it, not before the night.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from groundswell.adoption import periods, reaching, sources
from groundswell.adoption.books import Book
from groundswell.adoption.catalogue import REACH
from groundswell.adoption.crossed import BETWEEN
from groundswell.adoption.days import period_end, recent_day, week_end
from groundswell.adoption.measures.measure import BREAKDOWNS
from groundswell.adoption.privacy import Row
from groundswell.adoption.shown import Breakdown, Figure, Overview, breakdowns_of, overview_of
from groundswell.adoption.sources import Imported
from groundswell.adoption.told import queries as told
from groundswell.adoption.viewing import Viewer, ask_to_see_all
from groundswell.adoption.within import seen_from
from groundswell.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on the overview of a part: everybody, what can be chosen, and what is within.

    `week` is the last end of a week.
    """

    overview: Overview
    breakdowns: Sequence[Breakdown]
    within: Sequence[Breakdown]
    figures: Sequence[Figure]  # reach of now and of a quarter earlier
    week: date
    imports: Sequence[Imported]  # of all these days


def page(viewer: Viewer, by: str, cell: str, on: date | None = None) -> Page:
    """The overview of a part, of the last period that is over.

    What is within it is decided in the night after the period: until then there is nothing.

    Raises: as `queries.figures`; NotFound: there is no such part.
    """
    ask_to_see_all(viewer)
    asked, book = recent_day(on), Book()
    last = period_end(asked)
    shelf = reaching.shelf(book, last)
    now, beyond = reaching.both(reaching.told(shelf, book, last))
    earlier = reaching.earlier(shelf, book, last)
    return Page(
        overview=overview_of(now, beyond),
        breakdowns=breakdowns_of(now, earlier.rows),
        within=_within(now, earlier, by, cell),
        figures=[now, earlier],
        week=week_end(asked),
        imports=sources.imported(earlier.first_on, last),
    )


def part(viewer: Viewer, by: str, cell: str, on: date | None = None) -> Figure:
    """The same of one period, as files tell it: all of the part, and each cell within it.

    Raises: as `page`.
    """
    ask_to_see_all(viewer)
    book, last = Book(), period_end(recent_day(on))
    reach, *_ = reaching.told(reaching.shelf(book, last), book, last)
    found = [*_of_parts([reach], by, cell)]
    if not found:
        raise NotFound
    return found[0]


def series(viewer: Viewer, by: str, cell: str, first: date, last: date) -> list[Figure]:
    """The same of all periods that are kept between two days, the first first.

    Periods do not overlap, so what is told of one tells nothing of another.

    Raises: as `told.series`; NotFound: there is no such part in any of them.
    """
    reach = told.series(viewer, [REACH.name], first, last)
    found = [*_of_parts(reach, by, cell)]
    if reach and not found:
        raise NotFound
    return found


def _of_parts(reach: Sequence[Figure], by: str, cell: str) -> Iterator[Figure]:
    cells = _cells(reach, by, cell)
    for figure in reach:
        if whole := _whole(figure, by, cell):
            rows = [
                replace(row, by=_written(row.by), cell=_written(row.cell))
                for _, row in sorted(cells[figure.on].items())
            ]
            yield replace(figure, rows=[whole, *rows])


def _written(names: str) -> str:
    """Names of two breakdowns as files write them; one with a bar in it is still one."""
    escaped = names.replace("\\", r"\\").replace("|", r"\|")
    return escaped.replace(BETWEEN, "|")


def _within(now: Figure, earlier: Figure, by: str, cell: str) -> list[Breakdown]:
    whole = _whole(now, by, cell)
    if whole is None:
        raise NotFound
    cells = _cells([now, earlier], by, cell)
    named = {
        on: {(by, cell): replace(row, by=by, cell=cell) for (by, cell), row in found.items()}
        for on, found in cells.items()
    }
    then = named[earlier.on]
    return [
        Breakdown(
            other,
            now.on,
            earlier.on,
            whole,
            [(row, then.get(key)) for key, row in sorted(named[now.on].items()) if key[0] == other],
            now.defined_on,
            now.revised_at,
        )
        for other in BREAKDOWNS
        if other != by and named[now.on]
    ]


def _whole(reach: Figure, by: str, cell: str) -> Row | None:
    """All of a part, where there was one."""
    rows = (row for row in reach.rows if (row.by, row.cell) == (by, cell))
    return next(rows, None) if by in BREAKDOWNS else None


def _cells(
    figures: Sequence[Figure], by: str, cell: str
) -> Mapping[date, Mapping[tuple[str, str], Row]]:
    """For each day the cells of two breakdowns that lie in one of the one, by their place in the
    other; none where nothing was decided of the people that reach was told of."""
    decided = periods.parts({figure.on: figure.judged for figure in figures})
    return {
        figure.on: {
            key: row
            for row in decided.get(figure.on, ())
            if (key := seen_from(by, cell, (row.by, row.cell)))
        }
        for figure in figures
    }
