"""Waits in the working hours of a site."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from groundswell.adoption.hours import WorkingHours
from groundswell.foundation.calendars import holiday, site_calendar

FRIDAY = datetime(2026, 2, 13, 7, tzinfo=UTC)  # 16:00 in Busan


@pytest.fixture
def sites(settings):
    settings.OPTIONS = replace(
        settings.OPTIONS,
        time_zone="UTC",
        working_days=["monday", "tuesday", "wednesday", "thursday", "friday"],
        working_hours="08:00-16:00",
        site_calendars=["Busan=Asia/Seoul 09:00-18:00", "Dubai = monday,tuesday"],
        holidays=["Busan=2026-02-17", "2026-02-18"],
    )
    settings.TIME_ZONE = "UTC"


@pytest.mark.usefixtures("sites")
def test_a_site_works_by_its_own_clock_days_and_holidays():
    # Two hours on Friday, nine on Monday; Tuesday is free in Busan, Wednesday everywhere.
    thursday = FRIDAY + timedelta(days=6)
    assert WorkingHours("Busan").between(FRIDAY, thursday) == pytest.approx(2 + 9 + 7)
    assert WorkingHours().between(FRIDAY, thursday) == pytest.approx(8 + 8 + 8)
    assert WorkingHours("Dubai").between(FRIDAY, thursday) == pytest.approx(8 + 8)
    assert WorkingHours("Busan").between(thursday, FRIDAY) == 0


@pytest.mark.usefixtures("sites")
def test_waits_add_up_over_a_year():
    hours = WorkingHours("Busan")
    moments = [FRIDAY + timedelta(minutes=step * 1009) for step in range(500)]
    parts = [hours.between(one, other) for one, other in pairwise(moments)]
    assert sum(parts) == pytest.approx(hours.between(moments[0], moments[-1]))
    assert max(parts) <= 9


def test_what_cannot_be_read_is_no_calendar():
    for written in ("Busan", "=Asia/Seoul", "Busan=Asia/Soul", "Busan=18:00-09:00", "B=a b"):
        assert site_calendar(written) is None
    assert holiday("Busan=17.2.2026") is None
