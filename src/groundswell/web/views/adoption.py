"""Adoption: who takes part, and how that is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.adoption import asking, catalogue, days, inside, queries
from groundswell.adoption.queries import (
    Analysis,
    Figure,
    NobodyWasEmployed,
    NothingWasKept,
    Overview,
    ThereIsNoPeopleList,
)
from groundswell.adoption.register import lines
from groundswell.adoption.register.queries import MeasureIsOff
from groundswell.adoption.viewing import Viewer
from groundswell.foundation import clock
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_members, may, page, signed_in_of
from groundswell.web.insight import changed, curves, filtering, keeping, panels, sources
from groundswell.web.insight import overview as words
from groundswell.web.insight.panel import Panel
from groundswell.web.logged import logged

FUNNEL = "funnel"
# What stands on the overview of some alone.
NOTHING: dict[str, Any] = {
    **dict.fromkeys(("within", "curves", "funnel", "changes", "keep")),
    **dict.fromkeys(("choices", "parts", "panels", "sources"), ()),
    "reason": "",
}


@require_safe
@for_members
@logged("overview")
def overview(request: HttpRequest) -> HttpResponse:
    """How many take part, for everybody; all else for whoever sees adoption."""
    viewer = signed_in_of(request)
    sees_all = may(request, Permission.SEE_ADOPTION)
    asking.refuse_others(request.GET, "on", *(asking.PARTS if sees_all else ()))
    on = asking.day(request.GET)
    if sees_all and (within := asking.part(request.GET)):
        return _of_part(request, within, on)
    told, more, reason = None, None, ""
    try:
        more = queries.analysis(viewer, on) if sees_all else None
        told = more.overview if more else queries.overview(viewer, on)
    except (ThereIsNoPeopleList, NobodyWasEmployed, MeasureIsOff) as refusal:
        reason = str(refusal)
    return _page(
        request,
        told,
        on,
        reason=reason,
        choices=filtering.choices(more.breakdowns, None) if more else [],
        parts=words.parts(more.breakdowns, more.imports) if more else [],
        curves=curves.curves(more.told, more.overview.on, more.imports) if more else None,
        funnel=_funnel(more) if more else None,
        panels=panels.panels(_beside_the_funnel(more)) if more else [],
        changes=changed.said(more.changes) if more and more.changes else None,
        sources=sources.notes_of([*more.told, *more.figures], more.imports) if more else [],
        keep=keeping.bar(keeping.OVERVIEW, more.week) if more else None,
    )


def _of_part(request: HttpRequest, within: asking.Part, on: date | None) -> HttpResponse:
    """The breakdowns within the part that is chosen, for who sees adoption."""
    try:
        found = inside.page(signed_in_of(request), *within, on)
    except (ThereIsNoPeopleList, NobodyWasEmployed, MeasureIsOff) as refusal:
        return _page(request, None, on, reason=str(refusal))
    return _page(
        request,
        found.overview,
        on,
        within=within,
        choices=filtering.choices(found.breakdowns, within),
        parts=words.parts(found.within, found.imports),
        sources=sources.notes_of(found.figures, found.imports),
        keep=keeping.bar(keeping.OVERVIEW, found.week, part=within),
    )


def _page(
    request: HttpRequest, told: Overview | None, on: date | None, **more: Any
) -> HttpResponse:
    return page(
        request,
        "adoption.jinja",
        told=told,
        claim=words.claim(told) if told else None,
        comms=words.comms(),
        sees_all=may(request, Permission.SEE_ADOPTION),
        defined_on=catalogue.REACH.defined_on,
        asked=on,
        yesterday=clock.today() - days.DAY,
        **NOTHING | more,
    )


def _funnel(more: Analysis) -> Panel | None:
    found = [one for one in more.figures if one.measure.name == FUNNEL]
    return panels.steps(found[0], more.funnel_earlier, more.imports) if found else None


def _beside_the_funnel(more: Analysis) -> list[Figure]:
    return [one for one in more.figures if one.measure.name != FUNNEL]


@require_safe
@for_members
def definitions(request: HttpRequest) -> HttpResponse:
    """Every measure with its definition."""
    found = catalogue.definitions().items()
    measures = [(name, _(one.title), _(one.definition)) for name, one in found]
    return page(request, "definitions.jinja", measures=measures)


@require_safe
@for_members
@logged("definition")
def definition(request: HttpRequest, name: str) -> HttpResponse:
    """How one measure is counted: everything that a doubter may ask."""
    viewer, measure = signed_in_of(request), catalogue.measure(name)
    is_for_everybody = name in catalogue.FOR_EVERYBODY
    told = _now(viewer) if is_for_everybody else None
    has_numbers = not is_for_everybody and measure.topic not in catalogue.ELSEWHERE
    sees_numbers = has_numbers and may(request, Permission.SEE_ADOPTION)
    return page(
        request,
        "definition.jinja",
        measure=measure,
        words={key: _(getattr(measure, key)) for key in words.TEXTS},
        denominator=" ".join(map(_, measure.denominators)),
        formula=[_(line) for line in measure.formula],
        traps=[_(line) for line in measure.not_to_be_read_as],
        changes=[(change, _(change.words)) for change in measure.log],
        beside=(beside := catalogue.beside(measure)) and _(beside),
        told=told,
        figure=(told.beyond if name == catalogue.BEYOND.name else told.total) if told else None,
        numbers=_numbers(viewer, name) if sees_numbers else [],
        line=lines.line(name),
    )


def _numbers(viewer: Viewer, name: str) -> list[tuple[str, str, str]]:
    try:
        told = queries.figure(viewer, name)
    except (ThereIsNoPeopleList, NobodyWasEmployed, NothingWasKept, MeasureIsOff):
        return []
    return [line for panel in panels.panels(told) for line in panel.table]


def _now(viewer: Viewer) -> Overview | None:
    try:
        return queries.overview(viewer)
    except (ThereIsNoPeopleList, NobodyWasEmployed, MeasureIsOff):
        return None
