"""The way in: from which address and device somebody comes, and the cookie that they leave with."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token

from groundswell.people.signin.actions import SESSION_LIFE

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
    """The answer with the session's cookie; forms that were open before are worth nothing."""
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
