"""The log of looks in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.looks.models import Look
from groundswell.people.persons.models import Person

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
    return Shown(
        hour=look.hour,
        who=look.person,
        is_at_server=look.person_id is None,
        report=str(REPORTS.get(look.report, look.report)),
        about=about or (_("somebody who is gone") if look.is_about_somebody else ""),
        times=look.times,
        asked="; ".join(look.asked[:AT_ONCE]),
        more=look.asked[AT_ONCE:],
    )
