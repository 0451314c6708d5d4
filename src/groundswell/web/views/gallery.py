"""Every component in every state, for those who build and those who look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.web import found_specimens, notice_specimens, specimens
from groundswell.web.answers import for_members, page


@require_safe
@for_members
def components(request: HttpRequest) -> HttpResponse:
    """The gallery. Everything in it is made up; nothing is read from the database."""
    return page(
        request,
        "components.jinja",
        posts=specimens.posts(),
        replies=specimens.replies(),
        boxes=specimens.boxes(),
        headings=specimens.headings(),
        group_asks=specimens.group_asks(),
        first_steps=specimens.first_steps(),
        byline=specimens.TOMASZ,
        bar=specimens.reaction_bar(),
        notices=notice_specimens.notices(),
        searches=found_specimens.searches(),
    )
