"""Figures as they were told of a week: what stays the same for whoever kept the address."""

from __future__ import annotations

from django.db import models


class ToldFigure(models.Model):
    """A figure of a week after the gate, by one definition; `revised_at` is when it last changed.

    `judged_by` names the settings and the gate that decided what is withheld: under others it is
    judged anew, as long as it is counted.
    """

    pk = models.CompositePrimaryKey("on", "measure", "defined_on")
    on = models.DateField()
    measure = models.CharField(max_length=40)
    defined_on = models.DateField()
    facts = models.JSONField()
    judged_by = models.CharField(max_length=16, default="", db_default="", blank=True)
    told_at = models.DateTimeField()
    looked_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.measure} on {self.on}, by the definition of {self.defined_on}"
