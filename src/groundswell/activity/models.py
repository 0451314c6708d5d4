"""The append-only log of what happened, and how far each reader of it has read."""

from __future__ import annotations

from django.db import models


class Activity(models.Model):
    """Who did what to which noun, when. Plain values and no foreign key: nothing erased breaks it.

    The key is given by the insert, so on SQLite it is the order of commit. PostgreSQL orders by
    `(xid, id)`; the column `xid` is made in the migration (see `activity.log`).
    """

    id = models.BigAutoField(primary_key=True)
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=32)
    noun = models.CharField(max_length=32)
    noun_id = models.BigIntegerField()
    stream_id = models.BigIntegerField(null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.actor_id} {self.verb} {self.noun} {self.noun_id}"


class ReaderCursor(models.Model):
    """How far one reader has read, and which process may read on now."""

    name = models.CharField(max_length=64, primary_key=True)
    xid = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    leased_by = models.CharField(max_length=64, default="")
    leased_until = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.name} at {self.position}"


class Outbox(models.Model):
    """An effect outside the database that is owed. The key makes owing it twice impossible."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=32)
    facts = models.JSONField(default=dict)
    owed_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(done_at=None), name="outbox_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class ProcessLease(models.Model):
    """The number a process puts into the ids that it mints (see `foundation.ids`)."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    leased_by = models.CharField(max_length=64)
    leased_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"process {self.number}"
