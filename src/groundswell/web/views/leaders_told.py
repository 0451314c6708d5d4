"""Telling leaders that figures of their own would be shown to analysts, and what they said."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from groundswell.adoption import telling
from groundswell.foundation.errors import Refused
from groundswell.people.roles.queries import Permission
from groundswell.web import wording
from groundswell.web.answers import for_permission, go, page, viewer_of

ADDRESS = "/administration/leaders/"


class ChooseSomebodyToTell(Refused):
    """Nobody is told by an empty form."""

    message = _lazy("Nobody was chosen, so nobody was told. Choose at least one leader.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.MANAGE_PEOPLE)
def leaders(request: HttpRequest) -> HttpResponse:
    """All who lead, whether each was told, and what they said; tell those who are chosen."""
    if request.method == "POST":
        asked = request.POST.getlist("leader")
        chosen = {int(one) for one in asked if one.isdecimal() and len(one) < 20}
        told = telling.tell(leader_ids=chosen, told_by=viewer_of(request))
        if not told:
            raise ChooseSomebodyToTell
        words = ngettext("1 leader is told.", "%(count)s leaders are told.", told)
        return go(ADDRESS, toast=words % {"count": wording.number(told)})
    found = telling.leaders()
    return page(
        request,
        "leaders_told.jinja",
        leaders=found,
        waiting=sum(one.place is None for one in found),
        shown=sum(one.place is not None and one.place.is_shown for one in found),
    )
