"""Streams: everything is said somewhere, and who may read it is asked of the stream."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from groundswell.people.persons.models import Person


class StreamKind(models.TextChoices):
    ORGANISATION = "organisation"
    GROUP = "group"
    STORYLINE = "storyline"
    CONVERSATION = "conversation"


class MemberRole(models.TextChoices):
    MEMBER = "member"
    OWNER = "owner"


class StreamQuerySet(models.QuerySet["Stream"]):
    def visible_to(self, viewer: Person) -> StreamQuerySet:
        """The one rule of reading: open streams to everybody, the others to their members."""
        mine = Membership.objects.filter(stream=OuterRef("pk"), person=viewer)
        return self.filter(Q(is_open=True) | Exists(mine))


class Stream(models.Model):
    """A place where things are said: the organisation, a group, a storyline, a conversation."""

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16, choices=StreamKind)
    is_open = models.BooleanField(default=True)
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, null=True, related_name="storyline"
    )
    created_at = models.DateTimeField()

    objects = StreamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="storyline") ^ Q(person=None), name="a_storyline_is_somebodys"
            ),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(kind="organisation"), name="one_organisation_stream"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} (stream {self.pk})"


class Membership(models.Model):
    """Gives reading of a group or conversation, and writing in it."""

    pk = models.CompositePrimaryKey("person_id", "stream_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=MemberRole, default=MemberRole.MEMBER)
    since_at = models.DateTimeField()

    class Meta:
        # A group's page names its owners: measured with 50,000 members, five times as fast.
        indexes = [models.Index(fields=["stream", "role"], name="membership_role")]

    def __str__(self) -> str:
        return f"person {self.person_id} is {self.role} of stream {self.stream_id}"


class Subscription(models.Model):
    """Puts a stream into a person's feed. Exists only while the person may read the stream."""

    pk = models.CompositePrimaryKey("person_id", "stream_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="subscriptions")
    last_read = models.BigIntegerField(default=0)
    since_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} follows stream {self.stream_id}"
