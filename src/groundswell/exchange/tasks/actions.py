"""Asking for a long work, stopping it, and letting it go on."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.exchange.tasks import kinds
from groundswell.exchange.tasks.models import AT_WORK, State, Task
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person


class AnImportIsAtWork(Refused):
    """Two at once could write the same thing twice."""

    message = _lazy("An import is at work. Wait until it is done, or stop it; then start this one.")


class ItIsAskedForAlready(Refused):
    """A second time would find the same."""

    message = _lazy("That is being done already. Its result comes on this page.")


@transaction.atomic
def ask(*, asker: Person, kind: str, **choices: Any) -> Task:
    """Ask for a long work; it begins in a moment, in a process beside the pages.

    Raises:
        AnImportIsAtWork: imports and undoing them go one at a time.
        ItIsAskedForAlready: the same is waiting or being done.
    """
    group = kinds.OF_IMPORTS if kind in kinds.OF_IMPORTS else (kind,)
    if Task.objects.filter(kind__in=group, state__in=AT_WORK).exists():
        raise AnImportIsAtWork if kind in kinds.OF_IMPORTS else ItIsAskedForAlready
    task = Task.objects.create(
        kind=kind,
        choices=choices,
        asked_by=asker,
        asked_at=clock.now(),
        language=asker.language or translation.get_language() or "",
    )
    _record(asker, "asked for task", task)
    return task


@transaction.atomic
def stop(*, person: Person, task_id: int) -> Task:
    """Stop a work between two steps; what it wrote so far stays, and it can go on later.

    Raises:
        NotFound: there is none that is at work.
    """
    task = _locked(task_id, AT_WORK)
    task.state = State.STOPPED if task.state == State.WAITING else State.STOPPING
    task.save(update_fields=["state"])
    _record(person, "stopped task", task)
    return task


@transaction.atomic
def go_on(*, person: Person, task_id: int) -> Task:
    """Let a work go on that was stopped or failed; what is done is not done twice.

    Raises:
        NotFound: there is none that rests.
        AnImportIsAtWork: another one is.
    """
    task = _locked(task_id, (State.STOPPED, State.FAILED))
    others = Task.objects.filter(kind__in=kinds.OF_IMPORTS, state__in=AT_WORK)
    if task.kind in kinds.OF_IMPORTS and others.exists():
        raise AnImportIsAtWork
    task.state, task.error, task.ended_at = State.WAITING, "", None
    task.save(update_fields=["state", "error", "ended_at"])
    _record(person, "continued task", task)
    return task


def _locked(task_id: int, states: tuple[State, ...]) -> Task:
    found = Task.objects.select_for_update().filter(pk=task_id, state__in=states).first()
    if found is None:
        raise NotFound
    return found


def _record(person: Person, deed: str, task: Task) -> None:
    log.record(actor_id=person.pk, verb=deed.split(maxsplit=1)[0], noun="task", noun_id=task.pk)
    # The name of a file may be anything; what it brought stands with its batch.
    facts = {key: value for key, value in task.choices.items() if key != "file"}
    audit.record(person, deed, "task", task.pk, kind=task.kind, **facts)
