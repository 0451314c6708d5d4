"""Who gets the figures by mail, how often and which."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class Cadence(models.TextChoices):
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Subscription(models.Model):
    """One person's report: on a weekday, each week or the first time in a month, at an hour.

    `decided_on` is the last day, as their clock shows it, on which it was asked whether one is due.
    No measures are all of them.
    """

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="adoption_report"
    )
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.WEEKLY)
    weekday = models.PositiveSmallIntegerField(default=0)
    hour = models.PositiveSmallIntegerField(default=8)
    language = models.CharField(max_length=8, default="", blank=True)
    measures = models.JSONField(default=list)
    created_at = models.DateTimeField()
    decided_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.cadence} report of person {self.person_id}"
