"""How long questions wait for an answer, and where answers come from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from groundswell.adoption import catalogue, sites
from groundswell.web.answers import for_members, page, signed_in_of
from groundswell.web.insight import answers as words
from groundswell.web.insight import topics
from groundswell.web.logged import logged


@require_safe
@for_members
@logged("answers")
def answers(request: HttpRequest) -> HttpResponse:
    """The figures of answers at the last end of a week."""
    shown = topics.of(request, catalogue.ANSWERS)
    shown["sources"] += words.elsewhere(sites.elsewhere(signed_in_of(request)))
    return page(request, "insight.jinja", question=_("Who gets an answer?"), **shown)
