"""Groups: finding, founding, reading, coming in and going out."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation import clock, paging
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.feeds import cards
from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import actions, ownership, queries
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.groups.queries import Heading
from groundswell.network.notifications import queries as notices
from groundswell.network.posts import queries as posts
from groundswell.network.streams.models import MemberRole
from groundswell.people.persons import queries as persons
from groundswell.web import composing, feeding, group_asks, listing
from groundswell.web.answers import for_members, go, page, safe_address, viewer_of, wants_part
from groundswell.web.forms.groups import GroupForm

TABS = ("all", "yours", "archived")
PAGE = 30  # groups
MEMBERS = 50  # on one page
PRAISE = 5  # beside the feed, the newest


@require_safe
@for_members
def index(request: HttpRequest) -> HttpResponse:
    """The groups that exist for the viewer."""
    viewer = viewer_of(request)
    tab = request.GET.get("show", "all")
    tab = tab if tab in TABS else "all"
    typed = request.GET.get("name", "")[:80]
    found = queries.listed(
        viewer, name=typed, is_archived=tab == "archived", is_mine=tab == "yours"
    )
    shown = listing.part(request, found, PAGE, name=typed, show=tab if tab != "all" else "")
    return page(
        request,
        "groups.jinja",
        groups=shown,
        tab=tab,
        typed=typed,
        invitations=queries.invitations(viewer),
        offered=ownership.offered(viewer),
        to_renew=ownership.to_renew(viewer),
        now=clock.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def found(request: HttpRequest) -> HttpResponse:
    """Found a group."""
    form = GroupForm(request.POST if request.method == "POST" else {"visibility": "open"})
    if request.method == "POST" and form.is_valid():
        try:
            group = actions.found(founder=viewer_of(request), **_typed(form))
            return go(f"/groups/{group.pk}/", toast=_("The group stands. Invite somebody."))
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return _form(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def change(request: HttpRequest, group_id: int) -> HttpResponse:
    """Change name, purpose or visibility; for owners."""
    viewer = viewer_of(request)
    group = queries.group(viewer, group_id)
    if not queries.is_owner(viewer, group):
        raise actions.OnlyOwnersMayDoThis(name=group.name)
    now = {"name": group.name, "purpose": group.purpose, "visibility": group.visibility}
    now |= {"asks_approval": "on"} if group.asks_approval else {}
    form = GroupForm(request.POST if request.method == "POST" else now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(owner=viewer, group_id=group_id, **_typed(form))
            return go(f"/groups/{group_id}/", toast=_("Changed."))
        except Refused as refusal:
            form.add_error("name", str(refusal))
    return _form(request, form, group)


def _typed(form: GroupForm) -> dict[str, Any]:
    return {**form.cleaned_data, "visibility": Visibility(form.cleaned_data["visibility"])}


def _form(request: HttpRequest, form: GroupForm, group: Group | None) -> HttpResponse:
    is_typed = request.method == "POST"
    return page(
        request,
        "group_form.jinja",
        status=422 if is_typed else 200,
        group=group,
        typed=form.data,
        errors=form.errors if is_typed else {},
    )


@require_safe
@for_members
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    """A group's threads, or for those outside a closed one its name, purpose and count."""
    viewer = viewer_of(request)
    shown = queries.group(viewer, group_id)
    older_than = paging.cursor(request.GET.get("older_than"))
    page_of_feed = feeds.of_stream(viewer, shown.stream_id, older_than=older_than)
    if wants_part(request):
        return feeding.part_of(request, page_of_feed)
    head = queries.heading(viewer, shown)
    may_write = bool(head.role) and not shown.is_archived
    box = composing.composer(
        stream_id=shown.stream_id,
        prompt=_("Ask or tell %(group)s") % {"group": shown.name},
        draft=composing.draft_in(viewer, f"group-{shown.stream_id}"),
        may_announce=head.is_owner,
    )
    asks = group_asks.Asks()
    if head.role and not older_than:
        asks = group_asks.asks(viewer, shown, is_owner=head.is_owner, owners=head.owners)
    pinned = [] if older_than else feeds.pinned(viewer, shown.stream_id)
    cards_by_id = cards.cards(line.id for line in pinned)
    return page(
        request,
        "group.jinja",
        feed=feeding.feed(request, page_of_feed),
        pinned=[cards_by_id[line.id] for line in pinned],
        composer=box if may_write and not older_than else None,
        asks=asks,
        praise=posts.praise_of(viewer, shown.pk)[:PRAISE],
        level=notices.level(viewer, shown.stream_id) if head.role else "",
        **_heading(shown, head),
    )


