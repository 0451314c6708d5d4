"""Numbers, days and names as the reader's language writes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import dates
from django.utils import translation
from django.utils.translation import gettext
from markupsafe import Markup, escape

from groundswell.foundation import locales
from groundswell.people.persons.models import Person
from groundswell.people.persons.queries import zone_of

CODE = re.compile(r"`([^`\n]+)`")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
KIB = 1024
# Mails write them so too.
number, decimal, percent, language = (
    locales.number,
    locales.decimal,
    locales.percent,
    locales.language,
)


def initials(name: str) -> str:
    """Two letters for a face: of the given and the family name, or two syllables in Hangul."""
    words: list[str] = re.findall(r"\w[\w'’-]*", name.split(",", maxsplit=1)[0])
    if not words:
        return "?"
    if HANGUL.match(words[0]):
        return words[0][:2]
    first, last = words[0][:1], words[-1][:1] if len(words) > 1 else ""
    return (first + last).upper()


def size(bytes_: int) -> str:
    """The size of a file in the unit that people read."""
    value, unit = float(bytes_), "B"
    for unit in ("B", "kB", "MB", "GB"):  # noqa: B007 - the unit reached is the one shown
        if value < KIB:
            break
        value /= KIB
    return f"{number(round(value, 1) if value < 10 and unit != 'B' else round(value))} {unit}"


def instant(at: datetime, zone: ZoneInfo, language: str | None) -> str:
    """Day and time of an instant in a zone."""
    local = at.astimezone(zone)
    return f"{_short_day(local.date(), language)}, {local:%H:%M}"


def coded(words: object) -> Markup:
    """A sentence whose `code` is set as code; everything in it is escaped."""
    return Markup(CODE.sub(r"<code>\1</code>", str(escape(str(words)))))  # noqa: S704


def clock_shows(local: datetime) -> str:
    """Weekday and time as a clock on the wall shows them."""
    return str(dates.format_datetime(local, "EEE HH:mm", locale=locales.here()))


def near_day(on: date, today: date, language: str | None) -> str:
    """A day in a narrow list: without its year while that is this one."""
    skeleton = "MMMd" if on.year == today.year else "yMMMd"
    return str(dates.format_skeleton(skeleton, on, locale=locales.locale_of(language)))


@lru_cache(maxsize=4096)
def _short_day(on: date, language: str | None) -> str:
    # A skeleton, because a German day has a dot. Kept: it takes longer than the rest of a hit.
    return str(dates.format_skeleton("yMMMd", on, locale=locales.locale_of(language)))


@lru_cache(maxsize=4096)
def day(on: date, language: str | None) -> str:
    """A day, with its month in words."""
    return dates.format_date(on, "long", locale=locales.locale_of(language))


def month(on: date, language: str | None) -> str:
    """The name of the month of a day."""
    return dates.format_date(on, "LLLL", locale=locales.locale_of(language))


def waited(asked_at: datetime, answered_at: datetime) -> str:
    """How long a question waited, in the largest unit that tells it well."""
    minutes = max(1, round((answered_at - asked_at).total_seconds() / 60))
    if minutes < 120:
        return gettext("Answered in %(minutes)d min") % {"minutes": minutes}
    if minutes < 48 * 60:
        return gettext("Answered in %(hours)d h") % {"hours": round(minutes / 60)}
    return gettext("Answered in %(days)d days") % {"days": round(minutes / 60 / 24)}


def weekdays() -> list[str]:
    """The days of the week in words, Monday first."""
    names = locales.here().days["format"]["wide"]
    return [names[day] for day in range(7)]


def local(person: Person, at: datetime) -> str:
    """Day and time of an instant where a person lives."""
    return instant(at, zone_of(person), translation.get_language())
