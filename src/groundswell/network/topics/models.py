"""Topics: words that posts are found under."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class Topic(models.Model):
    """A #topic. The folded name is its address, the name is how it was first written."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    name_folded = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return f"#{self.name}"


class TopicFollow(models.Model):
    """A person wants to hear of whatever stands under a topic."""

    pk = models.CompositePrimaryKey("person_id", "topic_id")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="topic_follows", db_index=False
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="follows")
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} follows topic {self.topic_id}"
