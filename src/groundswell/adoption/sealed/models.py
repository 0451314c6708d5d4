"""Closed days as sums: what stays of them when the rows about single people are dropped."""

from __future__ import annotations

from django.db import models


class SealedDay(models.Model):
    """A day whose sums are kept; `revised_at` is when they last became others.

    A stale one is summed up anew. A final one never is: its rows about people are gone. Of a coarse
    one small cells are put together.
    """

    on = models.DateField(primary_key=True)
    sealed_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True)
    is_stale = models.BooleanField(default=False)
    is_final = models.BooleanField(default=False)
    is_coarse = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["on"],
                condition=models.Q(is_stale=True, is_final=False),
                name="sealed_stale",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class SealedPeople(models.Model):
    """Of those who stood alike on a day: how many were employed, and took part in the 28 days."""

    pk = models.CompositePrimaryKey("on", "function", "site", "level", "leads")
    on = models.DateField()
    function = models.CharField(max_length=120)
    site = models.CharField(max_length=120)
    level = models.CharField(max_length=120)
    leads = models.PositiveSmallIntegerField()
    employed = models.PositiveIntegerField()
    active = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.on}: {self.function}, {self.site}, {self.level}"


class SealedPeriod(models.Model):
    """What the gate decided of a period, and what it tells of one breakdown within another.

    `judged` stands for the people that it was decided of: of others it is decided anew.
    """

    on = models.DateField(primary_key=True)
    facts = models.JSONField()
    judged = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"28 days to {self.on}"


class SealedGroup(models.Model):
    """What happened in a group in a period, before the gate: counted once, in the night after it.

    Never again: it would be of those who are members by then.
    """

    pk = models.CompositePrimaryKey("on", "stream_id")
    on = models.DateField()
    stream_id = models.BigIntegerField()
    members = models.PositiveIntegerField()
    is_compared = models.BooleanField()
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"stream {self.stream_id}, 28 days to {self.on}"


class SealedReach(models.Model):
    """Of those addressed by an announcement how many had acknowledged it after its first week: each
    function, how many of it were addressed, how many acknowledged; before the gate.
    """

    announcement_id = models.BigIntegerField(primary_key=True)
    facts = models.JSONField()

    def __str__(self) -> str:
        return f"announcement {self.announcement_id}"


class SealedTalk(models.Model):
    """How often people of one place turned to people of another on a day, delegates apart."""

    id = models.BigAutoField(primary_key=True)
    on = models.DateField(db_index=True)
    kind = models.CharField(max_length=8)
    from_function = models.CharField(max_length=120)
    from_site = models.CharField(max_length=120)
    from_level = models.CharField(max_length=120)
    to_function = models.CharField(max_length=120)
    to_site = models.CharField(max_length=120)
    to_level = models.CharField(max_length=120)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.on}: {self.kind} from {self.from_function} to {self.to_function}"


class SealedFigure(models.Model):
    """What a measure of the whole organisation told of a week, before the gate.

    `defined_on` says by which definition; a stale one is counted anew while its rows exist.
    """

    pk = models.CompositePrimaryKey("on", "measure")
    on = models.DateField()
    measure = models.CharField(max_length=40)
    facts = models.JSONField()
    defined_on = models.DateField()
    sealed_at = models.DateTimeField()
    revised_at = models.DateTimeField(null=True)
    is_stale = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.measure} on {self.on}"


class Mark(models.Model):
    """That figures of some days are no longer right: for who counts them just then.

    What is kept already is stale at once; these rows speak of what is not kept yet.
    """

    id = models.BigAutoField(primary_key=True)
    first_on = models.DateField()
    last_on = models.DateField()
    marked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first_on} to {self.last_on}"
