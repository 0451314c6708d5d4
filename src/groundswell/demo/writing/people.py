"""People as a people list brings them: accounts, places then and now, roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from groundswell.demo import world
from groundswell.demo.days import Days
from groundswell.demo.member import Member, Place
from groundswell.demo.simulation import Company
from groundswell.demo.writing.news import News
from groundswell.foundation import clock
from groundswell.foundation.words import fold
from groundswell.network.posts.text import Mentioned
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Account, Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin.models import Doors

BATCH = 500
LANGUAGES = {"no": "Norwegian", "pl": "Polish", "ko": "Korean", "en": "English"}


@dataclass(frozen=True, slots=True)
class Known:
    """The accounts of all people, by their number."""

    accounts: Sequence[Account]

    def id_of(self, member: Member) -> int:
        return self.accounts[member.number].pk


def open_accounts(people: Sequence[Member]) -> Known:
    """An account for each, with the handle they have in what is said."""
    return Known(persons.claim_handles([member.handle for member in people]))


def by_handle(people: Sequence[Member], known: Known) -> dict[str, Mentioned]:
    """Whom a text may name."""
    return {
        member.handle: Mentioned(
            known.id_of(member), member.name, f"/people/{known.id_of(member)}/"
        )
        for member in people
    }


def write(company: Company, known: Known, days: Days) -> list[News]:
    """Write everybody; the news of it is returned."""
    Person.objects.bulk_create(
        [_person(company, member, known, days) for member in company.people], batch_size=BATCH
    )
    Assignment.objects.bulk_create(
        [place for member in company.people for place in _places(company, member, known)],
        batch_size=BATCH,
    )
    _grant_roles(company, known)
    return [news for member in company.people for news in _news(company, member, known)]


def came_at(company: Company, member: Member) -> datetime:
    """When somebody's account was made: with the network, or on their first day."""
    return max(company.hours.weeks[0].starts_at, _morning(member.started_on))


def _person(company: Company, member: Member, known: Known, days: Days) -> Person:
    since = days.since.get(member.number)
    state = State.ACTIVE if since else State.INVITED
    return Person(
        account=known.accounts[member.number],
        name=member.name,
        name_folded=fold(member.name),
        email=member.email,
        email_folded=persons.fold_email(member.email),
        external_id=member.key,
        title=member.title,
        state=State.LEFT if member.left_on else state,
        started_on=member.started_on,
        left_on=member.left_on,
        skills=list(member.skills),
        ask_me_about=list(member.ask),
        languages=[LANGUAGES[code] for code in member.languages],
        time_zone=world.ZONES[member.place.site],
        created_at=came_at(company, member),
        joined_at=since,
    )


def _places(company: Company, member: Member, known: Known) -> Iterator[Assignment]:
    if member.place_before and member.moved_on:
        before = _place(company, member, member.place_before, known, member.started_on)
        before.to_on = member.moved_on
        yield before
    now = _place(company, member, member.place, known, member.moved_on or member.started_on)
    now.to_on = member.left_on
    yield now


def _place(
    company: Company, member: Member, place: Place, known: Known, from_on: date
) -> Assignment:
    manager = None if member.manager is None else company.people[member.manager]
    return Assignment(
        person_id=known.id_of(member),
        function=place.function,
        site=place.site,
        level=world.LEVELS[place.level],
        manager_id=manager and known.id_of(manager),
        from_on=from_on,
    )


def _grant_roles(company: Company, known: Known) -> None:
    people = {member.name: known.id_of(member) for member in company.people if member.named}
    first = Person.objects.get(pk=people[world.ROLES_FROM])
    opened_at = company.hours.weeks[world.WEEKS - world.OPENED_WEEKS_AGO].starts_at
    with clock.frozen(opened_at - timedelta(days=10)):
        for name, granted in world.ROLES.items():
            for role in granted:
                person = Person.objects.get(pk=people[name])
                roles.grant(person=person, role=Role(role), granted_by=first)
    Doors.objects.update_or_create(pk=1, defaults={"opened_at": opened_at, "opened_by": first})


def _news(company: Company, member: Member, known: Known) -> Iterator[News]:
    number = known.id_of(member)
    yield News(None, "joined", "person", number, came_at(company, member))
    if member.moved_on:
        yield News(None, "moved", "person", number, _morning(member.moved_on))
    if member.left_on:
        yield News(None, "left", "person", number, _morning(member.left_on))


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(6), UTC)
