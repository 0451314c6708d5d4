"""Who may write for a leader, what they left, and whether the share of own words is public."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.foundation.errors import Refused
from groundswell.network.posts.kinds import KINDS
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.unsent import handing
from groundswell.network.unsent import queries as unsent
from groundswell.people.delegates import actions, queries
from groundswell.people.delegates.models import Answer, Right
from groundswell.people.persons import queries as persons
from groundswell.people.roles.queries import Permission
from groundswell.web import addresses, composing, drafts_page
from groundswell.web.answers import for_members, for_permission, go, page, viewer_of
from groundswell.web.forms.messages import people_named
from groundswell.web.forms.posts import DelegateForm, HandedForm

ADDRESS = "/settings/delegates/"


class NameOneDelegate(Refused):
    """One right for one person."""

    message = _lazy("Name one person, by name or handle.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def own(request: HttpRequest) -> HttpResponse:
    """Whom the viewer named, for whom they write themselves, and what is public of their words."""
    viewer = viewer_of(request)
    is_sent = request.method == "POST"
    form = DelegateForm(request.POST) if is_sent else DelegateForm()
    if is_sent and form.is_valid():
        try:
            people = people_named(viewer, [form.cleaned_data["to"]])
            if len(people) != 1:
                raise NameOneDelegate
            right = Right(form.cleaned_data["right"])
            actions.name_delegate(leader=viewer, delegate_id=people[0].pk, right=right)
            return go(ADDRESS, toast=_("%(name)s is told.") % {"name": people[0].name})
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return page(
        request,
        "delegates.jinja",
        status=422 if is_sent else 200,
        leads=queries.leads(viewer),
        delegates=list(queries.delegates(viewer)),
        rostered=queries.rostered(viewer),
        to=request.POST.get("to", ""),
        right=request.POST.get("right", Right.DRAFT),
        errors=composing.errors_of(form) if is_sent else [],
    )


@require_POST
@for_members
def take_back(request: HttpRequest, delegation_id: int) -> HttpResponse:
    """End a delegation."""
    actions.take_back(leader=viewer_of(request), delegation_id=delegation_id)
    return go(ADDRESS, toast=_("Taken back. They can write nothing more for you."))


@require_POST
@for_members
def own_words(request: HttpRequest) -> HttpResponse:
    """Agree that the share of own words is public, or object."""
    accepts = request.POST.get("answer") == Answer.ACCEPTED
    answer = Answer.ACCEPTED if accepts else Answer.OBJECTED
    actions.answer(leader=viewer_of(request), answer=answer)
    toast = _("Everybody sees it on your profile.") if accepts else _("Nobody sees it.")
    return go(f"{ADDRESS}#own-words", toast=toast)


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def roster(request: HttpRequest, person_id: int) -> HttpResponse:
    """Tell a leader that the share of their own words will be public."""
    viewer = viewer_of(request)
    leader = persons.person(viewer, person_id)
    actions.roster(leader=leader, told_by=viewer)
    toast = _("%(name)s is told, and has two weeks to object.") % {"name": leader.name}
    return go(f"/people/{person_id}/", toast=toast)


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def handed(request: HttpRequest, draft_id: int) -> HttpResponse:
    """A draft that a delegate wrote: read it, change it, say it."""
    viewer = viewer_of(request)
    draft = unsent.handed_draft(viewer, draft_id)
    is_sent = request.method == "POST"
    form = HandedForm(request.POST) if is_sent else HandedForm()
    if is_sent and form.is_valid():
        try:
            return _done(request, draft_id, form)
        except WaitsForApproval as waits:
            return go("/moderation/waiting/", toast=str(waits))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    now = {"source": draft.source, "title": draft.title}
    return page(
        request,
        "handed.jinja",
        status=422 if is_sent else 200,
        draft=draft,
        line=drafts_page.handed_line(viewer, draft),
        attached=[hung.file for hung in draft.files.all()],
        takes_title=KINDS[draft.kind].takes_title and draft.reply_to_id is None,
        typed=form.data if is_sent else now,
        errors=composing.errors_of(form) if is_sent else [],
    )


def _done(request: HttpRequest, draft_id: int, form: HandedForm) -> HttpResponse:
    typed = form.cleaned_data
    leader, text = viewer_of(request), {"source": typed["source"], "title": typed["title"]}
    if typed["deed"] == "keep":
        handing.change(leader=leader, draft_id=draft_id, **text)
        return go("/drafts/#handed", toast=_("Changed."))
    post = handing.publish(leader=leader, draft_id=draft_id, **text)
    return go(addresses.of_post(post.pk, post.root_id), toast=_("Your post stands."))


@require_POST
@for_members
def throw_away(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Delete a draft unsaid."""
    handing.throw_away(leader=viewer_of(request), draft_id=draft_id)
    return go("/drafts/#handed", toast=_("Deleted."))
