"""What the register says of each measure: its works agreement, and whether it is off."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class RegisterEntry(models.Model):
    """One measure: on what its use is based, and since when and why it is off, if it is."""

    measure = models.CharField(max_length=40, primary_key=True)
    basis = models.CharField(max_length=300, default="", blank=True)
    off_at = models.DateTimeField(null=True)
    off_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="switched_off"
    )
    is_off_for_council = models.BooleanField(default=False)
    reason = models.CharField(max_length=300, default="", blank=True)

    def __str__(self) -> str:
        return f"{self.measure}, {'off' if self.off_at else 'on'}"
