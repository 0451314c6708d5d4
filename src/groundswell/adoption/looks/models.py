"""Who looked at which figures: one row a person, report and hour."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class Look(models.Model):
    """Somebody looked at a report so many times in an hour; `about` whom, where it names somebody.

    Without a person it was asked for at the server. `asked` holds what was chosen on the page.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="looks")
    report = models.CharField(max_length=40)
    about = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="looked_at", db_index=False
    )
    is_about_somebody = models.BooleanField(default=False)
    hour = models.DateTimeField(db_index=True)
    times = models.PositiveIntegerField()
    asked = models.JSONField(default=list)

    class Meta:
        indexes = [models.Index(fields=["about", "-hour"], name="looks_at_somebody")]

    def __str__(self) -> str:
        return f"person {self.person_id} at {self.report}, {self.hour}"
