"""Words that moderators watch for in what is written."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class WatchWord(models.Model):
    """A word or pattern that may not stand in a text. It is off until somebody switches it on."""

    id = models.BigAutoField(primary_key=True)
    pattern = models.CharField(max_length=200)
    is_regex = models.BooleanField(default=False)
    advice = models.CharField(max_length=300, default="", blank=True)
    is_on = models.BooleanField(default=False)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"watch word {self.pk}"
