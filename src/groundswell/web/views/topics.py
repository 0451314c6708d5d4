"""Threads under a topic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.foundation import paging
from groundswell.network.feeds import queries as feeds
from groundswell.web import feeding
from groundswell.web.answers import for_members, page, viewer_of, wants_part


@require_safe
@for_members
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """A topic's threads, as far as the viewer may read them."""
    older_than = paging.cursor(request.GET.get("older_than"))
    found = feeds.of_topic(viewer_of(request), name, older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    return page(request, "topic.jinja", name=name, feed=feeding.feed(request, found))
