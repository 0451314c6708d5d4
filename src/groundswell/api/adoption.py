"""Figures of adoption for programs: the numbers of the pages, line by line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from groundswell.adoption import catalogue, days, lines, queries
from groundswell.adoption.queries import Figure
from groundswell.adoption.register import queries as register
from groundswell.adoption.told import queries as told
from groundswell.api.answers import JSON, asker_of, for_scope
from groundswell.foundation import clock
from groundswell.people.signin.tokens.queries import Scope


@for_scope(Scope.ADOPTION_READ)
def measures(request: HttpRequest) -> HttpResponse:
    """Every measure with its definition, and the weeks that are kept."""
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
    """One measure, on a day or for each end of a week between two."""
    if "from" in request.GET:
        return _told(_series(request, [name]))
    return _told(queries.figure(asker_of(request), name, _day(request, "on")))


@for_scope(Scope.ADOPTION_READ)
def page(request: HttpRequest, name: str) -> HttpResponse:
    """All figures of a page, on a day or for each end of a week between two."""
    names = told.measures_of(name)
    if "from" in request.GET:
        return _told(_series(request, names))
    found = queries.everything(asker_of(request), _day(request, "on"))
    return _told([figure for figure in found if figure.measure.name in names])


@for_scope(Scope.ADOPTION_READ)
def kept(request: HttpRequest, on: str, name: str) -> HttpResponse:
    """A page as it was told of a week, by the definitions that held on a day."""
    week = days.day(days.read_day(on[:20]))
    return _told(told.page(asker_of(request), name, week, _day(request, "defined")).figures)


def _series(request: HttpRequest, names: Collection[str]) -> list[Figure]:
    first, last = _day(request, "from"), _day(request, "to")
    return told.series(asker_of(request), names, first or days.EARLIEST, days.day(last))


def _day(request: HttpRequest, name: str) -> date | None:
    return days.read_day(request.GET.get(name, "")[:20])


def _told(figures: Sequence[Figure]) -> HttpResponse:
    names = dict.fromkeys(figure.measure.name for figure in figures)
    return _json(
        {
            "measures": [_measure(name) for name in names],
            "figures": [asdict(line) for line in lines.lines(figures)],
        }
    )


def _measure(name: str) -> dict[str, Any]:
    return {"name": name, **catalogue.in_full(catalogue.measure(name))}


def _json(facts: dict[str, Any]) -> HttpResponse:
    return JsonResponse(facts, json_dumps_params=JSON)
