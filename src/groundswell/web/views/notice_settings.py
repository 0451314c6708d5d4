"""How much to hear of a group or thread, and what reaches somebody outside the pages."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.foundation import mail
from groundswell.network.groups import queries as groups
from groundswell.network.notifications import actions, devices, preferring, queries
from groundswell.network.notifications.models import Level, Preferences
from groundswell.people.persons import queries as persons
from groundswell.people.roles.queries import Permission
from groundswell.web import wording
from groundswell.web.answers import for_members, for_permission, go, page, signed_in_of, viewer_of
from groundswell.web.forms import notices as forms


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def own(request: HttpRequest) -> HttpResponse:
    """What reaches the viewer by mail, when it is quiet, and how much of each group."""
    viewer = viewer_of(request)
    form = forms.NoticesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        preferring.prefer(person=viewer, **form.cleaned_data)
        return go("/settings/notices/", toast=_("It is so from now on."))
    person = persons.person(viewer, viewer.pk)
    told = list(devices.devices(viewer)) if devices.are_possible() else None
    session_id = signed_in_of(request).session_id
    return page(
        request,
        "notice_settings.jinja",
        status=422 if form.is_bound else 200,
        person=person,
        can_mail=mail.can_send(),
        groups=queries.levels(viewer),
        devices=told,
        here=next((each for each in told or () if each.session_id == session_id), None),
        push_key=devices.public_key() if told is not None else "",
        zone=preferring.zone_of(viewer).key,
        **_form(form, preferring.preferences(viewer)),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.MANAGE_ROLES)
def preset(request: HttpRequest) -> HttpResponse:
    """The same for all who have chosen nothing themselves."""
    form = forms.NoticesForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        preferring.set_preset(administrator=viewer_of(request), **form.cleaned_data)
        return go("/administration/notices/", toast=_("It is so for all who chose nothing."))
    return page(
        request,
        "notice_preset.jinja",
        status=422 if form.is_bound else 200,
        **_form(form, preferring.preset()),
    )


def _form(form: forms.NoticesForm, chosen: Preferences) -> dict[str, Any]:
    typed: Any = form.data if form.is_bound else forms.now(chosen, preferring.working_days(chosen))
    days = form.data.getlist("working_days") if form.is_bound else typed["working_days"]  # type: ignore[attr-defined]
    return {
        "typed": typed,
        "days": {str(day) for day in days},
        "errors": form.errors,
        "weekdays": wording.weekdays(),
        "waits": forms.WAITS,
        "pushes": devices.are_possible(),
    }


@require_POST
@for_members
def level(request: HttpRequest, group_id: int) -> HttpResponse:
    """How much to hear of a group."""
    viewer = viewer_of(request)
    group = groups.group(viewer, group_id)
    wanted = request.GET.get("level", "") or request.POST.get("level", "")
    if wanted not in Level.values:
        raise Http404
    actions.choose_level(person=viewer, stream_id=group.stream_id, level=Level(wanted))
    came_from = "/settings/notices/#groups" if "settings" in request.GET else f"/groups/{group_id}/"
    return go(came_from, toast=_("It is so from now on."))


@require_POST
@for_members
def mute(request: HttpRequest, post_id: int) -> HttpResponse:
    """Hear nothing more of a thread, or hear of it again."""
    is_muted = "no" not in request.GET
    actions.mute(person=viewer_of(request), thread_id=post_id, is_muted=is_muted)
    toast = _("Quiet now: only mentions reach you.") if is_muted else _("You hear of it again.")
    return go(f"/posts/{post_id}/", toast=toast)
