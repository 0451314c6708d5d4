"""Whose token it is, and what it may."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import QuerySet

from groundswell.foundation import clock
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions, roles_of
from groundswell.people.signin.queries import hash_of
from groundswell.people.signin.tokens.models import AccessToken


class Scope(StrEnum):
    """What programs may do, each with a token of its own."""

    ADOPTION_READ = "adoption:read"


NEEDS = {Scope.ADOPTION_READ: Permission.SEE_ADOPTION}


def holder(token: str) -> AccessToken | None:
    """The living token of that text, unless its person may not sign in any more."""
    found = (
        AccessToken.objects.filter(token_hash=hash_of(token), expires_at__gt=clock.now())
        .select_related("person")
        .first()
    )
    return found if found and found.person.may_sign_in else None


def may(token: AccessToken, scope: Scope) -> bool:
    """Whether a token was made for it and its person holds the right still."""
    is_for_it = token.scope == scope
    return is_for_it and NEEDS[scope] in permissions(roles_of(token.person))


def tokens(viewer: Person) -> QuerySet[AccessToken]:
    """The viewer's own tokens, the newest first; those that are over too, until taken away."""
    return AccessToken.objects.filter(person=viewer).order_by("-pk")


def may_make(viewer: Person) -> bool:
    """Whether there is anything that a program of the viewer might do."""
    return bool(permissions(roles_of(viewer)) & set(NEEDS.values()))
