"""When people are there: the working hours of each site, few at weekends, answers that wait.

All instants are UTC. Weeks are those of `adoption`, cut at midnight of the organisation.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import exp, log
from random import Random
from zoneinfo import ZoneInfo

from groundswell.demo import world
from groundswell.demo.adoption import first_day
from groundswell.demo.member import Member

DESK = (8.0, 16.6)
FIELD = (7.0, 17.0)
SHIFTS = {(6.0, 14.0): 6, (14.0, 22.0): 3, (22.0, 30.0): 1}  # hours, how common
AT_WEEKENDS = 0.05  # of a working day's talk
FROM_HOME = 0.06  # of answers come in the evening all the same
EVENING = 21.5
LATE = 40  # minutes into the next working hours, the mean, until somebody reads again
EDGE = timedelta(minutes=3)
ZONES = {site: ZoneInfo(zone) for site, zone in world.ZONES.items()}


@dataclass(frozen=True, slots=True)
class Week:
    """One of the 78 weeks, from its first instant until the first of the next."""

    number: int
    first: date
    starts_at: datetime
    ends_at: datetime


class Hours:
    """Draws instants at which somebody writes."""

    def __init__(self, people: Sequence[Member], dice: Random, *, ends_on: date) -> None:
        self._dice = dice
        self._zone = zone = ZoneInfo(str(world.OPTIONS["time_zone"]))
        firsts = [first_day(number, ends_on) for number in range(world.WEEKS + 1)]
        starts = [datetime.combine(day, time(), zone).astimezone(UTC) for day in firsts]
        self.weeks = [
            Week(number, firsts[number], starts[number], starts[number + 1])
            for number in range(world.WEEKS)
        ]
        self._starts = starts
        self._shift = [self._draw_shift(member) for member in people]

    def week_of(self, at: datetime) -> int:
        """The week in which an instant falls; `WEEKS` and more lie after the end."""
        return bisect_right(self._starts, at) - 1

    def workdays(self, week: Week) -> Sequence[int]:
        """The days of a week, from 0, on which offices are open."""
        return [day for day in range(7) if (week.first + timedelta(days=day)).weekday() < 5]

    def starts(self, week: Week, day: int) -> datetime:
        """The first instant of a day of the week, from 0, in the organisation's time zone."""
        return datetime.combine(week.first + timedelta(days=day), time(), self._zone).astimezone(
            UTC
        )

    def sometime(self, member: Member, week: Week, *, days: Sequence[int] = range(7)) -> datetime:
        """An instant of the week at which the person works; `days` of the week from 0."""
        for _ in range(12):
            day = week.first + timedelta(days=self._dice.choice(days))
            if day.weekday() >= 5 and self._dice.random() > AT_WEEKENDS:
                continue
            start, end = self._shift[member.number]
            hour = start + (end - start) * self._dice.betavariate(1.3, 1.5)
            at = self._local(member, day, hour)
            if week.starts_at <= at < week.ends_at - EDGE:
                return at
        return self._somehow(week, days)

    def after(self, at: datetime, member: Member, minutes: float) -> datetime:
        """When a person answers what they can see from `at` on, `minutes` of theirs later."""
        at += timedelta(minutes=minutes, seconds=self._dice.randrange(60))
        here = at.astimezone(ZONES[member.place.site])
        hour = here.hour + here.minute / 60
        start, end = self._shift[member.number]
        works = here.weekday() < 5 and (start <= hour < end or start <= hour + 24 < end)
        if works or (6 < hour < EVENING and self._dice.random() < FROM_HOME):
            return at
        day = here.date() if hour < start and here.weekday() < 5 else _next_workday(here.date())
        late = self._dice.expovariate(1 / LATE) / 60
        return self._local(member, day, min(start + late, end))

    def wait(self, minutes: float, *, spread: float = 0.9) -> float:
        """Minutes of waiting, half of them below `minutes`, with a long tail."""
        return exp(self._dice.gauss(log(minutes), spread))

    def between(self, first: datetime, last: datetime) -> datetime:
        """Any instant between two, for what must still fall into a week."""
        return first + (last - first) * self._dice.random()

    def _local(self, member: Member, day: date, hour: float) -> datetime:
        midnight = datetime.combine(day, time(), ZONES[member.place.site])
        milliseconds = int(hour * 3_600_000) + self._dice.randrange(1000)
        # On the wall clock first: eight o'clock is eight o'clock on the days of the change too.
        return (midnight + timedelta(milliseconds=milliseconds)).astimezone(UTC)

    def _somehow(self, week: Week, days: Sequence[int]) -> datetime:
        first = week.starts_at + timedelta(days=days[0])
        last = min(week.starts_at + timedelta(days=days[-1] + 1), week.ends_at - EDGE)
        return self.between(first, last).replace(microsecond=0)

    def _draw_shift(self, member: Member) -> tuple[float, float]:
        if member.place.level != world.FLOOR:
            return DESK
        if member.place.function == "Service" or member.named:
            return FIELD
        return self._dice.choices(list(SHIFTS), list(SHIFTS.values()))[0]


def _next_workday(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return day
