"""Silos and bridges: who talks to whom, and whether talk runs down the line of command."""

from __future__ import annotations

from collections.abc import Collection

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.adoption import asking, days, pairs, structures, taking_up
from groundswell.adoption.bridges import queries as bridges
from groundswell.adoption.queries import NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import (
    for_members,
    for_permission,
    go,
    may,
    page,
    signed_in_of,
    viewer_of,
)
from groundswell.web.insight import bridging, brokers, command, keeping, panels, silos, sources
from groundswell.web.insight.panel import Panel
from groundswell.web.logged import logged, looked_at

NAME = "silos"


@require_safe
@for_members
@logged(NAME)
def silos_and_bridges(request: HttpRequest) -> HttpResponse:
    """All figures of structure at the last end of a week."""
    on = asking.day_alone(request.GET)
    told, reason = None, ""
    try:
        told = structures.structure(signed_in_of(request), on)
    except (ThereIsNoPeopleList, NobodyWasEmployed) as refusal:
        reason = str(refusal)
    sees_names = may(request, Permission.SEE_AGREED)
    named = bridges.named(signed_in_of(request)) if told and sees_names else []
    looked_at(request, NAME, [one.person_id for one in named])
    claim, counted = silos.claim(told) if told else (None, "")
    line = command.sheets(told) if told else []
    return page(
        request,
        "silos.jinja",
        told=told,
        reason=reason,
        claim=claim,
        counted=counted,
        sheets=silos.sheets(told) if told else [],
        bridging=bridging.bridging(told, clock.today()) if told else None,
        brokers=brokers.brokers(named) if told and sees_names else None,
        may_take_up=may(request, Permission.WORK_ON_ADOPTION),
        command=line,
        sources=_sources(told) if told else [],
        plain=_plain(told, "across") if told else [],
        climb=_beside(told, {sheet.measure for sheet in line}) if told else [],
        keep=keeping.bar(NAME, told.on) if told else None,
        asked=on,
        yesterday=clock.today() - days.DAY,
    )


@require_POST
@for_permission(Permission.WORK_ON_ADOPTION)
def take_up(request: HttpRequest) -> HttpResponse:
    """Take up a suggestion for two groups."""
    try:
        one, other = (int(request.POST.get(name, "")) for name in ("one", "other"))
        kind = pairs.Kind(request.POST.get("kind", ""))
    except ValueError:
        raise NotFound from None
    taking_up.take_up(viewer=viewer_of(request), one_id=one, other_id=other, kind=kind)
    return go("/adoption/silos/#bridging", toast=_("Taken up. In eight weeks it is compared."))


def _beside(told: structures.Structure, drawn: Collection[str]) -> list[Panel]:
    """What of the line of command is not drawn, and why it is withheld."""
    names = [name for name in ("line", "broadcasts", "climb") if name not in drawn]
    return [panel for name in names for panel in _plain(told, name)]


def _sources(told: structures.Structure) -> list[str]:
    return sources.notes_of([*told.now.values(), *told.earlier.values()], told.imports)


def _plain(told: structures.Structure, name: str) -> list[Panel]:
    figure = told.now.get(name)
    return panels.panels([figure]) if figure else []
