"""The demo's own entrance: a visitor becomes one of its people. Elsewhere it does not exist."""

from __future__ import annotations

import functools
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from groundswell.people.signin import actions
from groundswell.web.answers import View, go, page
from groundswell.web.doors import address_of, device_of, with_session
from groundswell.web.personas import seats


@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest) -> HttpResponse:
    """Choose one of the people, and be them; whoever one was before is signed out."""
    if not settings.IS_DEMO:
        raise Http404
    if request.method != "POST":
        return entrance(request)
    wanted = request.POST.get("person", "")
    person = next((seat.person for seat in seats() if str(seat.person.pk) == wanted), None)
    if person is None:
        raise Http404
    token = actions.open_session(
        person=person, device=device_of(request), address=address_of(request)
    )
    return with_session(request, go("/"), token)


def entrance(request: HttpRequest) -> HttpResponse:
    """The page with the people to choose from."""
    return page(request, "demo.jinja", seats=seats())


def or_demo(view: View) -> View:
    """A view that whoever is not signed in sees the demo's entrance instead of, in the demo."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        is_stranger = request.signed_in is None  # type: ignore[attr-defined]
        if settings.IS_DEMO and is_stranger:
            return entrance(request)
        return view(request, *args, **kwargs)

    return guarded
