"""A suggestion to bridge two groups that somebody took up, long enough ago to be compared."""

from __future__ import annotations

from datetime import timedelta

from groundswell.adoption.suggestions.models import Kind, Suggestion
from groundswell.foundation import clock
from groundswell.network.groups.models import Group
from groundswell.people.persons.models import Person

PAIR = ("Bridge software", "Customer voices")
TAKEN = timedelta(weeks=16)
BY = "Mira Lindqvist"


def write() -> None:
    """Write it down, in the caller's transaction."""
    one, other = Group.objects.filter(name__in=PAIR).order_by("pk")
    Suggestion.objects.create(
        one=one,
        other=other,
        kind=Kind.QUESTION,
        taken_on=clock.today() - TAKEN,
        taken_by=Person.objects.get(name=BY),
    )
