"""Who turned to whom, one narrow row each, as far back as raw rows are kept."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    REPLY = "reply"
    MENTION = "mention"
    REACTION = "reaction"
    BEST_ANSWER = "best"
    PRAISE = "praise"


class Interaction(models.Model):
    """One person turned to another. It follows from one post; no foreign key: history stays."""

    id = models.BigAutoField(primary_key=True)
    from_id = models.BigIntegerField(db_index=True)
    to_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=8, choices=Kind)
    is_delegated = models.BooleanField()
    stream_id = models.BigIntegerField()
    thread_id = models.BigIntegerField()
    post_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} from person {self.from_id} to person {self.to_id} on {self.on}"


class Recounting(models.Model):
    """The one row that says that all rows are being counted anew, and how far that has come."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    after_post_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"counted anew up to post {self.after_post_id}"
