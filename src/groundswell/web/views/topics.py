"""Threads under a topic, and under those that one follows."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation import paging
from groundswell.network.feeds import queries as feeds
from groundswell.network.topics import actions
from groundswell.network.topics import queries as topics
from groundswell.web import feeding
from groundswell.web.answers import for_members, go, page, viewer_of, wants_part


@require_safe
@for_members
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """A topic's threads, as far as the viewer may read them."""
    older_than = paging.cursor(request.GET.get("older_than"))
    found = feeds.of_topic(viewer_of(request), name, older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    return page(
        request,
        "topic.jinja",
        name=name,
        is_followed=topics.follows(viewer_of(request), name),
        feed=feeding.feed(request, found),
    )


@require_safe
@for_members
def followed(request: HttpRequest) -> HttpResponse:
    """The threads under all topics that the viewer follows."""
    viewer = viewer_of(request)
    older_than = paging.cursor(request.GET.get("older_than"))
    found = feeds.of_followed_topics(viewer, older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    shown = feeding.feed(request, found)
    return page(request, "topics.jinja", topics=topics.followed(viewer), feed=shown)


@require_POST
@for_members
def follow(request: HttpRequest, name: str) -> HttpResponse:
    """Follow a topic, or not any more."""
    is_followed = "no" not in request.GET
    topic = actions.follow(follower=viewer_of(request), name=name, is_followed=is_followed)
    toast = (
        _("You follow #%(name)s.") if is_followed else _("You do not follow #%(name)s any more.")
    )
    return go(f"/topics/{quote(topic.name_folded)}/", toast=toast % {"name": topic.name})
