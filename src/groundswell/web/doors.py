"""The way in: from which address and device somebody comes, and the cookie that they leave with."""

from __future__ import annotations

import ipaddress
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from groundswell.people.signin.actions import SESSION_LIFE

BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: of a chain, the last address that no trusted proxy has."""
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    if not is_trusted(nearest):
        return nearest
    for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if hop.strip() and not is_trusted(hop.strip()):
            return hop.strip()[:64]
    return nearest


def is_trusted(address: str) -> bool:
    """Whether a proxy at this address is believed; see `trusted_proxies` in the settings."""
    try:
        wanted = ipaddress.ip_address(address)
        return any(
            wanted in ipaddress.ip_network(proxy, strict=False)
            for proxy in settings.OPTIONS.trusted_proxies
        )
    except ValueError:
        return False


def device_of(request: HttpRequest) -> str:
    """The device in words: its browser and system, as far as it tells."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system))) or re.sub(r"[^\w /.-]", "", agent)[:60]


def with_session(response: HttpResponse, token: str) -> HttpResponse:
    """The answer with the session's cookie."""
    response.set_cookie(
        settings.SESSION_COOKIE_NAME,
        token,
        max_age=int(SESSION_LIFE.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.OPTIONS.is_https,
    )
    return response


def without_session(response: HttpResponse) -> HttpResponse:
    """The answer that takes the session's cookie away."""
    response.delete_cookie(settings.SESSION_COOKIE_NAME, samesite="Lax")
    return response
