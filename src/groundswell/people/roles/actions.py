"""Giving and taking roles; each leaves its entry in the audit log."""

from __future__ import annotations

from django.db import transaction

from groundswell.foundation import clock
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person
from groundswell.people.roles.models import Role, RoleGrant


@transaction.atomic
def grant(*, person: Person, role: Role, granted_by: Person | None = None) -> None:
    """Give a role; giving it twice changes nothing."""
    _, is_new = RoleGrant.objects.get_or_create(
        person=person, role=role, defaults={"granted_by": granted_by, "granted_at": clock.now()}
    )
    if is_new:
        audit.record(granted_by, "granted role", "person", person.pk, role=str(role))


@transaction.atomic
def revoke(*, person: Person, role: Role, revoked_by: Person | None = None) -> None:
    """Take a role away; taking one that is not there changes nothing."""
    gone, _ = RoleGrant.objects.filter(person=person, role=role).delete()
    if gone:
        audit.record(revoked_by, "revoked role", "person", person.pk, role=str(role))
