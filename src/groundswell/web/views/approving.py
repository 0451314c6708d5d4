"""What waits to be seen first: what the viewer may decide, and what they wrote."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.foundation.errors import Refused
from groundswell.network.moderation import approving
from groundswell.web.answers import for_members, go, page, viewer_of
from groundswell.web.forms.moderation import WordsForm

MOST = 50  # of each; who has more to decide comes back to the page


@require_safe
@for_members
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the viewer, and what the viewer wrote that waits."""
    return _waiting(request)


def _waiting(request: HttpRequest, refused: str = "") -> HttpResponse:
    viewer = viewer_of(request)
    return page(
        request,
        "waiting.jinja",
        status=422 if refused else 200,
        to_decide=approving.to_decide(viewer)[:MOST],
        own=approving.own(viewer)[:MOST],
        refused=refused,
    )


@require_POST
@for_members
def decide(request: HttpRequest, held_id: int) -> HttpResponse:
    """Publish what waits, or turn it down with a reason."""
    decider, form = viewer_of(request), WordsForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    try:
        if "approve" in request.POST:
            post = approving.approve(decider=decider, held_id=held_id)
            toast = _("Published.") if post else _("Passed on to the owners of its group.")
            return go("/moderation/waiting/", toast=toast)
        approving.turn_down(decider=decider, held_id=held_id, words=words)
        return go("/moderation/waiting/", toast=_("Turned down. Its author reads why."))
    except Refused as refusal:
        return _waiting(request, str(refusal))


@require_POST
@for_members
def take_back(request: HttpRequest, held_id: int) -> HttpResponse:
    """Withdraw what the viewer wrote, unsaid."""
    approving.take_back(writer=viewer_of(request), held_id=held_id)
    return go("/moderation/waiting/", toast=_("Taken back."))
