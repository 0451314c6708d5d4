"""What came from elsewhere, so that an import can be repeated, continued and taken back."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class BatchState(models.TextChoices):
    RUNNING = "running"
    DONE = "done"
    UNDONE = "undone"


class ImportBatch(models.Model):
    """One run, or one stopped and continued run, of an importer."""

    id = models.BigAutoField(primary_key=True)
    system = models.CharField(max_length=32)
    source_name = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64)
    state = models.CharField(max_length=16, choices=BatchState, default=BatchState.RUNNING)
    started_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    report = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "import batches"

    def __str__(self) -> str:
        return f"{self.system} import {self.pk}"


class SourceId(models.Model):
    """Which row of ours a thing of another system became, and which batch wrote it.

    `was_here`: the batch found the row (a person of the people list) and did not make it.
    """

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(ImportBatch, on_delete=models.PROTECT, related_name="source_ids")
    system = models.CharField(max_length=32)
    noun = models.CharField(max_length=16)
    source_id = models.CharField(max_length=160)
    noun_id = models.BigIntegerField()
    was_here = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["system", "noun", "source_id"], name="imported_once")
        ]
        indexes = [models.Index(fields=["noun", "noun_id"], name="source_of")]

    def __str__(self) -> str:
        return f"{self.system} {self.noun} {self.source_id}"
