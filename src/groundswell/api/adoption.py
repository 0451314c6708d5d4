"""Figures of adoption for programs: the numbers of the pages, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from groundswell.adoption import asking, catalogue, days, lines
from groundswell.adoption.queries import Figure
from groundswell.adoption.register import queries as register
from groundswell.adoption.told import queries as told
from groundswell.api.answers import JSON, asker_of, for_scope
from groundswell.foundation import clock
from groundswell.people.signin.tokens.queries import Scope


@for_scope(Scope.ADOPTION_READ)
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure with its definition, and the weeks that are kept."""
    asking.refuse_others(request.GET)
    weeks, off = told.kept_weeks(asker_of(request)), register.off()
    return _json(
        {
            "measures": [_measure(name) for name in catalogue.measures()],
            "off": {name: clock.day_of(at).isoformat() for name, at in off.items()},
            "weeks": [week.isoformat() for week in weeks],
        }
    )


@for_scope(Scope.ADOPTION_READ)
def measure(request: HttpRequest, name: str) -> HttpResponse:
    """One measure, on a day, of a part, or for each end of a week between two days."""
    return _told(asking.of_measure(asker_of(request), name, request.GET))


@for_scope(Scope.ADOPTION_READ)
def page(request: HttpRequest, name: str) -> HttpResponse:
    """All figures of a page, in the same way."""
    return _told(asking.of_page(asker_of(request), name, request.GET))


@for_scope(Scope.ADOPTION_READ)
def kept(request: HttpRequest, on: str, name: str) -> HttpResponse:
    """A page as it was told of a week, by the definitions that held on a day."""
    asking.refuse_others(request.GET, "defined")
    week = days.day(asking.day({"on": on}))
    return _told(
        told.page(asker_of(request), name, week, asking.day(request.GET, "defined")).figures
    )


def _told(figures: Sequence[Figure]) -> HttpResponse:
    names = dict.fromkeys(figure.measure.name for figure in figures)
    return _json(
        {
            "measures": [_measure(name) for name in names],
            "figures": [asdict(line) for line in lines.with_drawn(figures)],
        }
    )


def _measure(name: str) -> dict[str, Any]:
    return {"name": name, **catalogue.in_full(catalogue.measure(name))}


def _json(facts: dict[str, Any]) -> HttpResponse:
    return JsonResponse(facts, json_dumps_params=JSON)
