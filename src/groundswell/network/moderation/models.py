"""Cases: what was reported, by whom and why, and what was decided about it.

A case keeps a copy of the one post that it is about. Moderators read the copy, and so a case
opens no closed group: nothing around the post becomes readable by being reported.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, Q

from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person
from groundswell.people.roles.models import RoleGrant
from groundswell.people.roles.queries import MODERATING


class Reason(models.TextChoices):
    """Why somebody reports a post."""

    HARM = "harm"
    PRIVATE = "private"
    WRONG = "wrong"
    NOISE = "noise"
    OTHER = "other"


class State(models.TextChoices):
    OPEN = "open"
    DECIDED = "decided"
    APPEALED = "appealed"
    FINAL = "final"


class Deed(models.TextChoices):
    """What was done in a case; its history is a row of these."""

    DISMISSED = "dismissed"
    WARNED = "warned"
    HID = "hid"
    LIMITED = "limited"
    APPEALED = "appealed"
    UPHELD = "upheld"
    LIFTED = "lifted"


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, viewer: Person) -> CaseQuerySet:
        """Moderators read all but those about themselves; an author reads what was decided."""
        own = Q(author=viewer, decided_at__isnull=False)
        moderates = RoleGrant.objects.filter(person=viewer, role__in=MODERATING)
        return self.filter(own | (Exists(moderates) & ~Q(author=viewer)))

    def decided_by(self, viewer: Person) -> CaseQuerySet:
        """Those that the viewer may decide: they moderate, and did not write it."""
        return self.visible_to(viewer).exclude(author=viewer)


class Case(models.Model):
    """A post that somebody reported, as it was then, and how that stands."""

    id = models.BigAutoField(primary_key=True)
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="case")
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="cases")
    title = models.CharField(max_length=200, default="", blank=True)
    html = models.TextField()
    files = models.PositiveSmallIntegerField(default=0)
    # Where it stood: a hidden thread without replies leaves its streams, and may come back.
    stream_ids = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # When something was decided of which the author is to know.
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "changed_at"], name="case_queue")]

    def __str__(self) -> str:
        return f"case {self.pk} about post {self.post_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether a moderator is to look at it."""
        return self.state in {State.OPEN, State.APPEALED}


class Report(models.Model):
    """That somebody asks for a look at a post, once. Its author never learns who."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=8, choices=Reason)
    words = models.CharField(max_length=500, default="", blank=True)
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_report_a_person")
        ]

    def __str__(self) -> str:
        return f"report of person {self.person_id} in case {self.case_id}"


class Act(models.Model):
    """Something done in a case, with the reason given."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="acts")
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    deed = models.CharField(max_length=12, choices=Deed)
    words = models.CharField(max_length=1000, default="", blank=True)
    until = models.DateTimeField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.deed} in case {self.case_id}"
