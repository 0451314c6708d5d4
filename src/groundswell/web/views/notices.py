"""What waits for the viewer, and saying that it was seen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation import ids, paging
from groundswell.network.notifications import actions, queries
from groundswell.web import jinja
from groundswell.web.answers import for_members, go, page, part, viewer_of, wants_part

NOTICE = "components/notice.jinja"


@require_safe
@for_members
def inbox(request: HttpRequest) -> HttpResponse:
    """The notices: what is unread first."""
    marks = {
        name: paging.cursor(request.GET.get(name)) for name in ("waiting_before", "older_than")
    }
    found = queries.inbox(viewer_of(request), **marks)
    return page(request, "notices.jinja", inbox=found)


@require_safe
@for_members
def unread(request: HttpRequest) -> HttpResponse:
    """The badge alone, for a script that heard that it may have changed."""
    return part(request, jinja.macro(NOTICE, "badge", queries.unread_count(viewer_of(request))))


@require_POST
@for_members
def read(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One notice is done with."""
    actions.mark_read(reader=viewer_of(request), notice_id=notice_id)
    return HttpResponse(status=204) if wants_part(request) else go("/notices/")


@require_POST
@for_members
def read_all(request: HttpRequest) -> HttpResponse:
    """Nothing waits any more."""
    actions.mark_all_read(reader=viewer_of(request))
    return go("/notices/", toast=_("All marked as read."))


@require_POST
@for_members
def thread_read(request: HttpRequest, post_id: int) -> HttpResponse:
    """A thread was opened; whatever was on the page is seen."""
    up_to = paging.cursor(request.POST.get("up_to")) or ids.MAX
    actions.mark_thread_read(reader=viewer_of(request), thread_id=post_id, up_to=up_to)
    return HttpResponse(status=204) if wants_part(request) else go(f"/posts/{post_id}/")
