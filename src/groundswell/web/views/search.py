"""Searching posts, people and groups."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.foundation import ids, paging
from groundswell.network.search import asking
from groundswell.network.search.queries import Place
from groundswell.web import jinja, search_page
from groundswell.web.answers import for_members, page, part, viewer_of, wants_part

COMPONENT = "components/hit.jinja"


@require_safe
@for_members
def search(request: HttpRequest) -> HttpResponse:
    """What the viewer finds; for a script without the page around it, or the next hits alone."""
    viewer = viewer_of(request)
    question = asking.ask(viewer, request.GET.get("q", ""))
    tab = request.GET.get("show", "all")
    tab = tab if tab in search_page.TABS else "all"
    results = search_page.results(viewer, question, tab=tab, place=_place(request))
    if wants_part(request):
        is_next = "older_than" in request.GET
        return part(request, jinja.macro(COMPONENT, "hits" if is_next else "found", results))
    return page(request, "search.jinja", results=results)


def _place(request: HttpRequest) -> Place | None:
    below_id = paging.cursor(request.GET.get("older_than"))
    if below_id is None:
        return None
    return Place(below_id or ids.MAX, is_loose="loosely" in request.GET)
