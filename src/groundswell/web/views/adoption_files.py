"""Figures as files: of a day, or for each end of a week between two days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import days, lines, queries
from groundswell.adoption.lines import Line
from groundswell.adoption.told import queries as told
from groundswell.adoption.viewing import Viewer
from groundswell.web import figure_files
from groundswell.web.answers import for_members, signed_in_of
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("csv")
def table(request: HttpRequest, name: str) -> HttpResponse:
    """One measure as CSV."""
    return figure_files.csv(name, _of_measure(request, name))


@require_safe
@for_members
@logged("parquet")
def columns(request: HttpRequest, name: str) -> HttpResponse:
    """One measure as Parquet."""
    return figure_files.parquet(name, _of_measure(request, name))


@require_safe
@for_members
@logged("csv")
def page_table(request: HttpRequest, name: str) -> HttpResponse:
    """All figures of a page as CSV."""
    return figure_files.csv(name, _of_page(request, name))


@require_safe
@for_members
@logged("parquet")
def page_columns(request: HttpRequest, name: str) -> HttpResponse:
    """All figures of a page as Parquet."""
    return figure_files.parquet(name, _of_page(request, name))


def _of_measure(request: HttpRequest, name: str) -> list[Line]:
    viewer = signed_in_of(request)
    if "from" in request.GET:
        return _series(request, viewer, [name])
    return lines.lines(queries.figure(viewer, name, _day(request, "on")))


def _of_page(request: HttpRequest, name: str) -> list[Line]:
    viewer = signed_in_of(request)
    names = told.measures_of(name)
    if "from" in request.GET:
        return _series(request, viewer, names)
    figures = queries.everything(viewer, _day(request, "on"))
    return lines.lines([figure for figure in figures if figure.measure.name in names])


def _series(request: HttpRequest, viewer: Viewer, names: Collection[str]) -> list[Line]:
    first, last = _day(request, "from"), _day(request, "to")
    return lines.lines(told.series(viewer, names, first or days.EARLIEST, days.day(last)))


def _day(request: HttpRequest, name: str) -> date | None:
    return days.read_day(request.GET.get(name, "")[:20])
