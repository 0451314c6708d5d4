"""What a post would cost before it goes out: how many it tells at once, at what hour for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from groundswell.foundation import clock
from groundswell.network.notifications import preferring
from groundswell.people.persons.models import Person, State

MANY = 5  # people whom a post may tell without its author being asked again


@dataclass(frozen=True, slots=True)
class Hour:
    """How many people the clock shows this to, and whether it is a time they want to be quiet."""

    local: datetime
    people: int
    quiet: int


@dataclass(frozen=True, slots=True)
class Cost:
    """Whom a post interrupts now, by what their clocks show, the earliest first."""

    hours: Sequence[Hour]

    @property
    def people(self) -> int:
        return sum(hour.people for hour in self.hours)

    @property
    def quiet(self) -> int:
        return sum(hour.quiet for hour in self.hours)

    @property
    def is_high(self) -> bool:
        return self.people >= MANY


def cost(author: Person, person_ids: Iterable[int]) -> Cost:
    """What telling these people costs; groups, and those who are not here, cost nothing."""
    here = Person.objects.filter(state__in=[State.INVITED, State.ACTIVE], is_bot=False)
    people = list(here.filter(pk__in=set(person_ids)).exclude(pk=author.pk).only("pk", "time_zone"))
    chosen = preferring.of_all(person.pk for person in people)
    now = clock.now()
    told: Counter[datetime] = Counter()
    quiet: Counter[datetime] = Counter()
    for person in people:
        local = now.astimezone(preferring.zone_of(person)).replace(second=0, microsecond=0)
        wall = local.replace(tzinfo=None)
        told[wall] += 1
        quiet[wall] += preferring.is_quiet(chosen[person.pk], local)
    return Cost([Hour(wall, told[wall], quiet[wall]) for wall in sorted(told)])
