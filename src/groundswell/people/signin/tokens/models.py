"""What lets a program in with a part of somebody's rights, for a time."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class AccessToken(models.Model):
    """One program's way in. The program holds the token, we its SHA-256.

    It may do what its scope says, as long as its person may.
    """

    id = models.BigAutoField(primary_key=True)
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="access_tokens")
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=40)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"access token {self.pk} of person {self.person_id}"
