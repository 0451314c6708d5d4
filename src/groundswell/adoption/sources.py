"""Where what is counted was said: here, or in another product before an import brought it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from groundswell.foundation.locales import day

NAMES = {"slack": "Slack"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came from one other product: the days of its first and its last post."""

    system: str
    first_on: date
    last_on: date

    def until(self) -> str:
        """What lies before the mark."""
        return _("%(source)s until %(on)s") % {"source": self.name, "on": day(self.last_on)}

    @property
    def name(self) -> str:
        """What people call it."""
        return NAMES.get(self.system, self.system)


@dataclass(frozen=True, slots=True)
class Span:
    """The days that a figure counts."""

    first_on: date
    last_on: date


type Spans = Callable[[date, date], Sequence[Imported]]
_registered: list[Spans] = []


def register(spans: Spans) -> None:
    """Make known who tells from when to when imports brought something; a floor above."""
    if spans not in _registered:
        _registered.append(spans)


def imported(since: date, until: date) -> list[Imported]:
    """What was brought of the days between two, by its last day."""
    found = [one for spans in _registered for one in spans(since, until)]
    return sorted(found, key=lambda one: (one.last_on, one.system))


def ended(imports: Iterable[Imported], since: date, until: date) -> list[Imported]:
    """Those that ended between two days, so that what follows comes from another source."""
    return [one for one in imports if since <= one.last_on < until]


def moved(imports: Iterable[Imported], then: Span, now: Span) -> list[Imported]:
    """Those by which what is counted in two spans was not said in the same place."""
    return [one for one in imports if _has_moved(one, then, now)]


def _has_moved(one: Imported, then: Span, now: Span) -> bool:
    before, after = _touches(one, then), _touches(one, now)
    return before != after or (before and then.last_on <= one.last_on < now.last_on)


def _touches(one: Imported, span: Span) -> bool:
    return one.first_on <= span.last_on and one.last_on >= span.first_on
