"""The door: signing in and out, one-time links and PINs, forgotten passwords."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from groundswell.foundation import mail
from groundswell.foundation.errors import Refused
from groundswell.people.signin import actions, doors, links, queries
from groundswell.people.signin.guessers import TooManyAttempts
from groundswell.people.signin.passkeys import actions as passkeys
from groundswell.web.answers import for_members, go, page, safe_address, signed_in_of, viewer_of
from groundswell.web.doors import address_of, device_of, with_session, without_session
from groundswell.web.views import company_sign_in


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door itself."""
    wanted = safe_address(request.GET.get("next", "/"))
    name, refused, status = request.POST.get("name", "")[:254], "", 200
    if request.method == "POST":
        try:
            token = actions.sign_in(
                name=name,
                password=request.POST.get("password", "")[:1000],
                device=device_of(request),
                address=address_of(request),
            )
            return with_session(request, go(wanted), token)
        except TooManyAttempts as refusal:
            refused, status = str(refusal), 429
        except Refused as refusal:
            refused, status = str(refusal), 422
    return page(
        request,
        "sign_in.jinja",
        status=status,
        name=name,
        refused=refused,
        company=settings.OPTIONS.oidc,
        has_passkeys=passkeys.are_possible(),
        wanted=wanted,
    )


@require_POST
@for_members
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this device's session."""
    session_id, viewer = signed_in_of(request).session_id, viewer_of(request)
    is_of_company = queries.is_of_company(viewer, session_id)
    actions.end_session(person=viewer, session_id=session_id)
    request.signed_in = None  # type: ignore[attr-defined]
    bye = company_sign_in.farewell(request) if is_of_company else go("/sign-in/")
    response = without_session(request, bye)
    # Pictures and files that the browser kept are not for whoever sits here next.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, secret: str) -> HttpResponse:
    """A one-time link: choose a password and be inside."""
    look = links.link_of if request.method == "POST" else links.link_seen
    link = look(secret, address=address_of(request))
    refused = ""
    if request.method == "POST":
        try:
            token = actions.use_link(
                secret=secret,
                password=request.POST.get("password", "")[:1000],
                device=device_of(request),
                address=address_of(request),
            )
            return with_session(request, go("/", toast=_("You are inside.")), token)
        except Refused as refusal:
            refused = str(refusal)
    return page(
        request,
        "welcome.jinja",
        status=422 if refused else 200,
        person=link.person,
        refused=refused,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: HttpRequest) -> HttpResponse:
    """Where the PIN of a letter is typed in."""
    if request.method == "POST":
        typed = request.POST.get("pin", "").strip()[:40].upper().replace(" ", "")
        try:
            links.link_of(typed, address=address_of(request))
            return go(f"/welcome/{typed.replace('-', '')}/")
        except links.LinkIsUsedOrOver as refusal:
            return page(request, "pin.jinja", status=422, refused=str(refusal))
    return page(request, "pin.jinja", refused="")


@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a mail with a link; the answer is the same for everybody."""
    is_sent = request.method == "POST" and mail.can_send()
    if is_sent:
        doors.owe_reset(name=request.POST.get("name", "")[:254])
    return page(request, "forgotten.jinja", is_sent=is_sent, can_mail=mail.can_send())
