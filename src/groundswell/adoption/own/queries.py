"""What is measured about the viewer, for the viewer alone; no figure of others leaves from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet, Sum

from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.days import DAY, week_end
from groundswell.adoption.interactions.models import Interaction, Kind
from groundswell.adoption.measures.persona import WINDOW_DAYS, Persona, persona
from groundswell.foundation import clock
from groundswell.people.persons.models import Person

__all__ = ["Persona"]  # it is told in this shape
WEEKS = 13
WEEK = timedelta(weeks=1)
ANSWERS = (Kind.REPLY, Kind.REACTION)
GIVEN = ("posts", "replies", "reactions", "votes")


@dataclass(frozen=True, slots=True)
class Week:
    """A week that ends with a day: what the viewer gave, and what others gave the viewer."""

    last_on: date
    given: int
    received: int


@dataclass(frozen=True, slots=True)
class Mirror:
    """What the viewer gave and got in 90 days, and how that comes across."""

    persona: Persona
    posts: int
    replies: int
    reactions: int
    received: int


def weeks(viewer: Person) -> list[Week]:
    """The viewer's last 13 whole weeks, the oldest first."""
    last = week_end(clock.today() - DAY)
    first = last - WEEKS * WEEK + DAY
    days = ContributionDay.objects.filter(person_id=viewer.pk, on__range=(first, last))
    got = _got(viewer, first, last)
    given, received = [0] * WEEKS, [0] * WEEKS
    for on, *counts in days.values_list("on", *GIVEN):
        given[(on - first).days // 7] += sum(counts)
    for on, count in got.values_list("on").annotate(Count("pk")):
        received[(on - first).days // 7] += count
    return [
        Week(first + (number + 1) * WEEK - DAY, given[number], received[number])
        for number in range(WEEKS)
    ]


def mirror(viewer: Person) -> Mirror:
    """How the viewer comes across."""
    last = clock.today() - DAY
    span = (last - (WINDOW_DAYS - 1) * DAY, last)
    days = ContributionDay.objects.filter(person_id=viewer.pk, on__range=span)
    sums = days.aggregate(**{name: Sum(name, default=0) for name in GIVEN[:3]})
    received = _got(viewer, *span).count()
    return Mirror(persona(**sums, received=received), **sums, received=received)


def _got(viewer: Person, first: date, last: date) -> QuerySet[Interaction]:
    """What others gave; what delegates wrote for them counts for nobody."""
    rows = Interaction.objects.filter(to_id=viewer.pk, kind__in=ANSWERS, is_delegated=False)
    return rows.filter(on__range=(first, last))
