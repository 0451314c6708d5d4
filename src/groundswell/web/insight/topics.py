"""What the page of one topic shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from groundswell.adoption import asking, days, queries
from groundswell.adoption.queries import Figure, NobodyWasEmployed, ThereIsNoPeopleList
from groundswell.foundation import clock
from groundswell.web.answers import signed_in_of
from groundswell.web.insight import keeping, panels, sources


def of(request: HttpRequest, topic: str) -> dict[str, Any]:
    """What the page is given: the figures as panels, or why there are none.

    Raises:
        NotFound: the viewer may not see them.
    """
    asked = asking.day_alone(request.GET)
    figures: list[Figure] = []
    reason = ""
    try:
        figures = queries.of_topic(signed_in_of(request), topic, asked)
    except (ThereIsNoPeopleList, NobodyWasEmployed) as refusal:
        reason = str(refusal)
    return {
        "topic": topic,
        "on": figures[0].on if figures else None,
        "sources": sources.notes_of(figures),
        "panels": panels.panels(figures),
        "keep": keeping.bar(topic, days.day(asked)) if figures else None,
        "reason": reason,
        "asked": asked,
        "yesterday": clock.today() - days.DAY,
    }
