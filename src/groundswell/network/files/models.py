"""Files that people attach. The bytes lie in the content-addressed store (`foundation.blobs`)."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person

LONGEST_DESCRIPTION = 1500  # letters, as elsewhere: more is a text of its own


class File(models.Model):
    """A file, or a link to one that an import could not bring (then `key` is empty)."""

    id = models.BigAutoField(primary_key=True)
    uploader = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="files")
    key = models.CharField(max_length=64, default="", blank=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=100)
    size_bytes = models.PositiveBigIntegerField(default=0)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    sizes = models.JSONField(default=dict)
    link = models.CharField(max_length=1000, default="", blank=True)
    # What a picture shows, for those who do not see it.
    description = models.CharField(
        max_length=LONGEST_DESCRIPTION, default="", db_default="", blank=True
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} (file {self.pk})"

    @property
    def is_image(self) -> bool:
        return bool(self.sizes)
