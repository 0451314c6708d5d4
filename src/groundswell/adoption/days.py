"""Which day is told of: 28 days for ends of periods, 90 for quarters, others for weeks."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Max
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.measures.activation import QUARTER_DAYS
from groundswell.adoption.measures.measure import PARTICIPATION_DAYS, STRUCTURE_DAYS
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused

DAY = timedelta(days=1)
EARLIEST = date(2000, 1, 1)
FIRST_PERIOD = date(2026, 1, 5)  # a Monday; periods are counted from it, backwards too
FIRST_QUARTER = date(2024, 1, 1)  # a Monday; so are quarters of 13 weeks
QUARTER = QUARTER_DAYS * DAY
KEPT_WEEKS = 26  # before now, of which figures are counted; of older ones what was told is kept
HALF_YEAR = timedelta(weeks=KEPT_WEEKS)
HALF_A_YEAR = 7  # ends of periods


class DayCannotBeRead(Refused):
    """A day is written year, month, day."""

    message = _lazy("“%(typed)s” is no day. Write it like 2026-03-31.")


class DayIsNotOver(Refused):
    """Whole days are counted."""

    message = _lazy(
        "%(on)s is not over yet, and only whole days are counted. The last one is %(last)s."
    )


class DayWasLongAgo(Refused):
    """What was told of it is kept; counted anew it would tell what has changed since."""

    message = _lazy(
        "%(on)s is more than half a year ago, and figures of that time are not counted any more:"
        " beside what was told then they would give away what has changed since. What was kept of a"
        " week stands at /adoption/at/%(sunday)s/overview/, and in files from a day to another."
    )


class DayIsTooEarly(Refused):
    """Nothing that is counted here is older."""

    message = _lazy("%(on)s is too early: days are counted from %(earliest)s on.")


def read_day(typed: str) -> date | None:
    """The day that somebody typed; None where nothing was typed.

    Raises:
        DayCannotBeRead: it is none.
    """
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError:
        raise DayCannotBeRead(typed=typed) from None


def day(on: date | None = None) -> date:
    """The day to tell of: the one asked for, or the last complete one with activity.

    Raises:
        DayIsNotOver, DayIsTooEarly: whole days are counted, and none before 2000.
    """
    yesterday = clock.today() - DAY
    if on is None:
        complete = ContributionDay.objects.filter(on__lte=yesterday)
        return complete.aggregate(last=Max("on"))["last"] or yesterday
    if on > yesterday:
        raise DayIsNotOver(on=on, last=yesterday)
    if on < EARLIEST:
        raise DayIsTooEarly(on=on, earliest=EARLIEST)
    return on


def recent_day(on: date | None = None) -> date:
    """The same, of days of which figures are still counted.

    Raises:
        DayWasLongAgo: it is older; and as `day`.
    """
    found = day(on)
    if not is_recent(week_end(found)):
        raise DayWasLongAgo(on=found, sunday=week_end(found).isoformat())
    return found


def is_recent(on: date) -> bool:
    """Whether windows that end on a day are still counted, where they are not kept.

    Of half a year before now, or before the last day on which anything happened: of an archive.
    """
    # The last day with activity is asked for only where that of the calendar does not decide.
    return on > week_end(clock.today() - DAY) - HALF_YEAR or on > counted_after()


def counted_after() -> date:
    """The last day of which, as the end of a window, nothing is counted any more."""
    return min(week_end(clock.today() - DAY), week_end(day())) - HALF_YEAR


def week_end(on: date) -> date:
    """The Sunday that weeks are told for: the day itself or the last one before it."""
    return on - timedelta(days=(on.weekday() + 1) % 7)


def period_end(on: date) -> date:
    """The Sunday that 28 days are told for: periods follow one another and never overlap."""
    return on - timedelta(days=((on - FIRST_PERIOD).days + 1) % PARTICIPATION_DAYS)


def quarter_end(on: date) -> date:
    """The Sunday that 90 days are told for: quarters follow one another and never overlap."""
    return on - timedelta(days=((on - FIRST_QUARTER).days + 1) % QUARTER_DAYS)


def ends_of_periods() -> list[date]:
    """The ends of the periods of half a year, the newest first."""
    return half_a_year(period_end(clock.today() - DAY))[::-1]


def half_a_year(last: date) -> list[date]:
    """The ends of so many periods up to one, the first first."""
    return [last - number * PARTICIPATION_DAYS * DAY for number in range(HALF_A_YEAR)][::-1]


def told_on(on: date, window_days: int) -> date:
    """The last day, not after `on`, that a figure of so many days is told for."""
    ends = {PARTICIPATION_DAYS: period_end, STRUCTURE_DAYS: quarter_end}
    return ends.get(window_days, week_end)(on)


def is_end(on: date, window_days: int) -> bool:
    """Whether a figure of so many days is told for windows that end on that day."""
    return told_on(on, window_days) == on


def as_day(on: date | str) -> date:
    """A day as a database gave it: SQLite keeps it as text."""
    return date.fromisoformat(on) if isinstance(on, str) else on
