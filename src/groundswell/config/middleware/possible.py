"""What no link and no form of ours sends, met once for all views.

No row has a number beyond 63 bits, and PostgreSQL keeps no text with a NUL in it. Left to the
queries, each of them would fail in its own way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from groundswell.foundation import ids

type View = Callable[..., HttpResponse]

NUL = "\x00"


class Possible:
    """Middleware: an address that can name nothing is a 404; a NUL is left out of what is typed."""

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> None:
        if not all(map(_is_possible, kwargs.values())):
            raise Http404
        request.GET, request.POST = _plain(request.GET), _plain(request.POST)


def _is_possible(named: object) -> bool:
    return named <= ids.MAX if isinstance(named, int) else NUL not in str(named)


def _plain[Typed: QueryDict](typed: Typed) -> Typed:
    if not any(NUL in text for _, texts in typed.lists() for text in texts):
        return typed
    plain = typed.copy()
    for name, texts in typed.lists():
        plain.setlist(name, [text.replace(NUL, "") for text in texts])
    plain._mutable = False
    return plain  # type: ignore[return-value]
