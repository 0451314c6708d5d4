"""Where people stand, now and then, and who leads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from groundswell.foundation import sql
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State

QUERIES = sql.folder(__package__)
LONGEST_LINE = 30  # levels; a line longer than that is a circle


@dataclass(frozen=True, slots=True)
class Box:
    """One person in the tree of the organisation, and how many report to them."""

    person: Person
    place: Assignment
    reports: int


def present(person_ids: Iterable[int]) -> dict[int, Assignment]:
    """Where people stand now, by person."""
    places = Assignment.objects.present().filter(person_id__in=list(person_ids))
    return {place.person_id: place for place in places}


def values(column: str) -> list[str]:
    """The functions, sites or levels that people stand in now, by name."""
    working = Assignment.objects.present().exclude(person__state=State.LEFT)
    found = working.exclude(**{column: ""}).values_list(column, flat=True)
    return sorted(found.distinct())


def count_in(column: str, names: Collection[str]) -> int:
    """How many of those who work here now stand in one of these functions, sites or levels."""
    working = Assignment.objects.present().exclude(person__state=State.LEFT)
    return working.filter(**{f"{column}__in": list(names)}).count()


def zones_by_site() -> list[tuple[str, str, int]]:
    """Of those who work here now so many of each site live in a time zone; empty: none is known."""
    working = Assignment.objects.present().exclude(person__state=State.LEFT).exclude(site="")
    counted = working.values("site", "person__time_zone").annotate(count=Count("pk"))
    return list(counted.values_list("site", "person__time_zone", "count"))


def line_of(viewer: Person, person: Person) -> list[Box]:
    """The managers above a person, the chief first."""
    above = [row[0] for row in QUERIES.tuples("above", person=person.pk, limit=LONGEST_LINE)]
    places = {place.person_id: place for place in _working(viewer).filter(person__in=above)}
    line = [places[manager] for manager in takewhile(places.__contains__, above)]
    return [Box(place.person, place, 0) for place in reversed(line)]


def reports_of(viewer: Person, person_id: int) -> QuerySet[Assignment]:
    """Where those stand who report to a person now, by name."""
    return _working(viewer).filter(manager_id=person_id).order_by("person__name_folded", "pk")


def heads(viewer: Person) -> QuerySet[Assignment]:
    """Where those stand without a manager to whom somebody reports: the chief, or several.

    Where nobody reports to anybody, it is all.
    """
    below = Assignment.objects.present().exclude(person__state=State.LEFT)
    found = _working(viewer).filter(manager=None).order_by("person__name_folded", "pk")
    leading = found.filter(Exists(below.filter(manager_id=OuterRef("person_id"))))
    return leading if leading.exists() else found


def boxes(places: Iterable[Assignment]) -> list[Box]:
    """The boxes of people in the tree, with how many report to each."""
    shown = list(places)
    below = Assignment.objects.present().exclude(person__state=State.LEFT)
    under = below.filter(manager_id__in=[place.person_id for place in shown])
    counts = dict(under.values_list("manager").annotate(Count("pk")))
    return [Box(place.person, place, counts.get(place.person_id, 0)) for place in shown]


def on(day: date) -> QuerySet[Assignment]:
    """Where everybody stood on a day."""
    return Assignment.objects.filter(from_on__lte=day).filter(Q(to_on=None) | Q(to_on__gt=day))


def _working(viewer: Person) -> QuerySet[Assignment]:
    people = Person.objects.visible_to(viewer).exclude(state=State.LEFT)
    return Assignment.objects.present().filter(person__in=people).select_related("person__account")
