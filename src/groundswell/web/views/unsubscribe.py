"""Stopping mails from within one, without signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from groundswell.network.notifications import unsubscribing
from groundswell.web.answers import page


@csrf_exempt  # Mail programs post here by themselves (RFC 8058); the signature stands for a token.
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether, since programs open every link of a mail; a POST does it."""
    if request.method == "POST":
        unsubscribing.unsubscribe(token)
    _person_id, what = unsubscribing.what_of(token)
    is_done = request.method == "POST"
    return page(request, "unsubscribe.jinja", what=what, is_done=is_done)
