"""What people said themselves, and since when they are here, read from rows."""

from __future__ import annotations

from datetime import date, timedelta

from groundswell.adoption.days import as_day
from groundswell.adoption.measures.activation import QUARTER_DAYS
from groundswell.adoption.measures.given import Said, Started, Starter
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS
from groundswell.foundation import clock, ids, sql

FOLDER = sql.folder(__package__)
DAY = timedelta(days=1)


def said(on: date) -> Said:
    """How much everybody employed said in 28 days, themselves or by a delegate."""
    starts, ends = clock.bounds(on - (PARTICIPATION_DAYS - 1) * DAY, on)
    low = ids.floor(starts - DAY)
    (found,) = FOLDER.tuples("said", low=low, starts=starts, ends=ends, last=on)
    return Said(*found)


def started(first: date) -> Started:
    """Who started when, and who took part in the quarter of that first day and the two before."""
    quarter = QUARTER_DAYS * DAY
    found = FOLDER.tuples(
        "started",
        first=first,
        second=first - quarter,
        third=first - 2 * quarter,
        last=first + quarter - DAY,
    )
    return Started(
        first,
        [
            Starter(
                as_day(started_on),
                as_day(left_on) if left_on else None,
                frozenset(back for back, took_part in enumerate(took) if took_part),
            )
            for started_on, left_on, *took in found
        ],
    )
