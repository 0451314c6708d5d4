"""Topics: words that posts are found under."""

from __future__ import annotations

from django.db import models


class Topic(models.Model):
    """A #topic. The folded name is its address, the name is how it was first written."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=80)
    name_folded = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        return f"#{self.name}"
