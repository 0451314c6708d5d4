"""Acknowledging an announcement, reminding, and whom it reached."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.adoption.announced import reached
from groundswell.network.announcements import actions, queries
from groundswell.web.answers import back_to, for_members, go, page, viewer_of


@require_POST
@for_members
def acknowledge(request: HttpRequest, post_id: int) -> HttpResponse:
    """Say that one has read it."""
    actions.acknowledge(person=viewer_of(request), post_id=post_id)
    return back_to(request, f"post-{post_id}", toast=_("Acknowledged."))


@require_POST
@for_members
def remind(request: HttpRequest, post_id: int) -> HttpResponse:
    """Remind those who are missing, once; how many is not said: it could be all but a few."""
    actions.remind(author=viewer_of(request), post_id=post_id)
    return go(f"/posts/{post_id}/reach/")


@require_safe
@for_members
def reach(request: HttpRequest, post_id: int) -> HttpResponse:
    """Whom an own announcement reached; for everybody else this page is not there."""
    viewer = viewer_of(request)
    announced = queries.announcement(viewer, post_id)
    told = reached(viewer, announced)
    return page(request, "reach.jinja", announced=announced, reached=told)
