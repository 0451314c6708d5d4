"""What may be read of the looks: all of it by the works council and Legal, one's own by oneself."""

from __future__ import annotations

from django.db.models import QuerySet

from groundswell.adoption.looks.models import Look
from groundswell.foundation.errors import NotFound
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions, roles_of


def looks(viewer: Person, *, below: int | None = None) -> QuerySet[Look]:
    """All looks, the newest first, with a key below one.

    Raises:
        NotFound: the viewer's roles do not permit it.
    """
    if Permission.SEE_LOOKS not in permissions(roles_of(viewer)):
        raise NotFound
    found = Look.objects.select_related("person", "about").order_by("-pk")
    return found if below is None else found.filter(pk__lt=below)


def at_own_figures(viewer: Person) -> QuerySet[Look]:
    """Who looked at the viewer's own figures, the newest first."""
    found = Look.objects.filter(about=viewer).select_related("person")
    return found.order_by("-hour", "-pk")


def own(viewer: Person) -> QuerySet[Look]:
    """At what the viewer looked, as it is kept."""
    return Look.objects.filter(person=viewer).order_by("hour", "pk")
