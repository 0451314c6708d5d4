"""The leaders who may be told that their own figures would be shown, and what they said.

For whoever manages people. Of those who said no it stays with the leader: see `about_me`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.conf import settings

from groundswell.adoption.consents import actions as consents
from groundswell.adoption.consents.models import RosterPlace
from groundswell.adoption.leading import rows
from groundswell.foundation import clock
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person, State


@dataclass(frozen=True, slots=True)
class Leader:
    """One who leads now, where they stand, and when they were told, if they were."""

    person: Person
    function: str
    level: str
    place: RosterPlace | None


def leaders() -> Sequence[Leader]:
    """Everybody who leads now and has people or a leader's level, and who was told, by name."""
    told = {place.leader_id: place for place in RosterPlace.objects.all()}
    present = Assignment.objects.present()
    place = {
        one.person_id: one for one in present.filter(person__in=rows.leaders_on(clock.today()))
    }
    manage = present.filter(manager__in=place).exclude(person__state=State.LEFT)
    have_people = set(manage.values_list("manager_id", flat=True))
    lead = {
        pk for pk, one in place.items() if pk in have_people or one.level in settings.LEADER_LEVELS
    }
    people = Person.objects.filter(pk__in=lead | told.keys(), is_bot=False)
    people = people.exclude(state=State.LEFT).order_by("name_folded", "pk")
    return [
        Leader(
            person,
            place[person.pk].function if person.pk in place else "",
            place[person.pk].level if person.pk in place else "",
            told.get(person.pk),
        )
        for person in people
    ]


def tell(*, leader_ids: Collection[int], told_by: Person) -> int:
    """Tell those of the leaders who were not told yet; how many."""
    waiting = [one.person for one in leaders() if one.person.pk in leader_ids and one.place is None]
    for leader in waiting:
        consents.tell(leader=leader, told_by=told_by)
    return len(waiting)
