"""Adoption as it was told: a page of a week that stays the same, and two weeks side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import asking, comparing, days
from groundswell.adoption import kept as adoption
from groundswell.foundation import clock
from groundswell.web.answers import for_members, page, signed_in_of
from groundswell.web.insight import changed, keeping, voices
from groundswell.web.insight import comparison as side_by_side
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("permalink")
def kept(request: HttpRequest, on: str, name: str) -> HttpResponse:
    """A page as it was told of a week, by the definitions that held on a day."""
    asking.refuse_others(request.GET, "defined")
    defined_on = asking.day(request.GET, "defined")
    week = days.day(asking.day({"on": on}))
    found = adoption.kept(signed_in_of(request), name, week, defined_on)
    sections = keeping.sections(found)
    return page(
        request,
        "adoption_kept.jinja",
        title=keeping.title_of(name),
        told=found.page,
        headline=keeping.headline(found),
        changes=changed.said(found.changes) if found.changes else None,
        parts=keeping.parts(found),
        curves=keeping.curves(found),
        sections=sections,
        sources=keeping.notes(found),
        places=[(one.name, one.title, ()) for one in sections],
        revised_on=keeping.revised_on(found),
        keep=keeping.bar(name, found.page.on, found.page.defined_on),
        counted=voices.counted,
        interval=voices.interval,
    )


@require_safe
@for_members
@logged("comparison")
def compare(request: HttpRequest) -> HttpResponse:
    """A page at the end of one week beside the same at the end of another."""
    asking.refuse_others(request.GET, "page", "on", "with")
    name = request.GET.get("page", keeping.OVERVIEW)
    on, other = asking.day(request.GET), asking.day(request.GET, "with")
    now_on = days.week_end(days.day(on))
    found = comparing.comparison(
        signed_in_of(request), name, now_on, other or now_on - keeping.QUARTER
    )
    parts = side_by_side.parts(found.measures)
    return page(
        request,
        "adoption_compare.jinja",
        title=keeping.title_of(name),
        name=name,
        found=found,
        parts=parts,
        places=[
            (topic, words, [(f"compared-{one.name}", one.title) for one in tables])
            for topic, words, tables in parts
        ],
        yesterday=clock.today() - days.DAY,
        keep=keeping.bar(name, found.on),
    )
