"""What is asked before publishing: words that are watched for, and posts that wait for owners."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from groundswell.network.files.models import File
from groundswell.network.streams.models import MemberRole, Membership, Stream
from groundswell.people.persons.models import Person
from groundswell.people.roles.models import RoleGrant
from groundswell.people.roles.queries import MODERATING


class WatchWord(models.Model):
    """A word or pattern that may not stand in a text, or that a moderator sees first (`holds`).

    It is off until somebody switches it on.
    """

    id = models.BigAutoField(primary_key=True)
    pattern = models.CharField(max_length=200)
    is_regex = models.BooleanField(default=False)
    holds = models.BooleanField(default=False, db_default=False)
    advice = models.CharField(max_length=300, default="", blank=True)
    is_on = models.BooleanField(default=False)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"watch word {self.pk}"


class Decider(models.TextChoices):
    """Who is asked first: whoever owns the group, or moderators because of a watched word."""

    OWNERS = "owners"
    MODERATORS = "moderators"


class HeldState(models.TextChoices):
    WAITING = "waiting"
    APPROVED = "approved"
    TURNED_DOWN = "turned down"


class HeldQuerySet(models.QuerySet["Held"]):
    def visible_to(self, viewer: Person) -> HeldQuerySet:
        """Whoever wrote it, in their own name or as a delegate, and whoever decides."""
        own = Q(author=viewer) | Q(acted_by=viewer)
        return self.filter(own | self._is_decided_by(viewer))

    def decided_by(self, viewer: Person) -> HeldQuerySet:
        """Those that the viewer may decide, as an owner or a moderator; never a moderator's own."""
        return self.filter(self._is_decided_by(viewer))

    def waiting(self) -> HeldQuerySet:
        return self.filter(state=HeldState.WAITING)

    def _is_decided_by(self, viewer: Person) -> Q:
        owned = Membership.objects.filter(person=viewer, role=MemberRole.OWNER)
        moderates = RoleGrant.objects.filter(person=viewer, role__in=MODERATING)
        by_owners = Q(Exists(owned.filter(stream=OuterRef("stream"))), decider=Decider.OWNERS)
        by_others = Q(Exists(moderates), ~Q(author=viewer), decider=Decider.MODERATORS)
        return by_owners | by_others


class Held(models.Model):
    """What waits to be seen first: a post, a reply (`reply_to_id`) or a change (`edits_id`).

    It is no post yet, so no feed can show it. Posts that may vanish meanwhile are no foreign keys.
    """

    id = models.BigAutoField(primary_key=True)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="held")
    acted_by = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="held")
    decider = models.CharField(
        max_length=12, choices=Decider, default=Decider.OWNERS, db_default=Decider.OWNERS
    )
    # The watched word that stands in it, as it was written.
    word = models.CharField(max_length=200, default="", db_default="", blank=True)
    origin = models.CharField(max_length=8, default="native", db_default="native")
    reply_to_id = models.BigIntegerField(null=True)
    edits_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=16, default="", blank=True)
    answerers = models.CharField(max_length=12, default="", blank=True)
    # What a change says that pictures show which hang on its post already, by their numbers.
    descriptions = models.JSONField(default=dict)
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
    """A file that will hang on a post that waits, or will not any more once it is changed."""

    pk = models.CompositePrimaryKey("held_id", "file_id")
    held = models.ForeignKey(Held, on_delete=models.CASCADE, related_name="files", db_index=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="held")
    position = models.PositiveSmallIntegerField(default=0)
    is_dropped = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return f"file {self.file_id} for held post {self.held_id}"
