"""Who is it: one query brings session and person. `request.signed_in` is None for strangers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from groundswell.people.signin import presence, queries

type View = Callable[[HttpRequest], HttpResponse]


def viewer(get_response: View) -> View:
    """Set `request.signed_in`, and the language of the answer; note that they were here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        signed_in = queries.signed_in(token) if token else None
        request.signed_in = signed_in  # type: ignore[attr-defined]
        if signed_in is not None:
            presence.note(signed_in.viewer.pk, signed_in.session_id, has_written=_writes(request))
        language = (
            signed_in and signed_in.viewer.language
        ) or translation.get_language_from_request(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def _writes(request: HttpRequest) -> bool:
    # A page says by itself that it was read; nobody has written anything with that.
    return request.method not in {"GET", "HEAD"} and not request.path.endswith("/read/")
