"""The audit log: append-only, each row sealed by the hash of the one before."""

from __future__ import annotations

from django.db import models


class AuditEntry(models.Model):
    """An act with power over others. Ids and facts only, no names and no texts."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=48)
    noun = models.CharField(max_length=32)
    noun_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.actor_id} {self.verb} {self.noun} {self.noun_id}"
