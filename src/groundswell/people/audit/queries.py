"""What may be read of the audit log, by those whose roles permit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from groundswell.foundation import clock
from groundswell.people.audit.models import AuditEntry
from groundswell.people.persons.models import Person

AT_ONCE = 500  # entries of an export that are read in one query


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are looked for; what is left open narrows nothing.

    A person is looked for as who did it and as to whom it was done.
    """

    person_id: int | None = None
    verb: str = ""
    first: date | None = None
    last: date | None = None


def entries(wanted: Wanted, *, below: int | None = None) -> QuerySet[AuditEntry]:
    """Those entries, newest first, with a key below one."""
    found = AuditEntry.objects.order_by("-pk")
    if wanted.person_id is not None:
        theirs = Q(noun="person", noun_id=wanted.person_id)
        found = found.filter(Q(actor_id=wanted.person_id) | theirs)
    if wanted.verb:
        found = found.filter(verb=wanted.verb)
    if wanted.first:
        found = found.filter(at__gte=clock.start_of(wanted.first))
    if wanted.last:
        found = found.filter(at__lt=clock.bounds(wanted.last, wanted.last)[1])
    return found if below is None else found.filter(pk__lt=below)


def exported(wanted: Wanted) -> Iterator[AuditEntry]:
    """All of them, oldest first, read in pieces so that a slow reader holds nothing."""
    last = 0
    rows = entries(wanted).order_by("pk")
    while some := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from some
        last = some[-1].pk


def verbs() -> list[str]:
    """The deeds that the log knows, in order."""
    return sorted(AuditEntry.objects.order_by().values_list("verb", flat=True).distinct())


def names(viewer: Person, found: Iterable[AuditEntry]) -> dict[int, str]:
    """How the people of some entries are called now; who is gone has no name."""
    shown = list(found)
    ids = {entry.actor_id for entry in shown}
    ids |= {entry.noun_id for entry in shown if entry.noun == "person"}
    people = Person.objects.visible_to(viewer).filter(pk__in=ids - {None})
    return dict(people.values_list("pk", "name"))
