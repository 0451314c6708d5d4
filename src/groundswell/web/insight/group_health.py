"""The health of a group in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.adoption import catalogue, saying
from groundswell.adoption.group_counts import PERIOD
from groundswell.adoption.group_health import Health
from groundswell.adoption.wholes import Told
from groundswell.web import wording
from groundswell.web.insight import panel

MEASURE = catalogue.measure("group_health")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: what it is, how much, made of what; the period before; the middle of others."""

    title: str
    number: str
    made_of: str
    before: str
    alike: str


@dataclass(frozen=True, slots=True)
class Page:
    """All that the page says."""

    first_on: date
    on: date
    before_on: date
    defined_on: date
    lines: Sequence[Line]
    reason: str


def told(health: Health) -> Page:
    """A group's figures in words."""
    return Page(
        first_on=health.first_on,
        on=health.on,
        before_on=health.on - PERIOD,
        defined_on=MEASURE.defined_on,
        lines=[
            _line(now, before, health.alike.get(now.value.name))
            for now, before in zip(health.now, health.before, strict=True)
        ],
        reason=_reason(health) if health.is_counted else _("It is counted in the night."),
    )


def _line(now: Told, before: Told, alike: tuple[float, int] | None) -> Line:
    return Line(
        title=_(now.value.title),
        number=_number(now),
        made_of=_made_of(now),
        before=": ".join(filter(None, [_number(before), _made_of(before)])),
        alike=_alike(now, *alike) if alike else "",
    )


def _number(told: Told) -> str:
    value = told.value
    if told.withheld or value.value is None:
        return panel.hidden(told.withheld) or "–"
    return saying.in_unit(value.unit, value.value, of=MEASURE.name)


def _made_of(told: Told) -> str:
    if told.withheld == "small" and told.value.denominator is not None:
        return _("1–4 of %(of)s") % {"of": wording.number(told.value.denominator)}
    if told.withheld or told.value.value is None:
        return ""
    return saying.made_of(MEASURE, told.value)


def _alike(now: Told, middle: float, groups: int) -> str:
    words = ngettext(
        "%(number)s in the middle of %(count)s group of like size",
        "%(number)s in the middle of %(count)s groups of like size",
        groups,
    )
    return words % {
        "number": saying.in_unit(now.value.unit, middle, of=MEASURE.name),
        "count": wording.number(groups),
    }


def _reason(health: Health) -> str:
    least = settings.OPTIONS.privacy_threshold
    hidden = [one for one in (*health.now, *health.before) if one.withheld]
    if not hidden:
        return ""
    return _(
        "Not shown is what fewer than %(least)s people, or 1 to 4 questions or posts, stand behind."
    ) % {"least": wording.number(least)}
