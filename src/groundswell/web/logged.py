"""Noting that somebody looked at figures that only some may see."""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from groundswell.adoption.looks import noting
from groundswell.adoption.register import queries as register
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import View, may, viewer_of


def logged(report: str, *, by_all: bool = False) -> Callable[[View], View]:
    """A view whose every look by who sees adoption stands in the log of looks, under this name.

    Goes below `for_members`. What the address chose (day, filters, a measure's name) is kept with
    it. Figures about one person are noted by `looked_at` as well. What others see too is noted of
    whoever looks: `by_all`.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def noted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            with register.asked_once():
                answer = view(request, *args, **kwargs)
            is_shown = answer.status_code == 200 and request.method == "GET"
            if is_shown and (by_all or may(request, Permission.SEE_ADOPTION)):
                noting.note(viewer_of(request).pk, report, asked=_asked(request, kwargs))
            return answer

        return noted

    return decorate


def looked_at(request: HttpRequest, report: str, person_ids: Collection[int]) -> None:
    """Note that a report showed the viewer figures of these single people."""
    if person_ids:
        noting.note(viewer_of(request).pk, report, about=person_ids, asked=_asked(request, {}))


def _asked(request: HttpRequest, named: dict[str, Any]) -> str:
    # What the path names comes last: nobody writes another measure into the log.
    chosen = {**named, **request.GET.dict(), **named}
    return ", ".join(f"{key}={value}" for key, value in chosen.items() if value)
