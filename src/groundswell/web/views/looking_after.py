"""What whoever looks after the server sees: jobs, health, storage."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from groundswell.config import dangers, wellbeing
from groundswell.config.jobs import jobs as all_jobs
from groundswell.config.jobs import retry as try_again
from groundswell.config.storage import storage as all_storage
from groundswell.exchange.tasks import actions, kinds, queries
from groundswell.people.roles.queries import Permission
from groundswell.web import jinja, job_words
from groundswell.web.answers import for_permission, go, page, part, viewer_of, wants_part

HEALTH = "/administration/health/"


@require_safe
@for_permission(Permission.LOOK_AFTER)
def jobs(request: HttpRequest) -> HttpResponse:
    """Readers with their lag, mails that wait or fail, posts to come, the last backup."""
    return page(request, "jobs.jinja", jobs=all_jobs(), words=job_words)


@require_POST
@for_permission(Permission.LOOK_AFTER)
def retry(request: HttpRequest, row_id: int) -> HttpResponse:
    """Try a mail again that failed."""
    try_again(person=viewer_of(request), row_id=row_id)
    return go("/administration/jobs/", toast=_("It is tried again in a moment."))


@require_safe
@for_permission(Permission.LOOK_AFTER)
def health(request: HttpRequest) -> HttpResponse:
    """What /health says in words, dangerous settings, and what the last examination found."""
    examination = queries.last(kinds.EXAMINATION)
    if wants_part(request) and examination is not None:
        answer = part(
            request, jinja.macro("components/task.jinja", "progress", examination, HEALTH)
        )
        if not examination.is_at_work:
            answer.headers["HX-Refresh"] = "true"
        return answer
    found = wellbeing.look()
    return page(
        request,
        "health.jinja",
        found=found.facts,
        troubles=found.troubles,
        dangers=_dangers(),
        examination=examination,
        checks=job_words.CHECKS,
    )


@require_POST
@for_permission(Permission.LOOK_AFTER)
def examine(request: HttpRequest) -> HttpResponse:
    """Have everything examined beside the pages, and mended where that loses nothing."""
    mend = bool(request.POST.get("mend"))
    actions.ask(asker=viewer_of(request), kind=kinds.EXAMINATION, mend=mend)
    return go(HEALTH)


@require_safe
@for_permission(Permission.LOOK_AFTER)
def storage(request: HttpRequest) -> HttpResponse:
    """What takes room, and what is free."""
    found = all_storage(viewer_of(request))
    return page(request, "storage.jinja", storage=found, words=job_words)


def _dangers() -> list[dict[str, Any]]:
    found = [finding for check in dangers.CHECKS.values() for finding in check(False)]
    return [
        {"level": one.level, "sentence": one.sentence.kept(), "mend": one.mend.kept()}
        for one in found
    ]
