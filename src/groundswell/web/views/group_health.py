"""How a group does, for its owners: a page, and the same numbers as files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import group_health
from groundswell.adoption.lines import Line
from groundswell.adoption.register.queries import MeasureIsOff
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group
from groundswell.web import figure_files
from groundswell.web.answers import for_members, page, viewer_of
from groundswell.web.insight import group_health as words
from groundswell.web.logged import logged

NAME = "group_health"


@require_safe
@for_members
@logged(NAME, by_all=True)
def health(request: HttpRequest, group_id: int) -> HttpResponse:
    """Whether members take part and who asks is answered, beside groups of like size."""
    group = _own(request, group_id)
    told, reason = None, ""
    try:
        told = words.told(group_health.health(viewer_of(request), group))
    except MeasureIsOff as refusal:
        reason = str(refusal)
    return page(request, "group_health.jinja", group=group, told=told, reason=reason)


@require_safe
@for_members
@logged(NAME, by_all=True)
def table(request: HttpRequest, group_id: int) -> HttpResponse:
    """The same as CSV."""
    return figure_files.csv(_file(group_id), _lines(request, group_id))


@require_safe
@for_members
@logged(NAME, by_all=True)
def columns(request: HttpRequest, group_id: int) -> HttpResponse:
    """The same as Parquet."""
    return figure_files.parquet(_file(group_id), _lines(request, group_id))


def _own(request: HttpRequest, group_id: int) -> Group:
    viewer = viewer_of(request)
    group = groups.group(viewer, group_id)
    if not groups.is_owner(viewer, group):
        raise NotFound
    return group


def _lines(request: HttpRequest, group_id: int) -> list[Line]:
    told = group_health.health(viewer_of(request), _own(request, group_id))
    return group_health.lines_of(told)


def _file(group_id: int) -> str:
    return f"group-{group_id}-health"
