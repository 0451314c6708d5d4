"""Who may write for a leader, and of which leaders it is public how much they say themselves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q

from groundswell.people.persons.models import Person, State

TIME_TO_OBJECT = timedelta(days=14)
WORKING = (State.INVITED, State.ACTIVE)


class Right(models.TextChoices):
    DRAFT = "draft"
    POST = "post"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def in_force(self) -> DelegationQuerySet:
        """Those between two people who may both sign in: others rest until they are taken back."""
        return self.filter(
            leader__state__in=WORKING,
            leader__is_bot=False,
            delegate__state__in=WORKING,
            delegate__is_bot=False,
        )


class Delegation(models.Model):
    """Somebody may draft or post for a leader. It is deleted when the leader takes it back."""

    id = models.BigAutoField(primary_key=True)
    leader = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="delegations", db_index=False
    )
    delegate = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="writes_for")
    right = models.CharField(max_length=8, choices=Right)
    granted_at = models.DateTimeField()

    objects = DelegationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["leader", "delegate"], name="one_right_of_a_delegate"),
            models.CheckConstraint(
                condition=~Q(leader=F("delegate")), name="nobody_is_their_own_delegate"
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.delegate_id} may {self.right} for person {self.leader_id}"


class Answer(models.TextChoices):
    NONE = ""
    ACCEPTED = "accepted"
    OBJECTED = "objected"


class Rostered(models.Model):
    """A leader was told that the share of their own words will be public."""

    leader = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="rostered"
    )
    told_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.NONE, blank=True)

    def __str__(self) -> str:
        return f"person {self.leader_id}, told at {self.told_at}"

    @property
    def public_from(self) -> datetime:
        """From when it is public, unless they object before."""
        return self.told_at + TIME_TO_OBJECT

    def is_public(self, now: datetime) -> bool:
        """Whether they agreed, or were told long enough ago and did not object."""
        is_late = self.answer == Answer.NONE and now >= self.public_from
        return self.answer == Answer.ACCEPTED or is_late
