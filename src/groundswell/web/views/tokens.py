"""Tokens for programs, made and taken away by whoever holds a right that programs may use."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.signin.tokens import actions, queries
from groundswell.people.signin.tokens.queries import Scope
from groundswell.web.answers import for_members, go, page, viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def own(request: HttpRequest) -> HttpResponse:
    """The own tokens; a POST makes one, which this answer alone shows."""
    viewer = viewer_of(request)
    if not queries.may_make(viewer):
        raise NotFound
    made, errors = "", []
    if request.method == "POST":
        days = request.POST.get("days", "")
        try:
            made = actions.make(
                person=viewer,
                name=request.POST.get("name", ""),
                scope=Scope.ADOPTION_READ,
                days=int(days) if days.isdecimal() and len(days) < 5 else 0,
            )
        except Refused as refusal:
            errors = [str(refusal)]
    return page(
        request,
        "tokens.jinja",
        status=422 if errors else 200,
        made=made,
        errors=errors,
        typed=request.POST if errors else {},
        tokens=list(queries.tokens(viewer)),
        lives=[
            (str(days), ngettext("%(num)d day", "%(num)d days", days) % {"num": days})
            for days in actions.LIVES
        ],
        now=clock.now(),
    )


@require_POST
@for_members
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Take one of the own tokens away."""
    actions.revoke(person=viewer_of(request), token_id=token_id)
    return go("/settings/#devices", toast=_("That token opens nothing any more."))
