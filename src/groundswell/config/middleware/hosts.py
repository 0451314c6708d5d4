"""Only requests to our own names are answered: no foreign name can be pointed at this server."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

type View = Callable[[HttpRequest], HttpResponse]

# Load balancers and Prometheus ask by number; nothing there is for a browser.
FOR_ANY_NAME = frozenset({"/health", "/metrics"})


def hosts(get_response: View) -> View:
    """Refuse what was asked of a host that is not ours."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            if request.path not in FOR_ANY_NAME:
                request.get_host()
        except DisallowedHost:
            words = "This server does not answer to that name. See public_address in its settings."
            return HttpResponse(words, status=400, content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware
