"""What the index owes, and the texts that were found inside files."""

from __future__ import annotations

from django.db import models

from groundswell.foundation import ids
from groundswell.network.files.models import File
from groundswell.people.persons.models import Person


class Renewal(models.Model):
    """Posts to index again, of one author or of all, from the newest down; `below_id` is how far.

    A migration that changes what stands in documents adds one row for all.
    """

    id = models.BigAutoField(primary_key=True)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    from_id = models.BigIntegerField(default=0)
    below_id = models.BigIntegerField(default=ids.MAX)

    def __str__(self) -> str:
        return f"posts of {self.author_id or 'all'} below {self.below_id}"


class FileReading(models.Model):
    """That a file hangs on a post and is to be read; and once it was, what went wrong, or "".

    The words of `fault` stand at `foundation.extracts.reading.Extract`.
    """

    file = models.OneToOneField(
        File, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    read_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=16, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["file"], condition=models.Q(read_at=None), name="file_reading_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"file {self.file_id}, read {self.read_at or 'not yet'} {self.fault}"


class FilePart(models.Model):
    """A page, a slide, a piece of a sheet: what it says, and where it stands in its file."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=8)
    place = models.CharField(max_length=100, default="", blank=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"{self.kind} {self.place} of file {self.file_id}"


class Missed(models.Model):
    """A text that was looked for and not found. Its words are kept once three people asked.

    Until then a keyed digest stands for them, and up to three marks for who asked (see `misses`).
    """

    digest = models.CharField(max_length=64, primary_key=True)
    words = models.CharField(max_length=80, default="", blank=True)
    marks = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.words or f"missed {self.digest[:8]}"


class MissedDay(models.Model):
    """How often it was asked on a day."""

    pk = models.CompositePrimaryKey("missed_id", "on")
    missed = models.ForeignKey(
        Missed, on_delete=models.CASCADE, related_name="days", db_index=False
    )
    on = models.DateField(db_index=True)
    asked = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.missed_id[:8]} on {self.on}: {self.asked}"
