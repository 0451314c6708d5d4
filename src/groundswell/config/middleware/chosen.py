"""What administrators chose meanwhile, in another process too, holds from the next request on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from groundswell.config import choosing

type View = Callable[[HttpRequest], HttpResponse]


def chosen(get_response: View) -> View:
    """Look at the time stamp of what is chosen, and take over what is new."""

    def middleware(request: HttpRequest) -> HttpResponse:
        choosing.refresh()
        return get_response(request)

    return middleware
