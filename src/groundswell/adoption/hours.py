"""How many working hours lie between two instants, by the settings."""

from __future__ import annotations

from datetime import datetime, time, timedelta
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


def _after_midnight(written: str) -> timedelta:
    hours, _, minutes = written.partition(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
