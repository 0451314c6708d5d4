"""What takes long: asked for in the browser, done in a process beside the pages."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class State(models.TextChoices):
    WAITING = "waiting"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    DONE = "done"
    FAILED = "failed"


AT_WORK = (State.WAITING, State.RUNNING, State.STOPPING)


class Task(models.Model):
    """One long work: what was chosen, how far it is, and what came of it.

    `choices` and `result` are its kind's own. `error` is a sentence, in the asker's language.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    choices = models.JSONField(default=dict)
    asked_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    language = models.CharField(max_length=16, default="", db_default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    stage = models.CharField(max_length=16, default="", blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    stage_began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    error = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["kind"],
                condition=models.Q(state__in=["waiting", "running", "stopping"]),
                name="task_at_work",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.state}"

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def rate(self) -> float:
        """Steps of the stage a second, so far."""
        if self.stage_began_at is None or self.seen_at is None:
            return 0.0
        return self.done / max((self.seen_at - self.stage_began_at).total_seconds(), 0.1)

    @property
    def seconds_left(self) -> int | None:
        """How long the stage will take at this rate; None while nothing tells."""
        if self.done <= 0 or self.rate <= 0:
            return None
        return round(max(self.total - self.done, 0) / self.rate)