@require_safe
@for_members
def members(request: HttpRequest, group_id: int) -> HttpResponse:
    """Who is in, found by name, and for owners who asks to be."""
    viewer = viewer_of(request)
    shown = queries.group(viewer, group_id)
    head = queries.heading(viewer, shown)
    if not head.role and shown.visibility != Visibility.OPEN:
        raise NotFound
    typed = request.GET.get("name", "")[:80]
    return page(
        request,
        "group_members.jinja",
        members=listing.part(
            request,
            queries.members(viewer, shown, name=typed),
            MEMBERS,
            count=None if typed else shown.member_count,
            rows_of=partial(queries.some_members, viewer, shown, named=typed),
            name=typed,
        ),
        typed=typed,
        requests=queries.join_requests(viewer, shown) if head.is_owner else (),
        **_heading(shown, head),
    )


def _heading(shown: Group, head: Heading) -> dict[str, Any]:
    is_member, is_open = bool(head.role), shown.visibility == Visibility.OPEN
    return {
        "group": shown,
        "is_member": is_member,
        "is_owner": head.is_owner,
        "may_read": is_member or is_open,
        "may_invite": head.is_owner or (is_member and is_open),
        "has_asked": head.has_asked,
        "is_unrenewed": shown.is_unrenewed(clock.now()),
        "owners": head.owners,
    }


@require_POST
@for_members
def join(request: HttpRequest, group_id: int) -> HttpResponse:
    """Join, or ask to."""
    is_in = actions.join(person=viewer_of(request), group_id=group_id)
    word = _("You are in.") if is_in else _("An owner will hear that you ask to join.")
    return go(safe_address(request.GET.get("back", ""), f"/groups/{group_id}/"), toast=word)


@require_POST
@for_members
def decline(request: HttpRequest, group_id: int) -> HttpResponse:
    """Turn an invitation down."""
    actions.decline(person=viewer_of(request), group_id=group_id)
    return go("/groups/")


@require_POST
@for_members
def leave(request: HttpRequest, group_id: int) -> HttpResponse:
    """Leave a group."""
    actions.leave(person=viewer_of(request), group_id=group_id)
    return go("/groups/", toast=_("You have left the group."))


@require_POST
@for_members
def answer_request(request: HttpRequest, group_id: int, person_id: int) -> HttpResponse:
    """Let somebody in who asked, or not."""
    is_welcome = "no" not in request.GET
    actions.answer_request(
        owner=viewer_of(request), group_id=group_id, person_id=person_id, is_welcome=is_welcome
    )
    return go(f"/groups/{group_id}/members/")


@require_POST
@for_members
def invite(request: HttpRequest, group_id: int) -> HttpResponse:
    """Ask somebody in, by handle."""
    member = viewer_of(request)
    queries.group(member, group_id)
    handle = request.POST.get("handle", "").strip().lstrip("@").casefold()
    person = persons.people(member).filter(account__handle=handle).first()
    if person is None:
        raise actions.NobodyHasThatHandle(handle=handle[:40])
    actions.invite(member=member, group_id=group_id, person_id=person.pk)
    toast = _("%(name)s is asked in.") % {"name": person.name}
    return go(f"/groups/{group_id}/members/", toast=toast)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def appoint(request: HttpRequest, group_id: int, person_id: int) -> HttpResponse:
    """Ask whether, then make a member an owner, or an owner a member."""
    is_demoted = "no" in request.GET
    if request.method != "POST":
        return _asked(request, group_id, person_id, "demote" if is_demoted else "appoint")
    role = MemberRole.MEMBER if is_demoted else MemberRole.OWNER
    actions.appoint(owner=viewer_of(request), group_id=group_id, person_id=person_id, role=role)
    return go(f"/groups/{group_id}/members/", toast=_("Done."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def dismiss(request: HttpRequest, group_id: int, person_id: int) -> HttpResponse:
    """Ask whether, then send a member away."""
    if request.method != "POST":
        return _asked(request, group_id, person_id, "dismiss")
    actions.dismiss(owner=viewer_of(request), group_id=group_id, person_id=person_id)
    return go(f"/groups/{group_id}/members/", toast=_("They are out of the group."))


def _asked(request: HttpRequest, group_id: int, person_id: int, deed: str) -> HttpResponse:
    viewer = viewer_of(request)
    shown = queries.group(viewer, group_id)
    if not queries.is_owner(viewer, shown):
        raise actions.OnlyOwnersMayDoThis(name=shown.name)
    member = queries.member(viewer, shown, person_id)
    return page(request, "group_member.jinja", group=shown, member=member, deed=deed)
