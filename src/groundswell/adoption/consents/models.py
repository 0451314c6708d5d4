"""Who agreed to be named, and to what; who took it back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from groundswell.people.persons.models import Person


class What(models.TextChoices):
    BRIDGE = "bridge"  # to be named as somebody who joins groups
    CHAMPION = "champion"  # to be named among those who could carry the rest


class Consent(models.Model):
    """Somebody may be named from one instant to another; without an end they may be now."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    what = models.CharField(max_length=12, choices=What)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "what"], condition=Q(withdrawn_at=None), name="agreed_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_runs_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} may be named as {self.what} from {self.given_at}"


class RosterPlace(models.Model):
    """A leader was told that figures of theirs would be shown; they are once the leader agrees."""

    leader = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="roster_place"
    )
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="leaders_told"
    )
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"person {self.leader_id}, told at {self.told_at}"

    @property
    def is_shown(self) -> bool:
        """Whether they agreed, and have not taken it back."""
        return self.agreed_at is not None and self.withdrawn_at is None


class ShownBefore(models.Model):
    """Figures of a leader were shown from one instant to another, before what their place says.

    What was told then is known, so the gate leaves them out of those periods for good.
    """

    id = models.BigAutoField(primary_key=True)
    leader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="shown_before")
    agreed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__gte=F("agreed_at")), name="shown_runs_forward"
            )
        ]

    def __str__(self) -> str:
        return f"person {self.leader_id}, shown from {self.agreed_at} to {self.withdrawn_at}"
