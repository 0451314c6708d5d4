"""What roles permit. A role opens tools; it never opens a group."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from django.db.models import QuerySet

from groundswell.people.persons.models import Person
from groundswell.people.roles.models import Role, RoleGrant


class Permission(StrEnum):
    MANAGE_PEOPLE = "manage people"
    MANAGE_ROLES = "manage roles"
    OPEN_DOORS = "open the doors"
    IMPORT = "import"
    CHANGE_SETTINGS = "change settings"
    LOOK_AFTER = "look after the server"
    MODERATE = "moderate"
    SEE_ADOPTION = "see adoption in full"
    SEE_AGREED = "see figures of people who agreed"
    WORK_ON_ADOPTION = "work on adoption"
    SEE_AUDIT = "see the audit log"
    ERASE_PEOPLE = "erase people"
    ANNOUNCE = "announce to all"
    SEE_LOOKS = "see who looked at figures"
    SWITCH_MEASURES = "switch measures off"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.MANAGE_PEOPLE,
            Permission.MANAGE_ROLES,
            Permission.OPEN_DOORS,
            Permission.IMPORT,
            Permission.CHANGE_SETTINGS,
            Permission.LOOK_AFTER,
            Permission.SEE_AUDIT,
            Permission.ERASE_PEOPLE,
            Permission.SWITCH_MEASURES,
        }
    ),
    Role.PEOPLE_ADMINISTRATOR: frozenset({Permission.MANAGE_PEOPLE}),
    Role.MODERATOR: frozenset({Permission.MODERATE}),
    Role.ANALYST: frozenset(
        {Permission.SEE_ADOPTION, Permission.SEE_AGREED, Permission.WORK_ON_ADOPTION}
    ),
    Role.READER: frozenset({Permission.SEE_ADOPTION}),
    Role.LEGAL: frozenset({Permission.SEE_AUDIT, Permission.SEE_LOOKS}),
    Role.ANNOUNCER: frozenset({Permission.ANNOUNCE}),
    Role.WORKS_COUNCIL: frozenset(
        {Permission.SEE_ADOPTION, Permission.SEE_LOOKS, Permission.SWITCH_MEASURES}
    ),
}
MODERATING = [role for role, grants in GRANTS.items() if Permission.MODERATE in grants]


def permissions(roles: Iterable[str]) -> frozenset[Permission]:
    """All that the roles permit together."""
    return frozenset().union(*(GRANTS[Role(role)] for role in roles))


def may_act_for(actor: Person, person: Person) -> bool:
    """Whether somebody may give out a way in as that person, or shut them out.

    Nobody gains power so: only over people who may do no more than they, or could be given it.
    """
    own = permissions(roles_of(actor))
    return Permission.MANAGE_ROLES in own or permissions(roles_of(person)) <= own


def roles_of(person: Person) -> frozenset[str]:
    """The roles that somebody has."""
    return frozenset(RoleGrant.objects.filter(person=person).values_list("role", flat=True))


def grants() -> QuerySet[RoleGrant]:
    """Who has which role; for administrators."""
    return RoleGrant.objects.select_related("person__account").order_by("role")
