"""Searching posts, people and groups."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.foundation import ids, paging
from groundswell.network.search import asking, completing, facets, misses
from groundswell.network.search.queries import Place
from groundswell.people.roles.queries import Permission
from groundswell.web import jinja, search_page
from groundswell.web.answers import for_members, may, page, part, viewer_of, wants_part

COMPONENT = "components/hit.jinja"
FACETS = "components/facets.jinja"
LONGEST_WORD = 60
MISSES = (Permission.MODERATE, Permission.WORK_ON_ADOPTION)


@require_safe
@for_members
def search(request: HttpRequest) -> HttpResponse:
    """What the viewer finds; for a script without the page around it, or the next hits alone."""
    viewer = viewer_of(request)
    question = asking.ask(viewer, request.GET.get("q", ""))
    tab = _tab(request)
    results = search_page.results(viewer, question, tab=tab, place=_place(request))
    if "older_than" not in request.GET:
        misses.note(viewer.pk, question, is_found=not results.is_empty)
    if wants_part(request):
        is_next = "older_than" in request.GET
        text = jinja.macro(COMPONENT, "hits" if is_next else "found", results)
        anew = "" if is_next else jinja.macro(FACETS, "later", question, tab, True)
        return part(request, text + anew)
    narrow = facets.facets(viewer, question) if "narrow" in request.GET else None
    may_see = any(may(request, permission) for permission in MISSES)
    return page(request, "search.jinja", results=results, facets=narrow, may_see_misses=may_see)


@require_safe
@for_members
def missing(request: HttpRequest) -> HttpResponse:
    """What people looked for and did not find, for those who can do something about it."""
    if not any(may(request, permission) for permission in MISSES):
        raise Http404
    return page(
        request,
        "missing.jinja",
        found=misses.most_asked(),
        days=misses.SHOWN_DAYS,
        people=misses.PEOPLE,
    )


@require_safe
@for_members
def narrowing(request: HttpRequest) -> HttpResponse:
    """What the hits can be narrowed to, for the box beside them."""
    viewer = viewer_of(request)
    found = facets.facets(viewer, asking.ask(viewer, request.GET.get("q", "")))
    return part(request, jinja.macro(FACETS, "facets", found, _tab(request)))


@require_safe
@for_members
def completions(request: HttpRequest) -> HttpResponse:
    """What the word at hand may become, as options of a list."""
    found = completing.completions(viewer_of(request), request.GET.get("word", "")[:LONGEST_WORD])
    return part(request, jinja.macro("components/completion_list.jinja", "completion_list", found))


def _tab(request: HttpRequest) -> str:
    tab = request.GET.get("show", "all")
    return tab if tab in search_page.TABS else "all"


def _place(request: HttpRequest) -> Place | None:
    below_id = paging.cursor(request.GET.get("older_than"))
    if below_id is None:
        return None
    return Place(below_id or ids.MAX, is_loose="loosely" in request.GET)
