"""What is refused, and what is not there, in words."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.signin.guessers import TooManyAttempts
from groundswell.web.answers import not_done, page, safe_address, wants_part

type View = Callable[..., HttpResponse]


class Translate:
    """Middleware: refusals become 422 with their sentence, what is invisible becomes 404."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound | Http404):
            return not_found(request)
        if isinstance(error, TooManyAttempts):
            return _refused(request, _("Not now"), str(error), 429)
        if isinstance(error, Refused):
            asked = request.method in {"GET", "HEAD"}
            heading = _("That cannot be shown") if asked else _("That was not done")
            return _refused(request, heading, str(error), 422)
        return None


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here for this viewer; whether for others, we do not say."""
    return _refused(
        request,
        _("There is nothing here for you"),
        _("The address may be mistyped, or what stood here is gone."),
        404,
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from elsewhere, or one that lay open for too long."""
    return _refused(
        request,
        _("That form is too old"),
        _("Open the page again and send it once more. Nothing was changed."),
        403,
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A bug: it is in the log, and nothing was changed."""
    return HttpResponse(
        "Something broke on our side; it is in the server's log. Nothing was changed.",
        status=500,
        content_type="text/plain",
    )


def _refused(request: HttpRequest, heading: str, reason: str, status: int) -> HttpResponse:
    if wants_part(request):
        return not_done(f"{heading}. {reason}", status)
    signed_in = getattr(request, "signed_in", None)
    if not hasattr(request, "signed_in"):
        request.signed_in = None  # type: ignore[attr-defined]
    came_from = request.headers.get("Referer", "")
    back = safe_address("/" + came_from.split("/", 3)[3]) if came_from.count("/") >= 3 else "/"
    template = "refused.jinja" if signed_in else "refused_bare.jinja"
    return page(request, template, status=status, heading=heading, reason=reason, back=back)
