"""What each person contributed on each day, counted from the activity log."""

from __future__ import annotations

from django.db import models


class ContributionDay(models.Model):
    """Contributions of one person on one day of the organisation. No foreign key: history stays."""

    pk = models.CompositePrimaryKey("on", "person_id")
    on = models.DateField()
    person_id = models.BigIntegerField(db_index=True)
    posts = models.PositiveIntegerField(default=0)
    replies = models.PositiveIntegerField(default=0)
    reactions = models.PositiveIntegerField(default=0)
    votes = models.PositiveIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"person {self.person_id} on {self.on}"


class Sweep(models.Model):
    """The one row that says that all days are being counted anew, and how far that has come."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    after_on = models.DateField(null=True)
    after_person_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"counted anew up to {self.after_on}"
