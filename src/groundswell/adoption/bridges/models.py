"""Where somebody stands between others: a row each, seen by whom that person agrees to."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person

MADE_OF = "inward"  # the measure of the ties: switched off with it


class OwnBridge(models.Model):
    """How one person joined others in the 90 days that ended on a Sunday; the last one is kept.

    `less_bound_than`: the share of those with ties who are more constrained.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
    on = models.DateField()
    ties = models.PositiveIntegerField()
    functions = models.PositiveIntegerField()
    constraint = models.FloatField()
    effective_size = models.FloatField()
    betweenness = models.FloatField()
    less_bound_than = models.FloatField()

    def __str__(self) -> str:
        return f"the bridge of person {self.person_id} on {self.on}"
