"""The feeds of the one who is signed in: Newest, and what waits for an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from groundswell.foundation import paging
from groundswell.network.feeds import queries as feeds
from groundswell.network.feeds.queries import FeedPage
from groundswell.people.persons.models import Person
from groundswell.web import composing, feeding, home_side
from groundswell.web.answers import for_members, page, signed_in_of, viewer_of, wants_part


@require_GET
@for_members
def newest(request: HttpRequest) -> HttpResponse:
    """All threads of the viewer's streams."""
    return _feed(request, "newest", feeds.newest)


@require_GET
@for_members
def unanswered(request: HttpRequest) -> HttpResponse:
    """Questions that nobody has answered yet."""
    return _feed(request, "unanswered", feeds.unanswered)


def _feed(request: HttpRequest, tab: str, query: feeds.Feed) -> HttpResponse:
    viewer = viewer_of(request)
    older_than = paging.cursor(request.GET.get("older_than"))
    found: FeedPage = query(viewer, older_than=older_than)
    if wants_part(request):
        return feeding.more(request, found)
    return page(
        request,
        "home.jinja",
        tab=tab,
        feed=feeding.feed(signed_in_of(request), found, request.path),
        composer=None if older_than else composing.composer(viewer),
        side=home_side.side(viewer),
    )


def with_refused(request: HttpRequest, viewer: Person, box: composing.Composer) -> HttpResponse:
    """The home page with the box that was refused, all that was typed in it."""
    found = feeds.newest(viewer)
    return page(
        request,
        "home.jinja",
        status=422,
        tab="newest",
        feed=feeding.feed(signed_in_of(request), found, "/"),
        composer=box,
        side=home_side.side(viewer),
    )
