"""Bookmarks: threads that somebody keeps for themselves. Nobody else learns of them."""

from __future__ import annotations

from django.db import models

from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person


class Bookmark(models.Model):
    """A person keeps a thread to come back to."""

    pk = models.CompositePrimaryKey("person_id", "post_id")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="bookmarks", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"post {self.post_id} kept by person {self.person_id}"
