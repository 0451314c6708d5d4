"""Conversations: streams of a few people. What is said there are posts; this is what is beside."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef

from groundswell.network.streams.models import Membership, Stream
from groundswell.people.persons.models import Person


class ConversationQuerySet(models.QuerySet["Conversation"]):
    def visible_to(self, viewer: Person) -> ConversationQuerySet:
        """Those the viewer takes part in. No role opens any other."""
        mine = Membership.objects.filter(stream=OuterRef("pk"), person=viewer)
        return self.filter(Exists(mine))


class Conversation(models.Model):
    """Two people, for good, or several, who may come and go."""

    stream = models.OneToOneField(
        Stream, on_delete=models.CASCADE, primary_key=True, related_name="conversation"
    )
    name = models.CharField(max_length=80, default="", blank=True)
    is_pair = models.BooleanField()

    objects = ConversationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Seat(models.Model):
    """How far somebody has read a conversation, and whether it may call them."""

    pk = models.CompositePrimaryKey("person_id", "stream_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="seats")
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="seats")
    last_read = models.BigIntegerField(default=0)
    is_muted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"person {self.person_id} sits in stream {self.stream_id}"


class WithoutReadMarks(models.Model):
    """Somebody who does not show how far they have read, and is not shown it of others."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)

    def __str__(self) -> str:
        return f"person {self.person_id} shows no read marks"


class PulseKind(models.TextChoices):
    TYPING = "typing"
    READ = "read"


class Pulse(models.Model):
    """Somebody types, or has just read. A row lives for seconds: the next pulse sweeps it away."""

    id = models.BigAutoField(primary_key=True)
    stream_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=PulseKind)
    felt_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} (pulse {self.pk})"
