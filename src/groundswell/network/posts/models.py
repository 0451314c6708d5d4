"""Posts: threads and the replies in them, and where the threads stand."""

from __future__ import annotations

from copy import copy

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from groundswell.network.files.models import LONGEST_DESCRIPTION, File
from groundswell.network.streams.models import Membership, Stream
from groundswell.network.topics.models import Topic
from groundswell.people.persons.models import Account, Person


class Origin(models.TextChoices):
    NATIVE = "native"
    IMPORT = "import"
    MAIL = "mail"
    API = "api"
    BOT = "bot"


class Answerers(models.TextChoices):
    """Who may answer a thread, of those who read it."""

    EVERYBODY = ""
    MEMBERS = "members"
    MENTIONED = "mentioned"
    NOBODY = "nobody"


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, viewer: Person) -> PostQuerySet:
        """Posts of threads that stand in a stream the viewer may read."""
        mine = Membership.objects.filter(stream=OuterRef("stream"), person=viewer)
        placed = Placement.objects.filter(
            Q(stream__is_open=True) | Exists(mine), post=Coalesce(OuterRef("root"), OuterRef("pk"))
        )
        return self.filter(Exists(placed))

    def threads(self) -> PostQuerySet:
        return self.filter(root=None)


class Post(models.Model):
    """A thread's start (no root), an answer to it (root), or an answer to an answer (parent).

    An orphan is a reply whose thread an import could not find, and so became a thread itself.

    `reaction_counts` and the other counters change in the transaction of the row they count;
    every change that shows raises `version`, which is half of the key of the rendered fragment.
    """

    id = models.BigIntegerField(primary_key=True)
    root = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, related_name="replies", db_index=False
    )
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="answers")
    author = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="posts", db_index=False
    )
    acted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.NATIVE)
    kind = models.CharField(max_length=16, default="post")
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=16, default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    reply_count = models.PositiveIntegerField(default=0)
    reaction_counts = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    best_answer = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    request_key = models.CharField(max_length=64, null=True)
    is_orphan = models.BooleanField(default=False, db_default=False)
    locked_at = models.DateTimeField(null=True)
    lock_reason = models.CharField(max_length=200, default="", db_default="", blank=True)
    answerers = models.CharField(
        max_length=12, choices=Answerers, default=Answerers.EVERYBODY, db_default="", blank=True
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "request_key"], name="a_request_posts_once"),
            models.CheckConstraint(
                condition=Q(parent=None) | Q(root__isnull=False), name="an_answer_has_a_thread"
            ),
        ]
        indexes = [
            models.Index(fields=["root", "id"], name="post_thread"),
            models.Index(fields=["author", "id"], name="post_author"),
            models.Index(
                fields=["id", "version"],  # the feeds name both, and read no post for it
                condition=Q(kind="question", answered_at=None, removed_at=None, root=None),
                name="post_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def thread_id(self) -> int:
        return self.root_id or self.pk


class Placement(models.Model):
    """A thread stands in a stream. Feeds, search and permission read this and nothing else."""

    pk = models.CompositePrimaryKey("stream_id", "post_id")
    stream = models.ForeignKey(
        Stream, on_delete=models.PROTECT, related_name="placements", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="placements")
    pinned_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(F("stream"), F("post").desc(), name="placement_feed"),
            models.Index(
                fields=["stream", "pinned_at"],
                condition=Q(pinned_at__isnull=False),
                name="placement_pinned",
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.post_id} in stream {self.stream_id}"


class PostVersion(models.Model):
    """What a post said before it was edited."""

    id = models.BigAutoField(primary_key=True)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=200, default="", blank=True)
    source = models.TextField()
    html = models.TextField()
    said_at = models.DateTimeField()
    replaced_at = models.DateTimeField()
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"post {self.post_id} until {self.replaced_at}"


class VersionFile(models.Model):
    """A file that hung on a post until it was edited. Whoever reads the post may still open it."""

    pk = models.CompositePrimaryKey("version_id", "file_id")
    version = models.ForeignKey(
        PostVersion, on_delete=models.CASCADE, related_name="files", db_index=False
    )
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="versions")
    position = models.PositiveSmallIntegerField(default=0)
    # What its author said until then that it shows.
    description = models.CharField(
        max_length=LONGEST_DESCRIPTION, default="", db_default="", blank=True
    )

    def __str__(self) -> str:
        return f"file {self.file_id} on version {self.version_id}"

    @property
    def as_it_was(self) -> File:
        """The file, described as it was until then."""
        file = copy(self.file)
        file.description = self.description
        return file


class Mention(models.Model):
    """A post names a person or a group; of a group it may call the members too."""

    pk = models.CompositePrimaryKey("account_id", "post_id")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="mentions")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    calls = models.BooleanField(default=False, db_default=False)

    def __str__(self) -> str:
        return f"post {self.post_id} names account {self.account_id}"


class PostTopic(models.Model):
    """A post stands under a topic."""

    pk = models.CompositePrimaryKey("topic_id", "post_id")
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="post_topics", db_index=False
    )
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="post_topics")

    def __str__(self) -> str:
        return f"post {self.post_id} under topic {self.topic_id}"


class Attachment(models.Model):
    """A file hangs on a post."""

    pk = models.CompositePrimaryKey("post_id", "file_id")
    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="attachments", db_index=False
    )
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"file {self.file_id} on post {self.post_id}"
