"""Suggestions to bridge two groups that somebody took up: what, for whom, since when."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q

from groundswell.adoption.measures.gathered import AFTER_WEEKS
from groundswell.network.groups.models import Group
from groundswell.people.persons.models import Person


class Kind(models.TextChoices):
    EVENT = "event"  # an hour with a host from each side
    QUESTION = "question"  # that is asked in both
    GROUP = "group"  # that both share


class Suggestion(models.Model):
    """A pair of groups that somebody means to bridge from a day on."""

    id = models.BigAutoField(primary_key=True)
    one = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    taken_on = models.DateField()
    taken_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="suggestions_taken"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_pair_stands_once"),
            models.UniqueConstraint(
                fields=["one", "other", "taken_on"], name="taken_up_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for groups {self.one_id} and {self.other_id} on {self.taken_on}"

    @property
    def is_over_on(self) -> date:
        """The last day of the weeks after it, which begin with the next Monday."""
        return self.taken_on + timedelta(days=6 - self.taken_on.weekday(), weeks=AFTER_WEEKS)
