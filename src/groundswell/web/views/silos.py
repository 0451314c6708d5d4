"""Silos and bridges: who talks to whom, and whether talk runs down the line of command."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import days, structures
from groundswell.adoption.queries import NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.web.answers import for_members, page, viewer_of
from groundswell.web.insight import command, keeping, panels, silos
from groundswell.web.insight.panel import Panel
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("silos")
def silos_and_bridges(request: HttpRequest) -> HttpResponse:
    """All figures of structure at the last end of a week, for analysts."""
    on = days.read_day(request.GET.get("on", "")[:20])
    told, reason = None, ""
    try:
        told = structures.structure(viewer_of(request), on)
    except (ThereIsNoPeopleList, NobodyWasEmployed) as refusal:
        reason = str(refusal)
    claim, counted = silos.claim(told) if told else (None, "")
    return page(
        request,
        "silos.jinja",
        told=told,
        reason=reason,
        claim=claim,
        counted=counted,
        sheets=silos.sheets(told) if told else [],
        command=command.sheets(told) if told else [],
        plain=_plain(told, "across") if told else [],
        climb=_plain(told, "climb") if told else [],
        keep=keeping.bar("silos", told.on) if told else None,
        asked=on,
        yesterday=clock.today() - days.DAY,
    )


def _plain(told: structures.Structure, name: str) -> list[Panel]:
    figure = told.now.get(name)
    return panels.panels([figure]) if figure else []
