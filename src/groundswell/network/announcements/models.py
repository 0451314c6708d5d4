"""Announcements: to whom they are addressed, and who said that they have read them."""

from __future__ import annotations

from django.db import models

from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person


class Announcement(models.Model):
    """Whom a post of this kind addresses, of those in its streams. What is empty narrows nothing.

    It is addressed, not hidden: whoever may read its streams may read it.
    """

    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, primary_key=True, related_name="announcement"
    )
    function = models.CharField(max_length=120, default="", blank=True)
    site = models.CharField(max_length=120, default="", blank=True)
    level = models.CharField(max_length=120, default="", blank=True)
    asks_acknowledgement = models.BooleanField(default=True)
    reminded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"announcement {self.post_id}"


class Acknowledgement(models.Model):
    """Somebody said that they have read an announcement."""

    pk = models.CompositePrimaryKey("announcement_id", "person_id")
    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="acknowledgements", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="acknowledgements")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} has read announcement {self.announcement_id}"
