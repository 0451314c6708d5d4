"""Polls: what is asked, who voted, and in named ones how."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person


class Poll(models.Model):
    """What a post of this kind asks. `counts` are of named votes as they come, else of the end."""

    post = models.OneToOneField(
        Post, on_delete=models.CASCADE, primary_key=True, related_name="poll"
    )
    options = models.JSONField()
    counts = models.JSONField()
    is_anonymous = models.BooleanField(default=False)
    asked = models.PositiveIntegerField()
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["ends_at"], condition=Q(closed_at=None), name="poll_running")
        ]

    def __str__(self) -> str:
        return f"poll {self.post_id}"


class Vote(models.Model):
    """That somebody voted, and first on which day; in a named poll also for what.

    An anonymous one keeps no choice here, and its ballots no day.
    """

    pk = models.CompositePrimaryKey("poll_id", "person_id")
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="votes")
    choice = models.PositiveSmallIntegerField(null=True)
    voted_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"person {self.person_id} voted in poll {self.poll_id}"


class Ballot(models.Model):
    """A vote in an anonymous poll that runs: what was chosen, and no person, time or order.

    Its id is drawn at random. Who holds the key, of which only a hash is here, may change it; the
    browser it was cast in holds the key. When the poll ends, ballots are counted and destroyed.
    """

    id = models.BigIntegerField(primary_key=True)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    choice = models.PositiveSmallIntegerField()
    key_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"a ballot in poll {self.poll_id}"
