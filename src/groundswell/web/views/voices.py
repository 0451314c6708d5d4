"""Unheard voices: whose posts stay without an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import asking, catalogue, days, queries
from groundswell.adoption.queries import NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_members, may, page, signed_in_of
from groundswell.web.insight import keeping, sources, voices
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("voices")
def unheard(request: HttpRequest) -> HttpResponse:
    """Whose posts wait longer than those of all others, and what the alarms say."""
    on = asking.day_alone(request.GET)
    told, reason = [], ""
    try:
        told = queries.of_topic(signed_in_of(request), catalogue.VOICES, on)
    except (ThereIsNoPeopleList, NobodyWasEmployed) as refusal:
        reason = str(refusal)
    return page(
        request,
        "voices.jinja",
        told=voices.page_of(told[0]) if told else None,
        sources=sources.notes_of(told),
        may_see_misses=may(request, Permission.WORK_ON_ADOPTION),
        reason=reason,
        asked=on,
        yesterday=clock.today() - days.DAY,
        keep=keeping.bar("voices", days.day(on)) if told else None,
        counted=voices.counted,
        interval=voices.interval,
    )
