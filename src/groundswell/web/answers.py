"""What views answer: a page in its frame, a part of one, or the way to another page."""

from __future__ import annotations

import functools
import json
import secrets
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote, unquote

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.utils import translation

from groundswell.network.notifications.around import Surroundings
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission
from groundswell.people.signin.queries import SignedIn
from groundswell.web import frame, jinja
from groundswell.web.frame import TOAST

type View = Callable[..., HttpResponseBase]


def viewer_of(request: HttpRequest) -> Person:
    """Who is signed in; only called in views that ask for it."""
    return signed_in_of(request).viewer


def signed_in_of(request: HttpRequest) -> SignedIn:
    """The session of the request with its person, handle and roles."""
    return cast(SignedIn, request.signed_in)  # type: ignore[attr-defined]


def for_members(view: View) -> View:
    """A view for whoever is signed in; everybody else is led to the door and back."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.signed_in is None:  # type: ignore[attr-defined]
            return _to_the_door(request)
        return view(request, *args, **kwargs)

    return guarded


def for_permission(permission: Permission) -> Callable[[View], View]:
    """A view for those whose roles permit it; for everybody else it does not exist."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission not in signed_in_of(request).permissions:
                raise Http404
            return view(request, *args, **kwargs)

        return for_members(guarded)

    return decorate


def may(request: HttpRequest, permission: Permission) -> bool:
    """Whether the viewer's roles permit it."""
    signed_in = request.signed_in  # type: ignore[attr-defined]
    return signed_in is not None and permission in signed_in.permissions


def page(
    request: HttpRequest,
    template: str,
    *,
    status: int = 200,
    surroundings: Surroundings | None = None,
    is_kept: bool = False,
    **context: Any,
) -> HttpResponse:
    """A whole page, in the frame of the person signed in or in the bare one.

    The frame asks what it shows, unless the view knows it (`surroundings`). A `feed` or a `thread`
    among the context fills its posts in at the end. A page whose context can be hashed may be kept,
    and is drawn again when anything in it changes.
    """
    signed_in = request.signed_in  # type: ignore[attr-defined]
    around = frame.frame(request, signed_in, surroundings)
    shown = {
        "frame": around,
        "csrf": jinja.slot("csrf"),
        "request_key": jinja.slot("request_key"),
        "toast": unquote(request.COOKIES.get(TOAST, "")),
        "language": translation.get_language(),
        **context,
    }
    draw = jinja.kept_page if is_kept else jinja.page
    filling = context.get("feed") or context.get("thread")
    slots = {
        "csrf": get_token(request).encode(),
        "request_key": secrets.token_urlsafe(12).encode(),
        "unread": _badge(around.unread),
        "unread_messages": _badge(around.unread_messages),
        **(filling.slots if filling else {}),
    }
    body = jinja.encoded(draw(f"pages/{template}", **shown), slots)
    response = HttpResponse(body, status=status)
    if request.COOKIES.get(TOAST):
        response.delete_cookie(TOAST)
    return response


def _badge(count: int) -> bytes:
    return jinja.drawn("components/notice.jinja", "badge", count)[0].encode()


def part(request: HttpRequest, text: str | bytes, *, status: int = 200) -> HttpResponse:
    """A piece of a page for a script that asked for it."""
    return HttpResponse(text, status=status)


def wants_part(request: HttpRequest) -> bool:
    """Whether a script asks for a piece of a page; going back it asks for the whole."""
    goes_back = request.headers.get("HX-History-Restore-Request") == "true"
    return request.headers.get("HX-Request") == "true" and not goes_back


def go(address: str, *, toast: str = "", sent: str = "") -> HttpResponse:
    """The way to another page after something was done there, with a word about it.

    `sent` is the key of a text that is stored now, so that the browser drops its draft.
    """
    response = HttpResponse(status=303, headers={"Location": address})
    if toast:
        response.set_cookie(TOAST, quote(toast), max_age=60, httponly=True, samesite="Lax")
    if sent:
        response.set_cookie("sent", quote(sent, safe=""), max_age=60, samesite="Lax")
    return response


def back_to(request: HttpRequest, anchor: str, *, toast: str = "") -> HttpResponse:
    """The way back to the page that a form without script was sent from."""
    referer = request.headers.get("Referer", "")
    path = "/" + referer.split("/", 3)[3] if referer.count("/") >= 3 else "/"
    return go(f"{safe_address(path).partition('#')[0]}#{anchor}", toast=toast)


def not_done(words: str, status: int) -> HttpResponse:
    """What a script gets that asked for a part: nothing to swap, and the sentence as a toast."""
    headers = {"HX-Reswap": "none", "HX-Trigger": json.dumps({TOAST: words})}
    return HttpResponse(status=status, headers=headers)


def safe_address(address: str, default: str = "/") -> str:
    """An address of this house, or the default: nobody is sent elsewhere from here."""
    # Browsers drop control characters and take a backslash for a slash; two slashes lead elsewhere.
    is_ours = address.startswith("/") and not address.startswith("//")
    is_plain = "\\" not in address and address.isprintable()
    return address if is_ours and is_plain else default


def _to_the_door(request: HttpRequest) -> HttpResponse:
    if wants_part(request):
        return HttpResponse(status=401, headers={"HX-Redirect": "/sign-in/"})
    wanted = request.get_full_path() if request.method == "GET" else "/"
    door = "/sign-in/" if wanted == "/" else f"/sign-in/?next={quote(wanted, safe='')}"
    return HttpResponse(status=302, headers={"Location": door})
