"""What is asked before publishing: words that are watched for, and posts that wait for owners."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from groundswell.network.files.models import File
from groundswell.network.streams.models import MemberRole, Membership, Stream
from groundswell.people.persons.models import Person


class WatchWord(models.Model):
    """A word or pattern that may not stand in a text. It is off until somebody switches it on."""

    id = models.BigAutoField(primary_key=True)
    pattern = models.CharField(max_length=200)
    is_regex = models.BooleanField(default=False)
    advice = models.CharField(max_length=300, default="", blank=True)
    is_on = models.BooleanField(default=False)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"watch word {self.pk}"


class HeldState(models.TextChoices):
    WAITING = "waiting"
    APPROVED = "approved"
    TURNED_DOWN = "turned down"


class HeldQuerySet(models.QuerySet["Held"]):
    def visible_to(self, viewer: Person) -> HeldQuerySet:
        """Its author's own, and those that wait in groups of the viewer."""
        return self.filter(Q(author=viewer) | self._owned(viewer))

    def decided_by(self, viewer: Person) -> HeldQuerySet:
        """Those that the viewer may decide: they own the group."""
        return self.filter(self._owned(viewer))

    def waiting(self) -> HeldQuerySet:
        return self.filter(state=HeldState.WAITING)

    def _owned(self, viewer: Person) -> Q:
        mine = Membership.objects.filter(person=viewer, role=MemberRole.OWNER)
        return Q(Exists(mine.filter(stream=OuterRef("stream"))))


class Held(models.Model):
    """A post that waits for an owner of its group. It is no post yet, so no feed can show it."""

    id = models.BigAutoField(primary_key=True)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held")
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="held")
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=16, default="", blank=True)
    answerers = models.CharField(max_length=12, default="", blank=True)
    request_key = models.CharField(max_length=64, null=True)
    held_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=HeldState, default=HeldState.WAITING)
    words = models.CharField(max_length=1000, default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    post_id = models.BigIntegerField(null=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "held posts"
        constraints = [
            models.UniqueConstraint(fields=["author", "request_key"], name="a_request_waits_once")
        ]
        indexes = [models.Index(fields=["stream", "state"], name="held_queue")]

    def __str__(self) -> str:
        return f"held post {self.pk}"


class HeldFile(models.Model):
    """A file that will hang on a post that waits."""

    pk = models.CompositePrimaryKey("held_id", "file_id")
    held = models.ForeignKey(Held, on_delete=models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="held")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"file {self.file_id} for held post {self.held_id}"
