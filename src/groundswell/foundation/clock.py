"""The only now. Instants are UTC; days are cut in the organisation's time zone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """The present instant, UTC."""
    return _frozen.get() or datetime.now(UTC)


def zone() -> ZoneInfo:
    """The organisation's time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def today() -> date:
    """The organisation's day."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The organisation's day that an instant falls on."""
    return instant.astimezone(zone()).date()


def start_of(day: date) -> datetime:
    """The instant at which a day of the organisation begins, UTC."""
    return datetime.combine(day, time.min, zone()).astimezone(UTC)


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """The instants between which the days from `first` to `last` lie; the second is left out."""
    return start_of(first), start_of(last + timedelta(days=1))


def is_frozen() -> bool:
    """Whether a test or a simulation holds the clock."""
    return _frozen.get() is not None


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Within, it is always `at`: for tests, and for simulations that replay the past."""
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
