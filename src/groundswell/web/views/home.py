"""The feeds of the one who is signed in: For you, Newest, and what waits for an answer."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation import paging
from groundswell.network.feeds import places, ranking
from groundswell.network.feeds import queries as feeds
from groundswell.network.newcomers import queries as newcomers
from groundswell.network.notifications.around import around
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import HomeFeed, Person
from groundswell.people.roles.queries import Permission
from groundswell.web import composing, feeding
from groundswell.web.answers import for_members, go, may, page, viewer_of, wants_part
from groundswell.web.views.demo import or_demo

FEEDS = {"newest": HomeFeed.NEWEST, "for-you": HomeFeed.FOR_YOU}
MOST_BESIDE = 3  # who wait, and as many groups to join


@require_safe
@or_demo
@for_members
def home(request: HttpRequest) -> HttpResponse:
    """The feed that the viewer chose to begin with: Newest, unless they chose For you."""
    chose_for_you = viewer_of(request).home_feed == HomeFeed.FOR_YOU
    return _for_you(request) if chose_for_you else _feed(request, "newest", feeds.newest)


@require_safe
@for_members
def newest(request: HttpRequest) -> HttpResponse:
    """All threads of the viewer's streams."""
    return _feed(request, "newest", feeds.newest)


@require_safe
@for_members
def for_you(request: HttpRequest) -> HttpResponse:
    """What the viewer should see first, each with its reason."""
    return _for_you(request)


@require_POST
@for_members
def choose(request: HttpRequest, feed: str) -> HttpResponse:
    """Show a feed, and begin with it from now on."""
    if feed not in FEEDS:
        raise Http404
    persons.choose_home_feed(person=viewer_of(request), feed=FEEDS[feed])
    return go("/")


@require_safe
@for_members
def unanswered(request: HttpRequest) -> HttpResponse:
    """Questions that nobody has answered yet."""
    return _feed(request, "unanswered", feeds.unanswered)


def _for_you(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if "newer_than" in request.GET:
        return feeding.part_of(request, feeds.newest(viewer), is_ranked=True)
    after = request.GET.get("after")
    found = ranking.continued(viewer, places.place_of(after)) if after else ranking.for_you(viewer)
    shown = feeding.ranked(request, found, is_first=not after)
    if wants_part(request):
        return feeding.part_with(request, shown)
    return _page(request, "for_you", shown, None if after else _box(request))


def _feed(request: HttpRequest, tab: str, query: feeds.Feed) -> HttpResponse:
    older_than = paging.cursor(request.GET.get("older_than"))
    found = query(viewer_of(request), older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    return _page(request, tab, feeding.feed(request, found), None if older_than else _box(request))


def _box(request: HttpRequest) -> composing.Composer:
    return composing.composer(
        draft=composing.draft_in(viewer_of(request), "home"),
        may_announce=may(request, Permission.ANNOUNCE),
    )


def with_refused(request: HttpRequest, box: composing.Composer) -> HttpResponse:
    """The home page with the box that was refused, all that was typed in it."""
    found = feeds.newest(viewer_of(request))
    return _page(request, "newest", feeding.feed(request, found, "/newest/"), box, status=422)


def _page(
    request: HttpRequest,
    tab: str,
    shown: feeding.Feed,
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
        feed=shown,
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
