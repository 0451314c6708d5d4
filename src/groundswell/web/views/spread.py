"""How adoption spreads, and where it will end."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.adoption import catalogue
from groundswell.web.answers import for_members, page
from groundswell.web.insight import topics
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("spread")
def spread(request: HttpRequest) -> HttpResponse:
    """The figures of spread at the last end of a week."""
    shown = topics.of(request, catalogue.SPREAD)
    return page(request, "insight.jinja", question=_("How does it spread?"), **shown)
