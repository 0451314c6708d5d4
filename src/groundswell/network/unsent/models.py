"""What was written and is not sent: drafts, and posts that wait for their time."""

from __future__ import annotations

from django.db import models

from groundswell.network.files.models import File
from groundswell.network.posts.models import Answerers
from groundswell.people.persons.models import Person


class Draft(models.Model):
    """What somebody is writing in one box: of the home page, a group, a conversation, a post."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="drafts", db_index=False
    )
    place = models.CharField(max_length=40)
    stream_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16, default="post")
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    answerers = models.CharField(max_length=12, choices=Answerers, default="", blank=True)
    # What its kind asks besides, as it was typed: the answers of a poll, an audience.
    parts = models.JSONField(default=dict)
    request_key = models.CharField(max_length=64, default="", blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "place"], name="one_draft_in_a_box")
        ]

    def __str__(self) -> str:
        return f"draft of person {self.person_id} in {self.place}"


class Handed(models.Model):
    """What a delegate wrote for a leader, who publishes it, changes it or throws it away.

    Stream and post are no foreign keys, as of what is scheduled.
    """

    id = models.BigAutoField(primary_key=True)
    leader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="handed")
    writer = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    stream_id = models.BigIntegerField(null=True)
    reply_to_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16, default="post")
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    answerers = models.CharField(max_length=12, choices=Answerers, default="", blank=True)
    request_key = models.CharField(max_length=64, unique=True)
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft {self.pk} of person {self.writer_id} for person {self.leader_id}"


class HandedFile(models.Model):
    """A file that will hang on what was drafted. It is the leader's from then on."""

    pk = models.CompositePrimaryKey("handed_id", "file_id")
    handed = models.ForeignKey(
        Handed, on_delete=models.CASCADE, related_name="files", db_index=False
    )
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="handed")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"file {self.file_id} for draft {self.handed_id}"


class Scheduled(models.Model):
    """A post that waits. It is claimed before it is published, and gone when that is done.

    The stream is no foreign key: when it vanishes, the author is told.
    """

    id = models.BigAutoField(primary_key=True)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="scheduled")
    acted_by = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    stream_id = models.BigIntegerField()
    kind = models.CharField(max_length=16, default="post")
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    answerers = models.CharField(max_length=12, choices=Answerers, default="", blank=True)
    request_key = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    claimed_at = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        verbose_name_plural = "scheduled posts"

    def __str__(self) -> str:
        return f"scheduled post {self.pk}, due {self.due_at}"


def scheduled_key(author: Person, request_key: str) -> str:
    """Under which key a post that waits is kept, and published: of its author and request."""
    return f"later-{author.pk}-{request_key}"[:64]


class ScheduledFile(models.Model):
    """A file that will hang on a scheduled post."""

    pk = models.CompositePrimaryKey("scheduled_id", "file_id")
    scheduled = models.ForeignKey(
        Scheduled, on_delete=models.CASCADE, related_name="files", db_index=False
    )
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="scheduled")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"file {self.file_id} for scheduled post {self.scheduled_id}"
