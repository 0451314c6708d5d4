"""The feeds of the one who is signed in: Newest, and what waits for an answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.foundation import paging
from groundswell.network.feeds import queries as feeds
from groundswell.network.newcomers import queries as newcomers
from groundswell.network.notifications.around import around
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission
from groundswell.web import composing, feeding
from groundswell.web.answers import for_members, may, page, viewer_of, wants_part
from groundswell.web.views.demo import or_demo

MOST_BESIDE = 3  # who wait, and as many groups to join


@require_safe
@or_demo
@for_members
def newest(request: HttpRequest) -> HttpResponse:
    """All threads of the viewer's streams."""
    return _feed(request, "newest", feeds.newest)


@require_safe
@for_members
def unanswered(request: HttpRequest) -> HttpResponse:
    """Questions that nobody has answered yet."""
    return _feed(request, "unanswered", feeds.unanswered)


def _feed(request: HttpRequest, tab: str, query: feeds.Feed) -> HttpResponse:
    older_than = paging.cursor(request.GET.get("older_than"))
    found = query(viewer_of(request), older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    box = (
        None
        if older_than
        else composing.composer(
            draft=composing.draft_in(viewer_of(request), "home"),
            may_announce=may(request, Permission.ANNOUNCE),
        )
    )
    return _page(request, tab, found, box)


def with_refused(request: HttpRequest, box: composing.Composer) -> HttpResponse:
    """The home page with the box that was refused, all that was typed in it."""
    found = feeds.newest(viewer_of(request))
    return _page(request, "newest", found, box, status=422)


def _page(
    request: HttpRequest,
    tab: str,
    found: feeds.FeedPage,
    box: composing.Composer | None,
    *,
    status: int = 200,
) -> HttpResponse:
    beside = around(viewer_of(request), limit=MOST_BESIDE)
    return page(
        request,
        "home.jinja",
        status=status,
        surroundings=beside.surroundings,
        is_kept=status == 200,
        tab=tab,
        feed=feeding.feed(request, found, "/" if tab == "newest" else "/unanswered/"),
        composer=box,
        waiting=beside.waiting,
        to_join=beside.groups,
        first_steps=_first_steps(viewer_of(request)),
    )


def _first_steps(viewer: Person) -> newcomers.Progress | None:
    if not newcomers.is_new(viewer):
        return None
    progress = newcomers.progress(viewer)
    return None if progress.is_complete else progress
