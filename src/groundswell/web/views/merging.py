"""Making one person of two: who might be the same, what would move, then the deed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from groundswell.exchange.merging import actions, queries
from groundswell.foundation import paging
from groundswell.foundation.errors import Refused
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_permission, go, page, viewer_of


@require_http_methods(["GET", "POST"])
@for_permission(Permission.MANAGE_PEOPLE)
def merge(request: HttpRequest, person_id: int) -> HttpResponse:
    """Find the other one, see what is whose, and merge them into the person of the address."""
    viewer = viewer_of(request)
    kept = queries.holdings(viewer, person_id)
    sent = request.POST if request.method == "POST" else request.GET
    other_id = paging.cursor(sent.get("other"))
    other = queries.holdings(viewer, other_id) if other_id else None
    refused = ""
    if request.method == "POST" and other is None:
        refused = _("Choose first who it is that is the same person.")
    elif request.method == "POST" and other is not None:
        try:
            actions.merge(kept_id=person_id, gone_id=other.person.pk, merged_by=viewer)
            return go(f"/people/{person_id}/", toast=_("They are one person now."))
        except Refused as refusal:
            refused = str(refusal)
    typed = sent.get("name", "")[:120]
    return page(
        request,
        "merge.jinja",
        status=422 if refused else 200,
        kept=kept,
        other=other,
        refused=refused,
        typed=typed,
        found=[] if other else queries.alike(viewer, kept.person, typed),
    )
