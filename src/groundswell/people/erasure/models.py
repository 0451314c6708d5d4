"""Who was erased: ids, and keyed hashes by which nobody is found who is not known already."""

from __future__ import annotations

from django.db import models


class Erasure(models.Model):
    """That a person was erased. No foreign key: it outlives what a restore brings back.

    `marks` are keyed hashes of their e-mail and external id, so that no list brings them back;
    with the instant at which the person was added they tell who is meant after a restore.
    """

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()
    person_created_at = models.DateTimeField()
    erased_at = models.DateTimeField()
    with_posts = models.BooleanField(default=False)
    marks = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "person_created_at"], name="a_person_is_erased_once"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} was erased"
