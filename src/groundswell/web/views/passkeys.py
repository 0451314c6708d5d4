"""Passkeys: made on the settings page, used at the door. Both need script; a password does not."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from groundswell.foundation import clock
from groundswell.people.signin.passkeys import actions
from groundswell.people.signin.passkeys.actions import PasskeyDidNotFit, Question
from groundswell.web.answers import for_members, go, safe_address, signed_in_of, viewer_of
from groundswell.web.doors import address_of, device_of, with_session

COOKIE = "question"
LIFE = 300  # seconds to find one's finger, face or PIN


@require_GET
def ask_to_sign(request: HttpRequest) -> HttpResponse:
    """What a device is asked at the door."""
    _refuse_where_impossible()
    return _asked(actions.ask_to_sign())


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """The answer of a device, as a form of the door sends it."""
    challenge, asked_at = _question(request)
    token = actions.sign_in(
        challenge=challenge,
        asked_at=asked_at,
        answer=request.POST.get("answer", ""),
        device=device_of(request),
        address=address_of(request),
    )
    return with_session(request, go(safe_address(request.POST.get("next", "/"))), token)


@require_GET
@for_members
def ask_to_make(request: HttpRequest) -> HttpResponse:
    """What a device is asked to make a passkey."""
    _refuse_where_impossible()
    handle = signed_in_of(request).handle
    return _asked(actions.ask_to_make(viewer_of(request), handle=handle))


@require_POST
@for_members
def add(request: HttpRequest) -> HttpResponse:
    """Keep the passkey that a device has made."""
    challenge, _asked_at = _question(request)
    actions.add(
        person=viewer_of(request),
        challenge=challenge,
        answer=request.POST.get("answer", ""),
        device=device_of(request),
    )
    return go("/settings/#passkeys", toast=_("This device now lets you in."))


@require_POST
@for_members
def remove(request: HttpRequest, passkey_id: int) -> HttpResponse:
    """Take a passkey away."""
    actions.remove(person=viewer_of(request), passkey_id=passkey_id)
    return go("/settings/#passkeys", toast=_("That passkey lets nobody in any more."))


def _refuse_where_impossible() -> None:
    if not actions.are_possible():
        raise Http404


def _asked(question: Question) -> HttpResponse:
    response = HttpResponse(question.options, content_type="application/json")
    said = {"challenge": question.challenge, "at": clock.now().isoformat()}
    response.set_cookie(
        COOKIE,
        signing.dumps(said, salt=COOKIE),
        max_age=LIFE,
        httponly=True,
        samesite="Strict",
        secure=settings.OPTIONS.is_https,
    )
    return response


def _question(request: HttpRequest) -> tuple[str, datetime]:
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LIFE)
    except signing.BadSignature as error:
        raise PasskeyDidNotFit from error
    return said["challenge"], datetime.fromisoformat(said["at"])
