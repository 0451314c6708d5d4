"""What the interface answers: JSON, and what is wrong in a sentence with its status."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation

from groundswell.adoption.looks import noting
from groundswell.api import throttle
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.persons.models import Person
from groundswell.people.signin.guessers import network_of
from groundswell.people.signin.tokens import queries, use
from groundswell.people.signin.tokens.queries import Scope

JSON = {"ensure_ascii": False}
READING = frozenset({"GET", "HEAD"})

type View = Callable[..., HttpResponse]


def for_scope(scope: Scope) -> Callable[[View], View]:
    """A view for programs whose token has this scope; a cookie opens nothing here.

    401 without a token that is good, 403 with one that may not, 404 for what is not there, 405 for
    whoever would write, 422 for what is refused, 429 for whoever asks too often.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in READING:
                return _only_reads()
            with translation.override("en"):
                return _answer(request, scope, view, args, kwargs)

        return guarded

    return decorate


def _answer(
    request: HttpRequest, scope: Scope, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    token = queries.holder(_sent(request))
    if wait := throttle.seconds_to_wait(f"token:{token.pk}" if token else _stranger(request)):
        words = f"Too many requests: {throttle.A_MINUTE} a minute are answered. Wait {wait} s."
        return wrong(429, words, **{"Retry-After": str(wait)})
    if token is None:
        words = "Send a token of yours, made in Settings: `Authorization: Bearer groundswell_…`."
        return wrong(401, words, **{"WWW-Authenticate": "Bearer"})
    use.note(token.pk)
    if not queries.may(token, scope):
        return wrong(403, f"This needs a token for {scope}, of somebody who holds that right.")
    request.asker = token.person  # type: ignore[attr-defined]
    try:
        found = view(request, *args, **kwargs)
    except NotFound:
        return nothing(request)
    except Refused as refusal:
        return wrong(422, str(refusal))
    noting.note(token.person_id, "api", asked=_asked(request, kwargs))
    return found


def asker_of(request: HttpRequest) -> Person:
    """Whose token came with the request."""
    return cast(Person, request.asker)  # type: ignore[attr-defined]


def wrong(status: int, words: str, **headers: str) -> HttpResponse:
    """What is wrong, in a sentence."""
    return JsonResponse({"error": words}, status=status, headers=headers, json_dumps_params=JSON)


def _only_reads() -> HttpResponse:
    return wrong(405, "This interface only reads. Ask with GET.", Allow="GET, HEAD")


def nothing(request: HttpRequest, **_named: str) -> HttpResponse:
    """There is no such thing for whoever asks."""
    if request.method not in READING:
        return _only_reads()
    return wrong(404, f"There is nothing at {request.path} for this token.")


def _sent(request: HttpRequest) -> str:
    sort, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if sort.lower() == "bearer" else ""


def _stranger(request: HttpRequest) -> str:
    return f"address:{network_of(request.META.get('REMOTE_ADDR', ''))}"


def _asked(request: HttpRequest, named: dict[str, Any]) -> str:
    # What the path names comes last: nobody writes another measure into the log.
    chosen = {**named, **request.GET.dict(), **named}
    return ", ".join(f"{key}={value}" for key, value in chosen.items() if value)
