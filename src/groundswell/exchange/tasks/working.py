"""Doing what was asked for, one after another, in a process that may be killed at any moment."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import translation

from groundswell.exchange.batches.alone import AnotherImportRuns
from groundswell.exchange.tasks import kinds
from groundswell.exchange.tasks.models import AT_WORK, State, Task
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused

TOLD_EVERY = 1.0  # seconds between two writes of how far it is

log = logging.getLogger("groundswell.tasks")


class Interrupted(Exception):
    """Somebody stopped the work, or the process is asked to end."""


class Told:
    """Progress that writes itself down, and ends the work between two steps when it is asked to."""

    def __init__(self, task: Task, until: Callable[[], bool]) -> None:
        self._task, self._until = task, until
        self._done, self._told_at = 0, 0.0

    def begin(self, stage: str, total: int) -> None:
        """Another stage begins."""
        self._done = 0
        now = clock.now()
        self._write(stage=stage, total=total, done=0, stage_began_at=now, seen_at=now)

    def advance(self, count: int = 1) -> None:
        """So much more of the stage is done.

        Raises:
            Interrupted: this is where the work ends for now.
        """
        self._done += count
        if time.monotonic() - self._told_at >= TOLD_EVERY:
            self._write(done=self._done, seen_at=clock.now())
            self._heed()

    def end(self) -> None:
        """Write down how far it came."""
        self._write(done=self._done, seen_at=clock.now())

    def _write(self, **facts: Any) -> None:
        self._told_at = time.monotonic()
        Task.objects.filter(pk=self._task.pk).update(**facts)

    def _heed(self) -> None:
        is_stopped = Task.objects.filter(pk=self._task.pk, state=State.STOPPING).exists()
        if is_stopped or self._until():
            raise Interrupted


def work_off(*, until: Callable[[], bool] = lambda: False) -> int:
    """Do what is waiting, and carry on what a killed process left; how many were begun."""
    begun = 0
    due = Task.objects.filter(kind__in=kinds.known(), state__in=AT_WORK).order_by("pk")
    for task in list(due.select_related("asked_by")):
        if until():
            break
        if task.state == State.STOPPING:
            _end(task, State.STOPPED)
        elif Task.objects.filter(pk=task.pk, state=task.state).update(state=State.RUNNING):
            begun += _do(task, until)
    return begun


def _do(task: Task, until: Callable[[], bool]) -> bool:
    """Whether it was begun: with a command's import at work, it waits."""
    told = Told(task, until)
    with translation.override(task.language or settings.LANGUAGE_CODE):
        try:
            result = kinds.do(task.kind)(task, told)
        except AnotherImportRuns:
            _wait(task)
            return False
        except Interrupted:
            _rest(task, told)
        except Refused as refusal:
            _end(task, State.FAILED, error=str(refusal))
        except Exception as error:
            log.exception("task %s failed", task.pk)
            connection.close()
            _end(task, State.FAILED, error=_unforeseen(error))
        else:
            told.end()
            _end(task, State.DONE, result=result)
    return True


def _wait(task: Task) -> None:
    Task.objects.filter(pk=task.pk, state=State.RUNNING).update(state=State.WAITING)


def _rest(task: Task, told: Told) -> None:
    told.end()
    if Task.objects.filter(pk=task.pk, state=State.STOPPING).exists():
        _end(task, State.STOPPED)
    # Otherwise the process ends: it stays "running", and is carried on by the next one.


def _end(task: Task, state: State, **facts: Any) -> None:
    Task.objects.filter(pk=task.pk).update(state=state, ended_at=clock.now(), **facts)


def _unforeseen(error: Exception) -> str:
    words = translation.gettext(
        "It ended with an error that nobody foresaw (%(error)s); the journal has more."
        " What it wrote so far stays. Let it go on, or take it back."
    )
    return words % {"error": type(error).__name__}
