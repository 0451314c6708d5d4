"""Leadership: who is present and answers, and what followed. Each look is logged."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import asking, days, roster
from groundswell.adoption.queries import NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_members, may, page, signed_in_of
from groundswell.web.insight import followed, keeping, leadership, panels, sources
from groundswell.web.logged import logged, looked_at

NAME = "leadership"


@require_safe
@for_members
@logged(NAME)
def overview(request: HttpRequest) -> HttpResponse:
    """Leaders who agreed to be shown, what followed where they came, and ties to them."""
    on = asking.day_alone(request.GET)
    told, reason = None, ""
    try:
        told = roster.leadership(signed_in_of(request), on)
    except (ThereIsNoPeopleList, NobodyWasEmployed) as refusal:
        reason = str(refusal)
    if told:
        looked_at(request, NAME, [one.person.pk for one in told.leaders])
    return page(
        request,
        "leadership.jinja",
        told=told,
        reason=reason,
        headline=leadership.headline(told) if told else None,
        finding=leadership.finding(told.leaders) if told else "",
        lines=leadership.lines(told.leaders) if told else [],
        defined=leadership.defined(told) if told else "",
        asked=sum(one.asked for one in told.leaders) if told else 0,
        effects=followed.effects(told) if told else None,
        panels=panels.panels(leadership.beside(told)) if told else [],
        sources=sources.notes_of([*told.figures.values()]) if told else [],
        may_tell=may(request, Permission.MANAGE_PEOPLE),
        keep=keeping.bar(NAME, told.on) if told else None,
        yesterday=clock.today() - days.DAY,
    )
