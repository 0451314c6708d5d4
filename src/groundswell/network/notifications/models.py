"""Notices: that something waits for a person. They store facts; words are found when read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from django.db import models
from django.db.models import Q

from groundswell.network.posts.models import Post
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import Person, State
from groundswell.people.signin.models import Session


class Kind(models.TextChoices):
    """What a notice is about. `telling` opens them, `facts.sql` says what they stand for."""

    MENTION = "mention"
    CALL = "call"
    ANSWER = "answer"
    THREAD = "thread"
    BEST = "best"
    REACTION = "reaction"
    FOLLOW = "follow"
    INVITATION = "invitation"
    REQUEST = "request"
    NEWS = "news"
    REPORT = "report"
    DECISION = "decision"
    OUTCOME = "outcome"
    HELD = "held"
    VERDICT = "verdict"
    ANNOUNCEMENT = "announcement"
    DELEGATION = "delegation"
    DRAFT = "draft"
    ROSTER = "roster"
    FIGURES = "figures"
    CONSENT = "consent"
    RENEWAL = "renewal"
    SLEEP = "sleep"
    ARCHIVED = "archived"
    OFFER = "offer"
    FOUND = "found"
    OWNER = "owner"
    MEMBER = "member"
    WELCOMED = "welcomed"
    TURNED_AWAY = "turned away"
    DISMISSED = "dismissed"


ON_THE_ROSTER = 1  # a consent that ended: of a leader to show figures, not to be named
# What happens to a group, or to somebody in it, as long as it is so.
OF_GROUP_LIFE = (
    Kind.RENEWAL, Kind.SLEEP, Kind.ARCHIVED, Kind.OFFER, Kind.FOUND, Kind.OWNER, Kind.MEMBER,
    Kind.WELCOMED, Kind.TURNED_AWAY, Kind.DISMISSED,
)  # fmt: skip


class NoticeQuerySet(models.QuerySet["Notice"]):
    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)

    def unchanged(self, found: Sequence[Notice]) -> list[Notice]:
        """Those that wait for the same as when they were found, locked.

        Meanwhile somebody may have read one, and something else have opened it anew: whoever tells
        of what was found must not count that as told.
        """
        since = {notice.pk: notice.since_id for notice in found}
        held = self.filter(pk__in=since).order_by("pk").select_for_update()
        return [notice for notice in held if notice.since_id == since[notice.pk]]


class Notice(models.Model):
    """One for a person, a kind and what it is about, however much happens there.

    It says since when something waits; what that is stands in the posts, reactions and requests
    themselves, so what is removed or taken back is in no notice any more, and a thread of
    thousands of replies writes nothing for whoever has not looked yet.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=16, choices=Kind)
    # The thread; of a reaction the post, of news the stream, of groups the group, the case, the
    # delegation, the draft; else 0.
    subject_id = models.BigIntegerField()
    thread = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="notices")
    since_id = models.BigIntegerField()
    since_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    pushed_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    wave = models.BigIntegerField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "subject_id"], name="one_notice_however_much_happens"
            )
        ]
        indexes = [
            models.Index(
                fields=["person", "since_id"], condition=Q(read_at=None), name="notice_waiting"
            ),
            models.Index(fields=["person", "since_id"], name="notice_inbox"),
            models.Index(fields=["wave"], name="notice_wave"),
            models.Index(
                fields=["opened_at"], condition=Q(read_at=None, told_at=None), name="notice_untold"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for person {self.person_id} about {self.subject_id}"


class Attention(models.Model):
    """What a thread is to a person: whether they wrote in it, muted it, up to where they read."""

    pk = models.CompositePrimaryKey("thread_id", "person_id")
    thread = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="attentions", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="attentions")
    is_in = models.BooleanField(default=False)
    is_muted = models.BooleanField(default=False)
    read_up_to = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"person {self.person_id} and thread {self.thread_id}"


class Level(models.TextChoices):
    ALL = "all"
    HIGHLIGHTS = "highlights"
    NONE = "none"


class GroupLevel(models.Model):
    """How much somebody wants to hear of a group; who chose nothing hears the highlights."""

    pk = models.CompositePrimaryKey("person_id", "stream_id")
    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="group_levels", db_index=False
    )
    stream = models.ForeignKey(Stream, on_delete=models.CASCADE, related_name="levels")
    level = models.CharField(max_length=16, choices=Level)

    def __str__(self) -> str:
        return f"person {self.person_id} hears {self.level} of stream {self.stream_id}"


class Digest(models.TextChoices):
    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"


class Preferences(models.Model):
    """What of the notices reaches somebody outside the pages, and when.

    The row without a person is the preset: it is for all who have chosen nothing themselves.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, null=True, related_name="preferences"
    )
    mails_at_once = models.BooleanField(default=True)
    after_minutes = models.PositiveSmallIntegerField(default=15)
    digest = models.CharField(max_length=8, choices=Digest, default=Digest.DAILY)
    digest_hour = models.PositiveSmallIntegerField(default=16)
    digest_weekday = models.PositiveSmallIntegerField(default=0)
    is_quiet_at_night = models.BooleanField(default=True)
    quiet_from = models.TimeField(default=time(18))
    quiet_until = models.TimeField(default=time(7))
    pushes_say_who = models.BooleanField(default=True, db_default=True)
    working_days = models.JSONField(default=list)  # Monday is 0; none: those of the organisation

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.functions.Coalesce("person", 0), name="one_preset_of_notices"
            )
        ]

    def __str__(self) -> str:
        return f"preferences of person {self.person_id}" if self.person_id else "the preset"


class Digested(models.Model):
    """The day, as its person counts days, of which somebody was last owed a digest."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="digested"
    )
    on = models.DateField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} until {self.on}"


class PushDeviceQuerySet(models.QuerySet["PushDevice"]):
    def living(self, now: datetime) -> PushDeviceQuerySet:
        """Those on which their person is still signed in."""
        return self.filter(session__expires_at__gt=now, person__state=State.ACTIVE)


class PushDevice(models.Model):
    """A browser that is told of notices while it is closed, as long as its session lasts.

    Its endpoint, at the push service of its maker, takes what only its keys can read.
    """

    id = models.BigAutoField(primary_key=True)
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="push_device")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="push_devices")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    added_at = models.DateTimeField()
    failing_since = models.DateTimeField(null=True)

    objects = PushDeviceQuerySet.as_manager()

    def __str__(self) -> str:
        return f"device {self.pk} of person {self.person_id}"
