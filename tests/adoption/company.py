"""A company of numbers: so many employed here and there, so many of whom took part on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.interactions.models import Interaction, Kind
from groundswell.adoption.viewing import Operator
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State

OPERATOR = Operator.AT_THE_SERVER
ALWAYS = date(2020, 1, 1)


def employ(function: str, count: int, *, site="Halden", level="Desk", **more) -> list[Person]:
    """So many more people who stand there."""
    state = State.LEFT if more.get("left_on") else State.ACTIVE
    new = persons.NewPerson(name=f"{function} {site} {level}", **{"state": state, **more})
    people = persons.add_many([new] * count)
    Assignment.objects.bulk_create(
        Assignment(person=person, function=function, site=site, level=level, from_on=ALWAYS)
        for person in people
    )
    return people


def take_part(people: Iterable[Person], *on: date) -> None:
    """Each posted once on each of the days."""
    ContributionDay.objects.bulk_create(
        ContributionDay(on=day, person_id=person.pk, posts=1) for person in people for day in on
    )


def turn(pairs: Iterable[tuple[Person, Person]], on: date) -> None:
    """The first of each pair turned to the second on a day."""
    Interaction.objects.bulk_create(
        Interaction(from_id=one.pk, to_id=other.pk, kind=Kind.REPLY, is_delegated=False,
                    stream_id=1, thread_id=1, post_id=1, on=on,
                    at=datetime(on.year, on.month, on.day, 12, tzinfo=UTC))
        for one, other in pairs
    )  # fmt: skip
