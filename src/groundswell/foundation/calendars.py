"""When a site works: its time zone, hours, days and holidays, as the settings write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import available_timezones

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HOURS = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)")


@dataclass(frozen=True, slots=True)
class SiteCalendar:
    """How one site works; what is None is as in the rest of the organisation."""

    site: str
    zone: str | None = None
    hours: str | None = None
    days: tuple[str, ...] | None = None


def site_calendar(written: str) -> SiteCalendar | None:
    """'Busan=Asia/Seoul 09:00-18:00 monday,tuesday' as a calendar; None: it cannot be read.

    Any of the three may be left out, in any order.
    """
    site, _, rest = (part.strip() for part in written.partition("="))
    found: dict[str, object] = {}
    for word in rest.split():
        days = tuple(word.lower().split(","))
        value: str | tuple[str, ...] = word
        if HOURS.fullmatch(word) and word[:5] < word[6:]:
            key = "hours"
        elif set(days) <= set(DAYS):
            key, value = "days", days
        elif word in available_timezones():
            key = "zone"
        else:
            return None
        if key in found:
            return None
        found[key] = value
    return SiteCalendar(site, **found) if site and found else None  # type: ignore[arg-type]


def holiday(written: str) -> tuple[str, date] | None:
    """'2026-12-25' or 'Busan=2026-02-17' as site (empty: everywhere) and day; None: neither."""
    site, _, day = (part.strip() for part in written.rpartition("="))
    try:
        return site, date.fromisoformat(day)
    except ValueError:
        return None


def calendar_of(site: str, written: Iterable[str]) -> SiteCalendar:
    """The calendar of a site; that of the organisation where nothing is written of it."""
    found = (site_calendar(line) for line in written)
    return next((one for one in found if one and one.site == site), SiteCalendar(site))


def holidays_of(site: str, written: Iterable[str]) -> Sequence[date]:
    """Days on which a site does not work, in order."""
    found = (holiday(line) for line in written)
    return sorted({one[1] for one in found if one and one[0] in {"", site}})
