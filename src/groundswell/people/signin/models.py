"""Sessions, one-time links and failed attempts. Only hashes of secrets are kept."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class Identity(models.Model):
    """Who somebody is at the company's own sign-in. Never their e-mail: that is given anew."""

    id = models.BigAutoField(primary_key=True)
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identities")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="identity_is_one_person")
        ]

    def __str__(self) -> str:
        return f"identity {self.pk} of person {self.person_id}"


class Session(models.Model):
    """One signed-in device. The browser holds the token, we its SHA-256."""

    id = models.BigAutoField(primary_key=True)
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    device = models.CharField(max_length=120, default="", blank=True)
    address = models.CharField(max_length=64, default="", blank=True)
    created_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    identity = models.ForeignKey(
        Identity, on_delete=models.CASCADE, null=True, related_name="sessions"
    )
    provider_session = models.CharField(max_length=255, default="", db_default="", blank=True)

    def __str__(self) -> str:
        return f"session {self.pk} of person {self.person_id}"


class Passkey(models.Model):
    """What lets a person in without a password: the public half; their device holds the other."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    credential_id = models.CharField(max_length=1400, unique=True)
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    device = models.CharField(max_length=120, default="", blank=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"passkey {self.pk} of person {self.person_id}"


class Purpose(models.TextChoices):
    INVITATION = "invitation"
    RESET = "reset"


class OneTimeLink(models.Model):
    """A link, or a PIN on paper, that lets its person set a password once."""

    id = models.BigAutoField(primary_key=True)
    secret_hash = models.CharField(max_length=160, unique=True)
    is_pin = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="one_time_links")
    purpose = models.CharField(max_length=16, choices=Purpose)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} for person {self.person_id}"


class SignInFailure(models.Model):
    """A failed attempt. The key is a hash of the account tried, or the address it came from."""

    id = models.BigAutoField(primary_key=True)
    key = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="sign_in_failures")]

    def __str__(self) -> str:
        return f"failure at {self.at}"


class Doors(models.Model):
    """The one row that says whether invitations may leave the house."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"doors opened {self.opened_at}" if self.opened_at else "doors closed"
