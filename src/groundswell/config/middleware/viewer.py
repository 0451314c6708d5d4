"""Who is it: one query brings session and person. `request.viewer` is None for strangers."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from groundswell.people.signin import queries

type View = Callable[[HttpRequest], HttpResponse]


def viewer(get_response: View) -> View:
    """Set `request.viewer` and `request.session_id`, and the language of the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        signed_in = queries.signed_in(token) if token else None
        request.viewer = signed_in.viewer if signed_in else None  # type: ignore[attr-defined]
        request.session_id = signed_in.session_id if signed_in else None  # type: ignore[attr-defined]
        language = (
            signed_in and signed_in.viewer.language
        ) or translation.get_language_from_request(request)
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
