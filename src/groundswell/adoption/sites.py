"""Sites whose waits are counted by a clock that most people there do not live by; a way out."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from groundswell.adoption.viewing import Viewer, ask_to_see_all
from groundswell.foundation import calendars, clock
from groundswell.people.org import queries as org

SEASONS = (1, 7)  # months: in summer clocks may differ that agree in winter


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A site without a clock of its own, and the time zone of more than half of its people."""

    site: str
    zone: str


def elsewhere(viewer: Viewer) -> list[Elsewhere]:
    """Those that are counted in the organisation's hours though most people live by others.

    Raises:
        NotFound: the viewer may not see figures.
    """
    ask_to_see_all(viewer)
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for site, zone, count in org.zones_by_site():
        people[site][zone] += count
    most = ((site, *zones.most_common(1)[0], zones.total()) for site, zones in people.items())
    return [
        Elsewhere(site, zone)
        for site, zone, count, of in sorted(most)
        # Of a few it would be said where somebody lives.
        if of >= settings.OPTIONS.privacy_threshold
        and 2 * count > of
        and _is_without_clock(site)
        and _is_another(zone)
    ]


def _is_without_clock(site: str) -> bool:
    return calendars.calendar_of(site, settings.OPTIONS.site_calendars).zone is None


def _is_another(zone: str) -> bool:
    """Whether a clock there shows another time than that of the organisation, in some season."""
    year = clock.today().year
    days = [datetime.combine(date(year, month, 1), datetime.min.time(), UTC) for month in SEASONS]
    own = clock.zone()
    return bool(zone) and any(
        day.astimezone(ZoneInfo(zone)).utcoffset() != day.astimezone(own).utcoffset()
        for day in days
    )
