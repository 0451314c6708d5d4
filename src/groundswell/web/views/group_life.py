"""What keeps groups alive: renewing, taking on, archiving and bringing back; and the orphans."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation import clock
from groundswell.network.groups import actions, ownership
from groundswell.network.groups.models import QUIET
from groundswell.people.roles.queries import Permission
from groundswell.web import listing
from groundswell.web.answers import for_members, for_permission, go, page, viewer_of

PAGE = 50  # orphans


@require_POST
@for_members
def archive(request: HttpRequest, group_id: int) -> HttpResponse:
    """Keep a group for reading, or bring it back."""
    if "open" in request.GET:
        actions.reopen(person=viewer_of(request), group_id=group_id)
        return go(f"/groups/{group_id}/", toast=_("The group is open again."))
    actions.archive(owner=viewer_of(request), group_id=group_id)
    return go(f"/groups/{group_id}/", toast=_("Archived: kept for reading."))


@require_POST
@for_members
def renew(request: HttpRequest, group_id: int) -> HttpResponse:
    """Say that what a group is for still holds."""
    actions.renew(owner=viewer_of(request), group_id=group_id)
    return go(f"/groups/{group_id}/", toast=_("Renewed. You are asked again in a year."))


@require_POST
@for_members
def own(request: HttpRequest, group_id: int) -> HttpResponse:
    """Take a group on that has no owner, or let the next be asked."""
    is_willing = "no" not in request.GET
    actions.answer_offer(person=viewer_of(request), group_id=group_id, is_willing=is_willing)
    word = _("The group is yours. Thank you.") if is_willing else _("Somebody else is asked.")
    return go(f"/groups/{group_id}/", toast=word)


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def name_owner(request: HttpRequest, group_id: int) -> HttpResponse:
    """Name a member as the owner of a group that has none."""
    handle = request.POST.get("handle", "")
    actions.name_owner(administrator=viewer_of(request), group_id=group_id, handle=handle)
    return go("/administration/groups/", toast=_("It has an owner again."))


@require_safe
@for_permission(Permission.MANAGE_PEOPLE)
def orphans(request: HttpRequest) -> HttpResponse:
    """The groups without an owner, as far as they exist for the viewer."""
    found = ownership.orphans(viewer_of(request))
    groups = listing.part(request, found, PAGE)
    return page(request, "orphans.jinja", groups=groups, quiet_since=clock.now() - QUIET)
