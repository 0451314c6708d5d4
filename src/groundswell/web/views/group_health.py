"""How a group does, for its owners."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.adoption import group_health
from groundswell.adoption.register.queries import MeasureIsOff
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import queries as groups
from groundswell.web.answers import for_members, page, viewer_of
from groundswell.web.insight import group_health as words
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("group_health", by_all=True)
def health(request: HttpRequest, group_id: int) -> HttpResponse:
    """Whether members take part and who asks is answered, beside groups of like size."""
    viewer = viewer_of(request)
    group = groups.group(viewer, group_id)
    if not groups.is_owner(viewer, group):
        raise NotFound
    told, reason = None, ""
    try:
        told = words.told(group_health.health(viewer, group))
    except MeasureIsOff as refusal:
        reason = str(refusal)
    return page(request, "group_health.jinja", group=group, told=told, reason=reason)
