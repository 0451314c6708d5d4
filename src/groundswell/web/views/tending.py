"""What askers, owners and moderators do for a thread: mark its best answer, pin it, lock it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.network.feeds import cards
from groundswell.network.posts import queries, tending
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_members, go, may, page, viewer_of


@require_POST
@for_members
def best(request: HttpRequest, post_id: int) -> HttpResponse:
    """Mark the best answer, or take the mark back."""
    question = tending.mark_best_answer(
        marker=viewer_of(request), reply_id=post_id, is_best="no" not in request.GET
    )
    return go(f"/posts/{question.pk}/")


@require_POST
@for_members
def pin(request: HttpRequest, post_id: int) -> HttpResponse:
    """Pin a thread in the viewer's own groups, or take the pin away."""
    is_pinned = "no" not in request.GET
    tending.pin(owner=viewer_of(request), post_id=post_id, is_pinned=is_pinned)
    return go(f"/posts/{post_id}/", toast=_("Pinned.") if is_pinned else _("Not pinned any more."))


@require_http_methods(["GET", "HEAD", "POST"])
@for_members
def lock(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask for the reason, then lock a thread; or open it again."""
    viewer, is_moderator = viewer_of(request), may(request, Permission.MODERATE)
    refused, reason = "", request.POST.get("reason", "")
    if request.method == "POST":
        is_locked = "no" not in request.GET
        try:
            tending.lock(
                locker=viewer,
                post_id=post_id,
                reason=reason,
                is_locked=is_locked,
                is_moderator=is_moderator,
            )
            toast = _("Locked.") if is_locked else _("Open again.")
            return go(f"/posts/{post_id}/", toast=toast)
        except tending.ALockNeedsAReason as refusal:
            refused = str(refusal)
    post = queries.post(viewer, post_id)
    if not is_moderator and not queries.owns_a_place(viewer, post):
        raise tending.OnlyOwnersLock
    return page(
        request,
        "lock.jinja",
        status=422 if refused else 200,
        card=cards.cards([post_id])[post_id],
        refused=refused,
        longest=tending.LONGEST_REASON,
    )
