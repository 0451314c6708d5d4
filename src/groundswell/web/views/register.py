"""What measures are for, switching them off, and who looked at them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from groundswell.adoption import annex as annexes
from groundswell.adoption import switching
from groundswell.adoption.looks import queries as looking
from groundswell.adoption.register import lines
from groundswell.foundation import paging
from groundswell.foundation.errors import Refused
from groundswell.people.roles import queries as roles
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_members, for_permission, go, may, page, viewer_of
from groundswell.web.insight import looks as words

PAGE = 50
LONGEST = 300


@require_safe
@for_members
def purposes(request: HttpRequest) -> HttpResponse:
    """Everything that is counted: what for, who sees it, from which rows, how long it is kept."""
    return page(
        request,
        "purposes.jinja",
        chapters=lines.chapters(),
        council=[grant.person for grant in roles.grants() if grant.role == Role.WORKS_COUNCIL],
        may_switch=may(request, Permission.SWITCH_MEASURES),
        may_see_looks=may(request, Permission.SEE_LOOKS),
    )


@require_safe
@for_members
def annex(request: HttpRequest) -> HttpResponse:
    """All that is measured here as an annex to a works agreement, to read and to print."""
    found = annexes.annex()
    counted = [(f"definition-{one.name}", one.title) for one in found.definitions]
    places = [
        *((f"annex-{one.name}", one.title, ()) for one in found.sections),
        ("definitions", _("How each figure is counted"), counted),
    ]
    return page(request, "annex.jinja", annex=found, places=places)


@require_safe
@for_members
def annex_file(request: HttpRequest) -> HttpResponse:
    """The same as Markdown."""
    body = annexes.markdown(annexes.annex())
    headers = {"Content-Disposition": 'attachment; filename="annex.md"'}
    return HttpResponse(body, content_type="text/markdown; charset=utf-8", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.SWITCH_MEASURES)
def purpose(request: HttpRequest, name: str) -> HttpResponse:
    """One measure: switch it off or on, and say on what its use is based."""
    refused = ""
    if request.method == "POST":
        try:
            return go(f"/adoption/purposes/#{name}", toast=_do(request, name))
        except Refused as refusal:
            refused = str(refusal)
    return page(
        request,
        "purpose.jinja",
        status=422 if refused else 200,
        line=lines.line(name),
        typed=request.POST,
        refused=refused,
    )


def _do(request: HttpRequest, name: str) -> str:
    by, typed = viewer_of(request), request.POST
    if typed.get("deed") == "off":
        switching.switch_off(name=name, by=by, reason=typed.get("reason", "")[:LONGEST])
        return _("Switched off. It is neither counted nor shown any more.")
    if typed.get("deed") == "on":
        switching.switch_on(name=name, by=by)
        return _("Switched on. It is counted again tonight.")
    switching.base_on(name=name, by=by, basis=typed.get("basis", "")[:LONGEST])
    return _("Written down.")


@require_safe
@for_permission(Permission.SEE_LOOKS)
def looks(request: HttpRequest) -> HttpResponse:
    """Who looked at which report, in which hour; the newest first."""
    below = paging.cursor(request.GET.get("older_than"))
    found = list(looking.looks(viewer_of(request), below=below)[: PAGE + 1])
    listed = paging.page(found, PAGE, lambda look: look.pk)
    return page(
        request,
        "looks.jinja",
        looks=[words.shown(look) for look in listed.lines],
        older_than=listed.older_than,
    )
