"""What the index still owes: documents that are there and say something old."""

from __future__ import annotations

from django.db import models

from groundswell.foundation import ids
from groundswell.people.persons.models import Person


class Renewal(models.Model):
    """Posts to index again, of one author or of all, from the newest down; `below_id` is how far.

    A migration that changes what stands in documents adds one row for all.
    """

    id = models.BigAutoField(primary_key=True)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    from_id = models.BigIntegerField(default=0)
    below_id = models.BigIntegerField(default=ids.MAX)

    def __str__(self) -> str:
        return f"posts of {self.author_id or 'all'} below {self.below_id}"
