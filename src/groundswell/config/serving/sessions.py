"""Whose connection it is, where the router must know before Django does."""

from __future__ import annotations

from django.conf import settings
from django.http.cookie import parse_cookie

from groundswell.config.serving.asgi import Scope, header
from groundswell.people.signin.queries import SignedIn, signed_in


def session_of(scope: Scope) -> SignedIn | None:
    """The session of a request's cookie; one query, and none without the cookie."""
    cookies = parse_cookie(header(scope, b"cookie").decode("latin-1"))
    token = cookies.get(settings.SESSION_COOKIE_NAME, "")
    return signed_in(token) if token else None


def is_signed_in(scope: Scope) -> bool:
    """Whether somebody inside asks."""
    return session_of(scope) is not None
