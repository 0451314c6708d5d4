"""Bookmarks: what the viewer keeps for themselves."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation import paging
from groundswell.network.bookmarks import actions
from groundswell.network.feeds import queries as feeds
from groundswell.web import feeding, jinja
from groundswell.web.answers import back_to, for_members, page, part, viewer_of, wants_part
from groundswell.web.frame import TOAST


@require_safe
@for_members
def saved(request: HttpRequest) -> HttpResponse:
    """The threads that the viewer keeps."""
    older_than = paging.cursor(request.GET.get("older_than"))
    found = feeds.saved(viewer_of(request), older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, found)
    return page(request, "saved.jinja", feed=feeding.feed(request, found))


@require_POST
@for_members
def save(request: HttpRequest, post_id: int) -> HttpResponse:
    """Keep a thread, or not any more; a script gets the button anew, others their page."""
    is_saved = "no" not in request.GET
    thread_id = actions.save(person=viewer_of(request), post_id=post_id, is_saved=is_saved)
    words = _("Bookmarked.") if is_saved else _("Not bookmarked any more.")
    if not wants_part(request):
        return back_to(request, f"post-{thread_id}", toast=words)
    answer = part(request, jinja.macro("components/post/card.jinja", "save", thread_id, is_saved))
    answer.headers["HX-Trigger"] = json.dumps({TOAST: words})
    return answer
