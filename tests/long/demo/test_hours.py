"""People write when they are there."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from groundswell.demo import world
from groundswell.demo.hours import Hours
from tests.long.demo.conftest import LAST_DAY


@pytest.fixture
def hours(company):
    return Hours(company.people, random.Random(1), ends_on=LAST_DAY)


def at_desk(company, site):
    return next(
        member
        for member in company.people
        if member.place.level == "desk" and member.place.site == site
    )


def test_weeks_follow_one_another_until_midnight_of_the_last_day(hours):
    oslo = ZoneInfo("Europe/Oslo")

    assert len(hours.weeks) == world.WEEKS
    for one, other in zip(hours.weeks, hours.weeks[1:], strict=False):
        assert one.ends_at == other.starts_at
    end = hours.weeks[-1].ends_at.astimezone(oslo)
    assert (end.date() - timedelta(days=1), end.hour) == (LAST_DAY, 0)


@pytest.mark.parametrize("site", world.SITES)
def test_most_is_written_in_the_working_hours_of_the_site(company, hours, site):
    member = at_desk(company, site)
    zone = ZoneInfo(world.ZONES[site])

    drawn = [hours.sometime(member, hours.weeks[50]).astimezone(zone) for _ in range(300)]

    assert sum(8 <= at.hour < 17 for at in drawn) > 285
    assert sum(at.weekday() >= 5 for at in drawn) < 30


def test_who_is_asked_in_the_evening_answers_in_the_morning(company, hours):
    busan = at_desk(company, "Busan")
    friday_night = datetime(2026, 11, 20, 14, tzinfo=UTC)  # 23:00 in Busan

    answered = [hours.after(friday_night, busan, 10) for _ in range(50)]

    local = [at.astimezone(ZoneInfo("Asia/Seoul")) for at in answered]
    assert all(at.weekday() == 0 and 8 <= at.hour < 17 for at in local)


def test_who_is_there_answers_when_the_wait_is_over(company, hours):
    halden = at_desk(company, "Halden")
    morning = datetime(2026, 11, 24, 9, tzinfo=UTC)

    at = hours.after(morning, halden, 30)

    assert timedelta(minutes=30) <= at - morning < timedelta(minutes=31)
