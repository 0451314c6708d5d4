"""Where the viewer stands between others, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.adoption.bridges import queries
from groundswell.adoption.bridges.models import OwnBridge
from groundswell.people.persons.models import Person
from groundswell.web import wording


@dataclass(frozen=True, slots=True)
class Bridge:
    """The finding, the last of its 90 days, and three figures: name, value, what it says."""

    finding: str
    on: date
    figures: list[tuple[str, str, str]]


def bridge(viewer: Person) -> Bridge | None:
    """The viewer's own; None where it is switched off, or they had to do with nobody."""
    found = queries.own_bridge(viewer)
    return told(found) if found else None


def told(found: OwnBridge) -> Bridge:
    """What was kept, in words."""
    people = ngettext("%(count)s person", "%(count)s people", found.ties)
    functions = ngettext("%(count)s function", "%(count)s functions", found.functions)
    finding = _("You and %(people)s had to do with each other, from %(functions)s") % {
        "people": people % {"count": wording.number(found.ties)},
        "functions": functions % {"count": wording.number(found.functions)},
    }
    return Bridge(finding, found.on, _figures(found))


def _figures(found: OwnBridge) -> list[tuple[str, str, str]]:
    return [
        (
            _("How bound you are (constraint)"),
            wording.decimal(found.constraint, 2),
            _(
                "Low when those people hardly know each other, near 1 when all are one circle."
                " Of everybody who had to do with somebody, %(share)s are more bound than you."
            )
            % {"share": wording.percent(found.less_bound_than)},
        ),
        (
            _("How many circles you reach (effective size)"),
            wording.decimal(found.effective_size, 1),
            _(
                "Of your %(ties)s ties so many are left when those are taken off that join people"
                " who have to do with each other anyway."
            )
            % {"ties": wording.number(found.ties)},
        ),
        (
            _("How often you lie between (betweenness)"),
            wording.number(round(found.betweenness)),
            _(
                "Pairs of others whose shortest way leads through you; of several ways equally"
                " short each counts as a part."
            ),
        ),
    ]
