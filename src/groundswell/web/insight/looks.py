"""The log of looks in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import catalogue
from groundswell.adoption.looks.models import Look
from groundswell.foundation import locales
from groundswell.people.persons.models import Person
from groundswell.web.insight.keeping import TITLES
from groundswell.web.insight.overview import HEADINGS

REPORTS: dict[str, str | Promise] = {
    "overview": _lazy("Overview"),
    "definition": _lazy("How it is counted, with the figure"),
    "csv": _lazy("A figure as CSV"),
    "silos": _lazy("Silos and bridges"),
    "leadership": _lazy("Leadership"),
    "tipping": _lazy("Tipping planner"),
    "voices": _lazy("Unheard voices"),
    "groups": _lazy("Groups"),
    "group_health": _lazy("Health of a group"),
    "spread": _lazy("Spread"),
    "answers": _lazy("Answers"),
    "participation": _lazy("Participation"),
    "report": _lazy("Report by mail"),
    "report by mail": _lazy("Report by mail"),
    "permalink": _lazy("A page as it was told"),
    "comparison": _lazy("Two weeks side by side"),
    "command": _lazy("At the server, by the command"),
    "api": _lazy("Interface for programs"),
    "parquet": _lazy("Figures as Parquet"),
}

# What an address names, as its page says it.
DAYS: dict[str, str | Promise] = {
    "on": _lazy("up to %(day)s"),
    "from": _lazy("from %(day)s on"),
    "to": _lazy("until %(day)s"),
    "with": _lazy("beside %(day)s"),
    "defined": _lazy("by the definition of %(day)s"),
}
NAMED = ("name", "measure", "page")
GROUP = "group_id"
BETWEEN = re.compile(f", (?=(?:{'|'.join((*DAYS, *NAMED, *HEADINGS, GROUP))})=)")
AT_ONCE = 20  # choices of an hour that are read without opening anything


@dataclass(frozen=True, slots=True)
class Shown:
    """A look as it is shown; whoever is gone has no name."""

    hour: datetime
    who: Person | None
    is_at_server: bool
    report: str
    about: str
    times: int
    asked: str
    more: Sequence[str]  # further choices of that hour, folded away


def shown(look: Look) -> Shown:
    """A look in words."""
    about = look.about.name if look.about else ""
    chosen = [_in_words(one, look.report) for one in look.asked]
    return Shown(
        hour=look.hour,
        who=look.person,
        is_at_server=look.person_id is None,
        report=str(REPORTS.get(look.report, look.report)),
        about=about or (_("somebody who is gone") if look.is_about_somebody else ""),
        times=look.times,
        asked="; ".join(chosen[:AT_ONCE]),
        more=chosen[AT_ONCE:],
    )


def _in_words(asked: str, report: str) -> str:
    return ", ".join(_choice(one, report) for one in BETWEEN.split(asked))


def _choice(typed: str, report: str) -> str:
    """One choice; what no page offers stands as it was typed."""
    key, _sign, value = typed.partition("=")
    if key in HEADINGS:
        return f"{HEADINGS[key][1]}: {value}"
    if key in NAMED:
        return _title(value, is_page=key == "page" or report == "permalink")
    if key == GROUP:
        return _("group %(number)s") % {"number": value}
    with suppress(KeyError, ValueError):
        return str(DAYS[key]) % {"day": locales.day(date.fromisoformat(value))}
    return typed


def _title(name: str, *, is_page: bool) -> str:
    measure = None if is_page else catalogue.definitions().get(name)
    return str(measure.title if measure else TITLES.get(name, name))
