"""Every component in every state, for those who build and those who look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from groundswell.web import (
    case_specimens,
    chooser_specimens,
    delegate_specimens,
    found_specimens,
    message_specimens,
    moderation_words,
    notice_specimens,
    specimens,
    talking,
    task_specimens,
    token_specimens,
)
from groundswell.web.answers import for_members, page
from groundswell.web.insight import (
    keeping,
    leader_specimens,
    register_specimens,
    silo_specimens,
    voices,
)
from groundswell.web.insight import specimens as figure_specimens


@require_safe
@for_members
def components(request: HttpRequest) -> HttpResponse:
    """The gallery. Everything in it is made up; nothing is read from the database."""
    flow = message_specimens.flow()
    return page(
        request,
        "components.jinja",
        talk=message_specimens.TALK,
        flow=flow,
        days=talking.days(flow),
        rows=message_specimens.rows(),
        posts=specimens.posts(),
        replies=specimens.replies(),
        boxes=specimens.boxes(),
        headings=specimens.headings(),
        group_asks=specimens.group_asks(),
        first_steps=specimens.first_steps(),
        byline=specimens.TOMASZ,
        bar=specimens.reaction_bar(),
        sheets=silo_specimens.sheets(),
        bridgings=silo_specimens.bridgings(),
        brokers=silo_specimens.named(),
        told_leaders=silo_specimens.leaders(),
        notices=notice_specimens.notices(),
        drafts=specimens.drafts(),
        scheduled=specimens.scheduled(),
        handed=specimens.handed(),
        whys=specimens.reasons(),
        mentioned=chooser_specimens.mentioned(),
        completions=chooser_specimens.completions(),
        facts=figure_specimens.facts(),
        parts=figure_specimens.parts(),
        panels=figure_specimens.panels(),
        tokens=token_specimens.tokens(),
        then=specimens.THEN,
        curves=figure_specimens.curves(),
        sources=figure_specimens.sources_that_ended(),
        changes=[figure_specimens.changes(), figure_specimens.no_change()],
        keep=keeping.bar(keeping.OVERVIEW, figure_specimens.ON),
        leaders=leader_specimens.lines(),
        leaders_finding=leader_specimens.finding(),
        leaders_defined=leader_specimens.defined(),
        leaders_effects=leader_specimens.effects(),
        heard=figure_specimens.heard(),
        counted=voices.counted,
        interval=voices.interval,
        files=specimens.FILES,
        file_words=specimens.FILE_WORDS,
        held=case_specimens.held(),
        cases=case_specimens.cases(),
        reports=case_specimens.reports(),
        reasons=moderation_words.REASONS,
        acts=case_specimens.acts(),
        deeds=moderation_words.DEEDS,
        told_deeds=moderation_words.TOLD,
        periods=moderation_words.DAYS,
        voices=delegate_specimens.VOICES,
        delegations=delegate_specimens.delegations(),
        rostered=delegate_specimens.rostered(),
        words=delegate_specimens.words(),
        tasks=task_specimens.tasks(),
        searches=found_specimens.searches(),
        trust=register_specimens.specimens(),
    )
