"""Figures as files: of a day, of a part, or for each end of a week between two days."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import asking, lines
from groundswell.adoption.lines import Line
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
    return lines.with_drawn(asking.of_measure(signed_in_of(request), name, request.GET))


def _of_page(request: HttpRequest, name: str) -> list[Line]:
    return lines.with_drawn(asking.of_page(signed_in_of(request), name, request.GET))
