"""A number for every request, and a line in the journal about its end."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from groundswell.config import logs

type View = Callable[[HttpRequest], HttpResponse]

HEADER = "X-Request-ID"

log = logging.getLogger("groundswell.requests")


def requests(get_response: View) -> View:
    """Number the request; whoever reports an error can name it, and the journal has it."""
    is_told = settings.OPTIONS.log_format == "json"

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        number = secrets.token_hex(8)
        request.number = number  # type: ignore[attr-defined]
        held = logs.request_id.set(number)
        try:
            response = get_response(request)
            response.headers[HEADER] = number
            if is_told:
                _tell(request, response, time.perf_counter() - begun)
        finally:
            logs.request_id.reset(held)
        return response

    return middleware


def _tell(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    signed_in = getattr(request, "signed_in", None)
    facts = {
        "method": request.method,
        "route": logs.route_of(request),
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "person": signed_in.viewer.pk if signed_in else None,
    }
    log.info("request", extra={"facts": facts})
