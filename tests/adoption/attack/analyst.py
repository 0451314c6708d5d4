"""Somebody who may see adoption in full, keeps all of it, and computes on."""

from __future__ import annotations

import argparse
import io
from collections.abc import Collection, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import UTC, date, datetime
from random import Random

from django.test import Client

from groundswell.adoption import weekly
from groundswell.adoption.books import Book
from groundswell.adoption.days import ends_of_periods, quarter_end
from groundswell.adoption.told import actions as told
from groundswell.foundation import clock
from groundswell.operations.commands import adoption as command
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions as signin
from groundswell.people.signin.tokens import actions as tokens
from groundswell.people.signin.tokens.queries import Scope
from tests.adoption.attack import doors, pages, readings, shown
from tests.adoption.attack.company import DAY, company, monday
from tests.adoption.attack.doors import Fact, Gathered
from tests.adoption.attack.shown import Shown
from tests.adoption.attack.system import Attacker, Kind

NOW = datetime(2026, 4, 29, 9, tzinfo=UTC)  # a period and a week ended on Sunday
SUNDAYS = [monday(week) + 6 * DAY for week in range(-9, 12)]


@dataclass
class Analyst:
    """What they know of where people stand, and all that they were told."""

    kinds: list[Kind]
    gathered: Gathered
    before: list[Shown]  # of leaders who took it back then

    @property
    def facts(self) -> set[Fact]:
        return self.gathered.facts | set(pages.facts_of(self.gathered.pages))

    def computes(self) -> Attacker:
        """All of it as one system.

        Raises:
            NobodyReads: something that was told does not enter it.
        """
        agreed = list(shown.shown_on(self.gathered.pages))
        pages.ask_for_more(self.gathered.pages, self.facts, self.kinds, shown.numbers_of(agreed))
        readings.look_through(self.gathered.series)
        return readings.attacker(self.kinds, self.facts, agreed, self.before)


def analyst(
    chance: Random,
    *,
    looks_at: Collection[date],
    sundays: Sequence[date] = SUNDAYS,
    is_steady: bool = False,
) -> Analyst:
    """One who gathers all that is told of a made-up company; pages, which cost more, of some days.

    It is Wednesday, 29 April 2026; the nights before have kept what they keep.
    """
    with clock.frozen(NOW):
        Person.objects.update(is_listed=False)
        kinds = company(chance, is_steady=is_steady)
        # Figures of quarters are told again until the next one is over.
        days = sorted({quarter_end(sundays[0]), *sundays})
        for on in ends_of_periods():
            Book().keep(on)
        for keep in (weekly.seal, told.keep):
            for on in days:
                keep(on)
        reader = doors.Reader(*_signed_in())
        before = list(shown.shown_before(kinds, reader.client))
        gathered = reader.everything(days, looks_at, sundays[::-1][::13])
        for name in {one.measure for one in gathered.facts}:
            gathered.series |= dict(doors.said(_command(name)))
        return Analyst(kinds, gathered, before)


def _signed_in() -> tuple[Client, str]:
    new = persons.NewPerson(name="Ana Lyst", state=State.ACTIVE, is_listed=False)
    (ana,) = persons.add_many([new])
    roles.grant(person=ana, role=Role.ANALYST)
    client = Client()
    client.cookies["groundswell"] = signin.open_session(
        person=ana, device="Firefox", address="127.0.0.1"
    )
    token = tokens.make(person=ana, name="Notebook", scope=Scope.ADOPTION_READ, days=30)
    return client, token


def _command(name: str) -> str:
    written = io.StringIO()
    with redirect_stdout(written):
        asked = argparse.Namespace(name=name, on=str(SUNDAYS[-1]), json=True)
        assert command.run(asked) == 0
    return written.getvalue()
