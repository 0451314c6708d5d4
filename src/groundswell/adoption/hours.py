"""How many working hours lie between two instants, by the settings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from groundswell.foundation import clock

DAY = timedelta(days=1)
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class WorkingHours:
    """The working days and hours of the settings, in the organisation's time."""

    def __init__(self) -> None:
        begin, _, end = settings.OPTIONS.working_hours.partition("-")
        self.begin, self.end = _after_midnight(begin), _after_midnight(end)
        days = {day.lower() for day in settings.OPTIONS.working_days}
        self.days = {number for number, name in enumerate(WEEK) if name in days}
        self.zone: ZoneInfo = clock.zone()

    def between(self, start: datetime, end: datetime) -> float:
        """Working hours from one instant to a later one."""
        first, last = self._local(start), self._local(end)
        day, hours = first.date(), 0.0
        while day <= last.date():
            if day.weekday() in self.days:
                midnight = datetime.combine(day, time.min)
                opens, closes = max(first, midnight + self.begin), min(last, midnight + self.end)
                hours += max(0.0, (closes - opens).total_seconds()) / 3600
            day += DAY
        return hours

    def _local(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)


class WorkingDays:
    """The working days of the settings, whole ones, in whatever time zone."""

    def __init__(self) -> None:
        days = {day.lower() for day in settings.OPTIONS.working_days}
        self.days = {number for number, name in enumerate(WEEK) if name in days}
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


def _after_midnight(written: str) -> timedelta:
    hours, _, minutes = written.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
