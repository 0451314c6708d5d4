"""The way in: from which address and device somebody comes, and the cookie that they leave with."""

from __future__ import annotations

import re
from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from groundswell.foundation.errors import NotFound
from groundswell.people.signin.actions import SESSION_LIFE, end_session

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def address_of(request: HttpRequest) -> str:
    """Where the request comes from; trusted proxies are left out already (config.serving)."""
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def device_of(request: HttpRequest) -> str:
    """The device in words: its browser and system, as far as it tells."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system))) or re.sub(r"[^\w /.-]", "", agent)[:60]


def with_session(request: HttpRequest, response: HttpResponse, token: str) -> HttpResponse:
    """The answer with the session's cookie; forms that were open before are worth nothing.

    Whoever was signed in at this browser is so no more: it forgets their token, and what calls them
    is not told here to somebody else.
    """
    before = request.signed_in  # type: ignore[attr-defined]
    if before is not None:
        with suppress(NotFound):  # a new password has ended it already
            end_session(person=before.viewer, session_id=before.session_id)
    rotate_token(request)
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        token,
        max_age=int(SESSION_LIFE.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.OPTIONS.is_https,
    )
    return response


def without_session(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The answer that takes the session's cookie away, and with it the worth of open forms."""
    rotate_token(request)
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
    return response
