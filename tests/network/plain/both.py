"""The product and the plain company beside it: doing the same in both, and choosing to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from groundswell.activity import readers
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.groups import actions as groups
from groundswell.network.rules import holding
from groundswell.network.rules.models import Held
from groundswell.network.streams import actions as streams
from groundswell.network.streams.queries import organisation
from groundswell.people.org.models import Assignment
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.network.plain import company as plain
from tests.network.plain.company import Forbidden, Missing
from tests.network.plain.rules import Waits
from tests.network.plain.sights import Plain

BEGINNING = datetime(2025, 1, 1, 9, tzinfo=UTC)
NAMES = ("Ann Aas", "Bo Berg", "Cai Chen", "Dag Dahl", "Eva Egge")
FUNCTIONS, SITES, SUBJECTS = ("Service", "Comms"), ("Busan", "Halden", "Busan"), ("paint", "shaft")
LEVELS = ("desk", "desk", "field")
ANNOUNCER = 3  # of the people
FROM = date(2024, 1, 1)
GROUPS = (("Pilots", "open"), ("Board", "closed"), ("Merger", "secret"), ("Quay", "open"))


def pick[T](choices: list[T] | tuple[T, ...], at: int) -> T:
    return choices[at % len(choices)]


class Nothing(Exception):
    """There is nothing yet that this could be done to."""


class Both:
    """The product, the plain company beside it, and what everybody may do to both."""

    def __init__(self, beginning: datetime) -> None:
        self.plain = Plain(beginning)
        self.moved: set[plain.Stream] = set()
        with clock.frozen(beginning):
            self._furnish()

    def _furnish(self) -> None:
        self.plain.streams.append(plain.Stream(organisation().pk, "organisation", "Everybody"))
        people = [self._arrive(name) for name in NAMES]
        self.moderator = self._arrive("Moa Moderator")
        roles.grant(person=self.row(self.moderator), role=Role.MODERATOR)
        self.moderator.is_moderator = True
        self.administrator = self._arrive("Ada Admin")
        roles.grant(person=self.row(self.administrator), role=Role.ADMINISTRATOR)
        roles.grant(person=self.row(people[ANNOUNCER]), role=Role.ANNOUNCER)
        people[ANNOUNCER].is_announcer = True
        for person in people[1:3]:
            self._report_to(people[0], person)
        for number, (name, visibility) in enumerate(GROUPS):
            founder = pick(people, number)
            group = groups.found(founder=self.row(founder), name=name, visibility=visibility)
            handle = "" if visibility == "secret" else name.lower()
            stream = plain.Stream(
                group.stream_id, "group", name, group.pk, handle, visibility=visibility
            )
            self.plain.found(founder, stream)
            for other in (pick(people, number + 1), pick(people, number + 3)):
                groups.let_in(self.row(other), group)
                self.plain._let_in(other, stream)
        self.read("notices", "search")

    def _arrive(self, name: str) -> plain.Person:
        email = f"{name[: name.index(' ')].lower()}@halden.example"
        row = persons.add(persons.NewPerson(name=name, email=email, state=State.ACTIVE))
        streams.settle_in(row.pk)
        number = len(self.plain.people)
        person = plain.Person(
            row.pk,
            name,
            row.account.handle,
            function=pick(FUNCTIONS, number),
            site=pick(SITES, number),
            level=pick(LEVELS, number),
            is_asked_about=pick(SUBJECTS, number),
        )
        Person.objects.filter(pk=row.pk).update(ask_me_about=[person.is_asked_about])
        Assignment.objects.create(
            person=row,
            function=person.function,
            site=person.site,
            level=person.level,
            from_on=FROM,
        )
        storyline = plain.Stream(row.storyline.pk, "storyline", name, owner=person)
        self.plain.arrive(person, storyline)
        return person

    def _report_to(self, manager: plain.Person, person: plain.Person) -> None:
        person.manager = manager
        Assignment.objects.filter(person_id=person.id).update(manager_id=manager.id)

    def row(self, person: plain.Person) -> Person:
        """Somebody as a request would find them now."""
        return Person.objects.get(pk=person.id)

    def read(self, *names: str) -> None:
        """Let some readers of the log catch up."""
        for reader in readers.registered():
            if reader.name in names:
                readers.catch_up(reader)

    def person(self, at: int) -> plain.Person:
        return pick([person for person in self.plain.people if person.is_here], at)

    def post(self, at: int) -> plain.Post:
        """A post or message, one of the last sooner than an old one."""
        if not self.plain.posts:
            raise Nothing
        return self.plain.posts[-1 - at % len(self.plain.posts)]

    def group(self, at: int) -> plain.Stream:
        return pick(self.plain.of_kind("group"), at)

    def talk(self, at: int) -> plain.Stream:
        if not (known := self.plain.of_kind("conversation")):
            raise Nothing
        return pick(known, at)

    def both(self, who: plain.Person, do: Callable[[], Any], plainly: Callable[[Any], Any]) -> Any:
        """Do it in the product and in the plain company; both do it, or both refuse alike."""
        given, told = None, "done"
        try:
            given = do()
        except NotFound:
            told = "missing"
        except holding.WaitsForApproval:
            told = "waits"
        except Refused as refusal:
            told = f"refused ({type(refusal).__name__})"
        try:
            result, expected = plainly(given), "done"
        except Missing:
            result, expected = None, "missing"
        except Waits as wait:
            result, expected = None, "waits"
            self._hold(wait.held)
        except Forbidden:
            result, expected = None, "refused"
        # Who may only read is told so before anything is looked for.
        is_told_so = told == "refused (YouMayOnlyRead)" and self.plain.is_limited(who)
        assert told.startswith(expected) or (is_told_so and expected == "missing"), (told, expected)
        return result

    def _hold(self, held: plain.Held) -> None:
        """Something waits to be seen; of the changes of one post only the last does."""
        row = Held.objects.latest("pk")
        assert (row.stream_id, row.decider) == (held.stream.id, held.decider)
        held.id = row.pk
        for other in list(self.plain.held):
            if held.changes and other.changes is held.changes and other.is_waiting:
                self.plain.held.remove(other)
        self.plain.held.append(held)
        self.plain.tell_deciders(held)

    def moves(self, post: plain.Post | None) -> None:
        """Something shows in all streams in which the thread of a post stands."""
        if post is not None:
            self.moved |= set(post.start.streams)
