"""Taking a people list in the browser: the preview first, then the deed."""

from __future__ import annotations

import re
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.exchange.people import actions, drafts, ways
from groundswell.exchange.people.actions import Choices
from groundswell.exchange.people.columns import FIELDS
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.roles.queries import Permission
from groundswell.web import people_words
from groundswell.web.answers import for_permission, go, page, viewer_of

LARGEST = 20 * 1024 * 1024
SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.MANAGE_PEOPLE)
def prepare(request: HttpRequest) -> HttpResponse:
    """Choose a file and see what taking it would change. Nothing is written."""
    if request.method == "GET":
        return page(request, "people_import.jinja", plan=None, fields=FIELDS, refused="", typed={})
    chosen = request.FILES.get("file")
    refused = ""
    if chosen is None or not chosen.size:
        refused = _("Choose a file first: CSV with a heading for each column.")
    elif chosen.size > LARGEST:
        refused = _("A people list of more than 20 MB is none. Choose the CSV file.")
    if refused or chosen is None:
        return _again(request, refused)
    content = chosen.read()
    name = _name(chosen.name or "people.csv")
    try:
        # With bad rows the preview is of what taking the right ones would do.
        plan = actions.prepare(name, content, replace(_choices(request), keep_good=True))
    except Refused as refusal:
        return _again(request, str(refusal))
    return page(
        request,
        "people_import.jinja",
        plan=plan,
        words=people_words.FIELDS,
        shown=SHOWN,
        refused="",
        typed=request.POST,
        file=name,
        key=drafts.keep(content),
    )


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def take(request: HttpRequest) -> HttpResponse:
    """Take the list that was previewed, as it was chosen there."""
    key, name = request.POST.get("key", ""), _name(request.POST.get("file", ""))
    content = _content(key)
    taken = actions.take(name, content, _choices(request), taken_by=viewer_of(request))
    drafts.forget(key)
    counts = taken.counts()
    toast = _("Taken: %(new)s new, %(changed)s changed, %(moved)s moved, %(leaving)s left.")
    return go("/administration/", toast=toast % counts)


@require_POST
@for_permission(Permission.MANAGE_PEOPLE)
def refused_rows(request: HttpRequest) -> HttpResponse:
    """The refused rows of the preview as CSV, with the reason in a column of its own."""
    content = _content(request.POST.get("key", ""))
    plan = actions.prepare(_name(request.POST.get("file", "")), content, _choices(request))
    response = HttpResponse(
        actions.refused_rows(content, plan), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="refused.csv"'
    return response


def _again(request: HttpRequest, refused: str) -> HttpResponse:
    return page(
        request,
        "people_import.jinja",
        status=422,
        plan=None,
        fields=FIELDS,
        refused=refused,
        typed=request.POST,
    )


def _content(key: str) -> bytes:
    content = drafts.kept(key)
    if content is None:
        raise NotFound
    return content


def _choices(request: HttpRequest) -> Choices:
    pairs = re.findall(r"\s*([^=,\n]+?)\s*=\s*([^,\n]+?)\s*(?:,|\n|$)", request.POST.get("map", ""))
    return Choices(
        columns=dict(pairs),
        day_first={"dmy": True, "mdy": False}.get(request.POST.get("dates", "")),
        root=request.POST.get("root", "").strip()[:120],
        is_complete=bool(request.POST.get("complete")),
        keep_good=bool(request.POST.get("keep_good")),
        ways=ways.BROWSER,
    )


def _name(name: str) -> str:
    return re.sub(r"[^\w. -]", "", name)[-80:] or "people.csv"
