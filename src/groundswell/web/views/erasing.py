"""Erasing a person: what would happen, and the deed once the handle was typed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.exchange.erasing import actions
from groundswell.exchange.merging import queries
from groundswell.foundation.errors import Refused
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_permission, go, page, viewer_of


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.ERASE_PEOPLE)
def erase(request: HttpRequest, person_id: int) -> HttpResponse:
    """Say what erasing does; then do it."""
    viewer = viewer_of(request)
    held = queries.holdings(viewer, person_id)
    typed = request.POST.get("handle", "")[:40]
    with_posts = bool(request.POST.get("with_posts"))
    refused = ""
    if request.method == "POST":
        try:
            if typed.strip().lstrip("@").lower() != held.person.account.handle:
                raise actions.ThatIsAnotherHandle(handle=held.person.account.handle)
            actions.erase(person_id=person_id, erased_by=viewer, with_posts=with_posts)
            return go("/administration/", toast=_("They are erased."))
        except Refused as refusal:
            refused = str(refusal)
    return page(
        request,
        "erase.jinja",
        status=422 if refused else 200,
        held=held,
        refused=refused,
        typed=typed,
        with_posts=with_posts,
    )
