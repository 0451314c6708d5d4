"""How many working hours lie between two instants, by the settings and the calendar of a site."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from groundswell.foundation import calendars, clock

WEEK_DAYS = 7


class WorkingHours:
    """The working time of a site, or of the organisation.

    Hours are read off a clock that only runs while the site works, so that a wait of a year costs
    as much as one of an hour.
    """

    def __init__(self, site: str = "") -> None:
        options = settings.OPTIONS
        own = calendars.calendar_of(site, options.site_calendars)
        begin, _, end = (own.hours or options.working_hours).partition("-")
        self.begin, self.end = _after_midnight(begin), _after_midnight(end)
        days = {day.lower() for day in own.days or options.working_days}
        self.works = [name in days for name in calendars.DAYS]
        self.before = [sum(self.works[:day]) for day in range(WEEK_DAYS)]
        free = calendars.holidays_of(site, options.holidays)
        self.free = [day.toordinal() for day in free if self.works[day.weekday()]]
        self.zone = ZoneInfo(own.zone) if own.zone else clock.zone()

    def between(self, start: datetime, end: datetime) -> float:
        """Working hours from one instant to a later one."""
        return max(0.0, self._run(end) - self._run(start))

    def _run(self, instant: datetime) -> float:
        local = instant.astimezone(self.zone)
        today = local.toordinal()
        # The first of January of the year 1 was a Monday, and has the number 1.
        weeks, day = divmod(today - 1, WEEK_DAYS)
        past = bisect_left(self.free, today)
        days = weeks * sum(self.works) + self.before[day] - past
        is_free = past < len(self.free) and self.free[past] == today
        since = local.hour + local.minute / 60 + (local.second + local.microsecond / 1e6) / 3600
        hours = min(max(since, self.begin), self.end) - self.begin
        return days * (self.end - self.begin) + (hours if self.works[day] and not is_free else 0)


class WorkingDays:
    """The working days of the settings, whole ones, in whatever time zone."""

    def __init__(self) -> None:
        days = {day.lower() for day in settings.OPTIONS.working_days}
        self.days = {number for number, name in enumerate(calendars.DAYS) if name in days}
        # Working days before each day of a week that begins on Monday, and in all of it.
        self.before = [sum(day < number for day in self.days) for number in range(8)]

    def is_one(self, day: date) -> bool:
        """Whether a day is one."""
        return day.weekday() in self.days

    def between(self, start: datetime, end: datetime, zone: ZoneInfo) -> float:
        """How many lie between two instants; a part of one counts as such."""
        return self._since(end.astimezone(zone)) - self._since(start.astimezone(zone))

    def _since(self, local: datetime) -> float:
        weeks, number = divmod(local.toordinal() - 1, 7)  # day 1 was a Monday
        whole = weeks * self.before[7] + self.before[number]
        seconds = (local.replace(tzinfo=None) - datetime.combine(local, time.min)).total_seconds()
        return whole + (seconds / 86_400 if number in self.days else 0)


def _after_midnight(written: str) -> float:
    hours, _, minutes = written.partition(":")
    return int(hours) + int(minutes) / 60
