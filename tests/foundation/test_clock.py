"""One now; days are cut at the organisation's midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from groundswell.foundation import clock


@pytest.fixture
def berlin(settings: Any) -> None:
    settings.TIME_ZONE = "Europe/Berlin"


def test_now_is_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_a_frozen_clock_stands_and_then_runs_again() -> None:
    noon = datetime(2026, 3, 2, 12, tzinfo=timezone(timedelta(hours=1)))

    with clock.frozen(noon):
        assert clock.is_frozen()
        assert clock.now() == noon
        assert clock.now().tzinfo is UTC
    assert not clock.is_frozen()
    assert clock.now() != noon


@pytest.mark.usefixtures("berlin")
def test_half_past_eleven_in_london_is_tomorrow_in_berlin() -> None:
    with clock.frozen(datetime(2026, 1, 5, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 1, 6)


@pytest.mark.usefixtures("berlin")
def test_the_days_on_which_clocks_change_have_23_and_25_hours() -> None:
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        start, end = clock.bounds(day, day)
        assert end - start == timedelta(hours=hours)
