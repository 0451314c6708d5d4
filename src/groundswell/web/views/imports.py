"""Imports in the browser: choose an export, try it, take it, watch it, take it back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.exchange.slack.people import MATCHES
from groundswell.exchange.tasks import actions, imports, kinds, queries
from groundswell.exchange.tasks.models import State, Task
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.roles.queries import Permission
from groundswell.web import jinja
from groundswell.web.answers import for_permission, go, page, part, viewer_of, wants_part

HOME = "/administration/imports/"


@require_safe
@for_permission(Permission.IMPORT)
def index(request: HttpRequest) -> HttpResponse:
    """What lies ready, what is at work, what was imported."""
    return _index(request)


def _index(request: HttpRequest, refused: str = "") -> HttpResponse:
    return page(
        request,
        "imports.jinja",
        status=422 if refused else 200,
        exports=queries.exports(),
        at_work=queries.at_work(),
        tasks=list(queries.tasks(*kinds.OF_IMPORTS)[:10]),
        batches=queries.batches(),
        largest=settings.OPTIONS.form_megabytes,
        matches=MATCHES,
        refused=refused,
    )


@require_POST
@for_permission(Permission.IMPORT)
def upload(request: HttpRequest) -> HttpResponse:
    """Put a ZIP among the exports."""
    chosen = request.FILES.get("file")
    if chosen is None or not chosen.size:
        return _index(request, _("Choose a file first: the ZIP as Slack gave it."))
    try:
        name = imports.store_upload(
            person=viewer_of(request), name=chosen.name or "export.zip", chunks=chosen.chunks()
        )
    except Refused as refusal:
        return _index(request, str(refusal))
    return go(HOME, toast=_("%(file)s lies ready.") % {"file": name})


@require_POST
@for_permission(Permission.IMPORT)
def forget(request: HttpRequest) -> HttpResponse:
    """Delete a ZIP that is not needed any more."""
    imports.forget_export(person=viewer_of(request), name=request.POST.get("file", ""))
    return go(HOME, toast=_("Deleted. What was imported from it stays."))


@require_POST
@for_permission(Permission.IMPORT)
def begin(request: HttpRequest) -> HttpResponse:
    """Try an export: all is read, nothing is written."""
    name = request.POST.get("file", "")
    queries.export_path(name)
    match = request.POST.get("match", "")
    chosen: dict[str, Any] = {"file": name, "match": match if match in MATCHES else ""}
    chosen["with_direct"] = bool(request.POST.get("with_direct"))
    task = actions.ask(asker=viewer_of(request), kind=kinds.TRIAL, **chosen)
    return go(_address(task))


@require_POST
@for_permission(Permission.IMPORT)
def take(request: HttpRequest, task_id: int) -> HttpResponse:
    """Take what was tried, as it was chosen there."""
    trial = queries.task(task_id, kinds.TRIAL)
    if trial.state != State.DONE:
        raise NotFound
    task = actions.ask(asker=viewer_of(request), kind=kinds.IMPORT, **trial.choices)
    return go(_address(task))


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.IMPORT)
def undo(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Say what taking an import back does; then do it."""
    batch = queries.batch(batch_id)
    if request.method == "POST":
        task = actions.ask(asker=viewer_of(request), kind=kinds.UNDO, batch=batch.pk)
        return go(_address(task))
    return page(
        request,
        "import_undo.jinja",
        batch=batch,
        brought=queries.brought(batch),
        at_work=queries.at_work(),
    )


@require_safe
@for_permission(Permission.IMPORT)
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    """How far a trial, an import or an undoing is, and in the end what came of it."""
    found = queries.task(task_id, *kinds.OF_IMPORTS)
    if wants_part(request):
        answer = part(request, jinja.macro("components/task.jinja", "progress", found))
        if not found.is_at_work:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return page(request, "task.jinja", task=found, brought=_brought(found))


@require_POST
@for_permission(Permission.IMPORT)
def stop(request: HttpRequest, task_id: int) -> HttpResponse:
    """Stop between two steps."""
    found = queries.task(task_id, *kinds.OF_IMPORTS)
    actions.stop(person=viewer_of(request), task_id=found.pk)
    return go(_address(found), toast=_("It stops after the step at hand. It can go on later."))


@require_POST
@for_permission(Permission.IMPORT)
def go_on(request: HttpRequest, task_id: int) -> HttpResponse:
    """Let it go on where it was."""
    found = queries.task(task_id, *kinds.OF_IMPORTS)
    actions.go_on(person=viewer_of(request), task_id=found.pk)
    return go(_address(found), toast=_("It goes on."))


def _brought(task: Task) -> dict[str, int]:
    number = task.result.get("batch") if task.kind == kinds.IMPORT else None
    return queries.brought_by(number) if number else {}


def _address(task: Task) -> str:
    return f"/administration/tasks/{task.pk}/"
