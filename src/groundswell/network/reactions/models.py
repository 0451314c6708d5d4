"""Reactions: one of a small set here; imports keep the names they bring."""

from __future__ import annotations

from django.db import models

from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person


class Reaction(models.Model):
    """A person reacted to a post under a name, once."""

    id = models.BigAutoField(primary_key=True)
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="reactions", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reactions")
    name = models.CharField(max_length=100)
    reacted_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "person", "name"], name="a_reaction_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} by person {self.person_id} on post {self.post_id}"
