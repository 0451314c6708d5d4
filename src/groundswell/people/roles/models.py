"""Roles as named permissions. A role opens tools, never a closed group."""

from __future__ import annotations

from django.db import models

from groundswell.people.persons.models import Person


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator"
    PEOPLE_ADMINISTRATOR = "people_administrator"
    MODERATOR = "moderator"
    ANALYST = "analyst"
    READER = "reader"
    LEGAL = "legal"
    ANNOUNCER = "announcer"
    WORKS_COUNCIL = "works_council"


class RoleGrant(models.Model):
    """That a person has a role, since when and from whom."""

    pk = models.CompositePrimaryKey("person_id", "role")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=32, choices=Role)
    granted_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="roles_granted"
    )
    granted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"person {self.person_id} is {self.role}"
