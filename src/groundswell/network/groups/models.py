"""Groups: open, closed or secret places to talk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from groundswell.network.streams.models import Membership, Stream
from groundswell.people.persons.models import Account, Person

RENEWED_EVERY = timedelta(days=365)
PATIENCE = timedelta(days=30)  # until an unanswered question about a group has its consequence
# Until somebody is asked to own an orphan: a list or an export that was taken over may be taken
# back, or bring an owner with its next part; and who writes most is known when all of it is there.
QUIET = timedelta(days=1)


class Visibility(models.TextChoices):
    OPEN = "open"
    CLOSED = "closed"
    SECRET = "secret"  # noqa: S105 - a kind of group, no password


class GroupQuerySet(models.QuerySet["Group"]):
    def visible_to(self, viewer: Person) -> GroupQuerySet:
        """Listed groups to everybody; a secret one exists for its members alone."""
        mine = Membership.objects.filter(stream=OuterRef("stream"), person=viewer)
        return self.filter(~Q(visibility=Visibility.SECRET) | Exists(mine))


class Group(models.Model):
    """A place to talk. A closed one is listed with name, purpose and count; its members read it."""

    account = models.OneToOneField(
        Account, on_delete=models.PROTECT, primary_key=True, db_column="id", related_name="group"
    )
    stream = models.OneToOneField(Stream, on_delete=models.PROTECT, related_name="group")
    name = models.CharField(max_length=80)
    name_folded = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300, default="", blank=True)
    visibility = models.CharField(max_length=8, choices=Visibility, default=Visibility.OPEN)
    member_count = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)
    renewal_asked_at = models.DateTimeField(null=True)
    sleep_noticed_at = models.DateTimeField(null=True)
    orphaned_at = models.DateTimeField(null=True)  # when it was first seen without an owner
    asks_approval = models.BooleanField(default=False, db_default=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_folded"],
                condition=~Q(visibility="secret"),
                name="listed_group_name_once",
            )
        ]
        indexes = [
            models.Index(
                F("member_count").desc(),
                F("account"),
                condition=Q(visibility="open", archived_at=None),
                name="group_to_join",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} (group {self.pk})"

    @property
    def id(self) -> int:
        return self.account_id

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None

    @property
    def is_to_renew(self) -> bool:
        """Whether its owners are asked if what it is for still holds."""
        return self.renewal_asked_at is not None and not self.is_archived

    def is_unrenewed(self, now: datetime) -> bool:
        """Whether its owners were asked long ago, and nobody has said yes."""
        asked_at = self.renewal_asked_at
        return asked_at is not None and asked_at + PATIENCE <= now and not self.is_archived

    @property
    def sleeps_from(self) -> datetime | None:
        """From when it is archived unless somebody writes; None while it is awake."""
        if self.sleep_noticed_at is None or self.is_archived:
            return None
        return self.sleep_noticed_at + PATIENCE

    @property
    def fell_asleep(self) -> bool:
        """Whether it was archived because nobody wrote, not by a decision of its owners."""
        return self.is_archived and self.sleep_noticed_at is not None


class JoinRequest(models.Model):
    """Somebody asks to be let into a closed group."""

    pk = models.CompositePrimaryKey("group_id", "person_id")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="join_requests")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} asks to join group {self.group_id}"


class Invitation(models.Model):
    """A member asks somebody in; to a secret group this is the only way."""

    pk = models.CompositePrimaryKey("group_id", "person_id")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="group_invitations")
    invited_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    invited_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} is invited to group {self.group_id}"


class OwnershipOffer(models.Model):
    """A member is asked to own a group that has no owner; at most one is asked at a time."""

    pk = models.CompositePrimaryKey("group_id", "person_id")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="ownership_offers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ownership_offers")
    offered_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(is_open=True), name="one_open_offer_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"group {self.group_id} is offered to person {self.person_id}"
