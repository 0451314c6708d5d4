"""Adoption: who takes part, and how that is counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.adoption import queries
from groundswell.adoption.queries import NobodyWasEmployed, Overview, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.people.roles.queries import Permission
from groundswell.web import adoption_page
from groundswell.web.answers import for_members, may, page


@require_safe
@for_members
def overview(request: HttpRequest) -> HttpResponse:
    """How many take part, for everybody; by function, site and level for analysts."""
    on = queries.read_day(request.GET.get("on", "")[:20])
    told, reason = None, ""
    try:
        told = queries.overview(on)
    except (ThereIsNoPeopleList, NobodyWasEmployed) as refusal:
        reason = str(refusal)
    sees_all = may(request, Permission.SEE_ADOPTION)
    return page(
        request,
        "adoption.jinja",
        told=told,
        reason=reason,
        claim=adoption_page.claim(told) if told else None,
        comms=adoption_page.comms(),
        parts=adoption_page.parts(queries.breakdowns(told.on)) if told and sees_all else [],
        sees_all=sees_all,
        asked=on,
        yesterday=clock.today() - queries.DAY,
        measures=_measures(),
    )


@require_safe
@for_members
def definition(request: HttpRequest, name: str) -> HttpResponse:
    """How one measure is counted: everything that a doubter may ask."""
    measure = queries.measure(name)
    told = _now()
    return page(
        request,
        "definition.jinja",
        measure=measure,
        words={key: _(getattr(measure, key)) for key in adoption_page.TEXTS},
        formula=[_(line) for line in measure.formula],
        traps=[_(line) for line in measure.not_to_be_read_as],
        told=told,
        figure=(told.beyond if name == queries.BEYOND.name else told.total) if told else None,
        measures=_measures(),
    )


def _measures() -> list[tuple[str, str]]:
    return [(name, _(measure.title)) for name, measure in queries.measures().items()]


def _now() -> Overview | None:
    try:
        return queries.overview()
    except (ThereIsNoPeopleList, NobodyWasEmployed):
        return None
