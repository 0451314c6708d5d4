"""By the company's own sign-in, through OpenID Connect; without a provider nothing of it exists."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from groundswell.people.signin.oidc import actions
from groundswell.people.signin.oidc.provider import Attempt, Provider, ProviderRefused
from groundswell.web.answers import go, page, safe_address
from groundswell.web.doors import address_of, device_of, with_session

COOKIE = "attempt"
PATH = "/sign-in/company/"
LIFE = 600  # seconds that somebody may take at the provider


@cache
def provider() -> Provider:
    """The provider of this instance; what it publishes is kept in each process."""
    if not settings.OPTIONS.oidc.issuer:
        raise Http404
    return Provider()


@require_GET
def begin(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, and give the browser the attempt to bring back."""
    place, attempt = provider().begin()
    said = asdict(attempt) | {"next": safe_address(request.GET.get("next", "/"))}
    response = HttpResponse(status=302, headers={"Location": place})
    response.set_cookie(
        COOKIE,
        signing.dumps(said, salt=COOKIE),
        max_age=LIFE,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=settings.OPTIONS.is_https,
    )
    return response


@require_GET
def back(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser. The one GET that writes: the protocol wants it so.

    Nobody can be made to follow it in another's name: the code fits this browser's attempt alone.
    """
    company = provider()
    said = _attempt(request)
    wanted = said.pop("next")
    claims = company.finish(
        Attempt(**said), state=request.GET.get("state", ""), code=request.GET.get("code", "")
    )
    token = actions.sign_in(claims=claims, device=device_of(request), address=address_of(request))
    response = go(wanted)
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return with_session(request, response, token)


@csrf_exempt  # the provider itself calls; its signature says so
@require_POST
def signed_out(request: HttpRequest) -> HttpResponse:
    """The provider says that a session of its own is over (back-channel logout)."""
    try:
        claims = provider().signed_out(request.POST.get("logout_token", "")[:8192])
    except ProviderRefused as refusal:
        return HttpResponse(str(refusal), status=400)
    actions.sign_out(claims=claims)
    return HttpResponse(status=200)


def farewell(request: HttpRequest) -> HttpResponse:
    """The page that leads to the provider, so that the next at this desk is not let in as oneself.

    By a header and not by a redirect: browsers hold the redirects of a form against its policy.
    """
    place = provider().farewell(settings.OPTIONS.origin + "/sign-in/")
    response = page(request, "farewell.jinja", place=place, company=settings.OPTIONS.oidc.name)
    if place:
        response.headers["Refresh"] = f"0; url={place}"
    return response


def _attempt(request: HttpRequest) -> dict[str, str]:
    try:
        said: dict[str, str] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=LIFE
        )
    except signing.BadSignature as error:
        raise ProviderRefused from error
    return said
