"""Voting, ending a poll, and who chose what in a named one."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.network.feeds import cards
from groundswell.network.polls import actions, queries
from groundswell.web.answers import back_to, for_members, go, page, viewer_of

KEY = "ballot"


@require_POST
@for_members
def vote(request: HttpRequest, post_id: int, choice: int) -> HttpResponse:
    """Vote or change the vote; the key of an anonymous one stays in this browser alone."""
    key = actions.vote(
        voter=viewer_of(request),
        post_id=post_id,
        choice=choice,
        key=request.COOKIES.get(KEY, ""),
    )
    answer = back_to(request, f"post-{post_id}", toast=_("Your vote counts."))
    if key:
        answer.set_cookie(
            KEY,
            key,
            max_age=max(actions.DAYS) * 24 * 3600,
            path=f"/posts/{post_id}/vote/",
            httponly=True,
            samesite="Lax",
            secure=settings.OPTIONS.is_https,
        )
    return answer


@require_POST
@for_members
def end(request: HttpRequest, post_id: int) -> HttpResponse:
    """End an own poll before its time."""
    actions.end(author=viewer_of(request), post_id=post_id)
    return go(f"/posts/{post_id}/", toast=_("The poll has ended."))


@require_safe
@for_members
def votes(request: HttpRequest, post_id: int) -> HttpResponse:
    """Who chose what in a named poll."""
    people = queries.named_votes(viewer_of(request), post_id)
    card = cards.cards([post_id])[post_id]
    options = card.poll.options if card.poll else ()
    return page(request, "votes.jinja", card=card, chosen=list(zip(options, people, strict=False)))
