"""Reporting a post; what waits for moderators; what was decided, and asking for another look."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation.errors import Refused
from groundswell.network.feeds import cards
from groundswell.network.moderation import deciding, queries, reporting
from groundswell.network.moderation.models import Reason
from groundswell.people.roles.queries import Permission
from groundswell.web import addresses, listing
from groundswell.web.answers import for_members, for_permission, go, page, viewer_of
from groundswell.web.composing import errors_of
from groundswell.web.forms.moderation import DecisionForm, ReportForm, WordsForm
from groundswell.web.moderation_words import DAYS, DEEDS, REASONS, TOLD

PAGE = 50  # cases


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def report(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask why, then report a post."""
    reporter = viewer_of(request)
    post = reporting.may_report(reporter, post_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            reporting.report(
                reporter=reporter,
                post_id=post_id,
                reason=Reason(form.cleaned_data["reason"]),
                words=form.cleaned_data["words"],
            )
            toast = _("Reported. You will hear when a moderator has looked at it.")
            return go(addresses.of_post(post.pk, post.root_id), toast=toast)
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return page(
        request,
        "report.jinja",
        status=422 if form.errors else 200,
        card=cards.cards([post_id])[post_id],
        address=addresses.of_post(post.pk, post.root_id),
        reasons=REASONS,
        typed=form.data,
        errors=errors_of(form) if form.is_bound else [],
    )


@require_safe
@for_members
def reported(request: HttpRequest) -> HttpResponse:
    """What the viewer reported, and what came of it."""
    found = queries.reported(viewer_of(request))
    return page(request, "reports.jinja", reports=found, reasons=REASONS)


@require_safe
@for_permission(Permission.MODERATE)
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for a moderator, the oldest first."""
    return _queue(request, is_done=False)


@require_safe
@for_permission(Permission.MODERATE)
def done(request: HttpRequest) -> HttpResponse:
    """What was decided, the newest first."""
    return _queue(request, is_done=True)


def _queue(request: HttpRequest, *, is_done: bool) -> HttpResponse:
    found = queries.queue(viewer_of(request), is_done=is_done)
    cases = listing.part(request, found, PAGE)
    return page(request, "moderation.jinja", cases=cases, is_done=is_done)


@require_safe
@for_members
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case, for moderators or for whom it concerns."""
    return _case(request, case_id)


def _case(request: HttpRequest, case_id: int, form: forms.Form | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    shown = queries.case(viewer, case_id)
    is_own = shown.author_id == viewer.pk
    return page(
        request,
        "case_own.jinja" if is_own else "case.jinja",
        status=422 if form else 200,
        case=shown,
        place=queries.place(viewer, shown),
        is_hidden=shown.post.removed_at is not None,
        may_open=queries.may_read_post(viewer, shown),
        is_left_to_others=shown.decided_by_id == viewer.pk
        and queries.others_may_decide(viewer, shown),
        reasons=REASONS,
        deeds=TOLD if is_own else DEEDS,
        days=DAYS,
        typed=form.data if form else {},
        errors=errors_of(form),
    )


@require_POST
@for_members
def decide(request: HttpRequest, case_id: int) -> HttpResponse:
    """Hide, warn, let only read, or leave it."""
    form = DecisionForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            deciding.decide(
                moderator=viewer_of(request),
                case_id=case_id,
                words=typed["words"],
                hides=typed["hides"],
                warns=typed["warns"],
                reads_only_days=typed["reads_only_days"] or 0,
            )
            return go("/moderation/", toast=_("Decided."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _case(request, case_id, form)


@require_POST
@for_members
def appeal(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask for another look."""
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            author, words = viewer_of(request), form.cleaned_data["words"]
            deciding.appeal(author=author, case_id=case_id, words=words)
            return go(f"/moderation/cases/{case_id}/", toast=_("Sent. You will hear the answer."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _case(request, case_id, form)


@require_POST
@for_members
def answer(request: HttpRequest, case_id: int) -> HttpResponse:
    """Let a decision stand, or take it back."""
    form = WordsForm(request.POST)
    if form.is_valid():
        try:
            deciding.answer_appeal(
                moderator=viewer_of(request),
                case_id=case_id,
                words=form.cleaned_data["words"],
                is_lifted="lift" in request.POST,
            )
            return go("/moderation/", toast=_("Decided."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return _case(request, case_id, form)
