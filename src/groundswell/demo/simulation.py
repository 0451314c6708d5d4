"""The whole company in memory: its people, how the network spread, and all that was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from groundswell.demo import adoption, cast, demand, plan, ties, touches
from groundswell.demo.acts import Acts
from groundswell.demo.adoption import Adoption
from groundswell.demo.casting import Casting
from groundswell.demo.conversation import Conversations
from groundswell.demo.crowd import Crowd
from groundswell.demo.delegates import Delegates
from groundswell.demo.greeting import Greeting
from groundswell.demo.hours import Hours, Week
from groundswell.demo.lately import Lately
from groundswell.demo.member import Member
from groundswell.demo.phrases import Phrases
from groundswell.demo.scenes_file import Library
from groundswell.demo.script import Teller
from groundswell.demo.talk import Said, Talk
from groundswell.demo.ties import Ties


@dataclass(frozen=True, slots=True)
class Company:
    """Halden Marine Systems, as one seed made it; `talk` is silent until it has lived."""

    seed: int
    ends_on: date
    people: Sequence[Member]
    ties: Ties
    spread: Adoption
    hours: Hours
    talk: Talk

    def dice(self, part: str) -> Random:
        """The dice of one part: a change in one part leaves the others as they were."""
        return _dice(self.seed, part)


def found(*, seed: int, ends_on: date) -> Company:
    """The company whose last day is `ends_on`, and who takes part when; nothing is said yet."""
    starts_on = adoption.first_day(0, ends_on)
    people = cast.make(_dice(seed, "people"), starts_on=starts_on, ends_on=ends_on)
    known = ties.make(people, _dice(seed, "ties"))
    new = adoption.newcomers(people, _dice(seed, "newcomers"), ends_on=ends_on)
    dice = _dice(seed, "adoption")
    spread = adoption.make(people, known, dice, ends_on=ends_on, newcomers=new)
    hours = Hours(people, _dice(seed, "hours"), ends_on=ends_on)
    talk = Talk(Delegates(people).hand_of)
    return Company(seed, ends_on, people, known, spread, hours, talk)


def live(company: Company, library: Library) -> Iterator[Sequence[Said]]:
    """Let the weeks pass; after each, what was said while it did.

    The same seed, day and library give the same company.
    """
    life = _Life(company, library)
    for week in company.hours.weeks:
        before = len(company.talk.order)
        life.pass_week(week)
        yield company.talk.order[before:]
    touches.finish(company.hours, company.talk, company.dice("touches"))
    _turn_to_those_one_may_become(company)


def _turn_to_those_one_may_become(company: Company) -> None:
    active = [company.people[number] for number in company.spread.active[-1]]
    hours, dice = company.hours, company.dice("lately")
    lately = Lately(active, company.ties, hours, company.talk, dice)
    for member in company.people:
        if member.name in cast.MAY_BECOME and member.named:
            lately.turn_to(member)


def make(library: Library, *, seed: int, ends_on: date) -> Company:
    """The company after all its weeks."""
    company = found(seed=seed, ends_on=ends_on)
    for _ in live(company, library):
        pass
    return company


class _Life:
    def __init__(self, company: Company, library: Library) -> None:
        people, hours, talk = company.people, company.hours, company.talk
        concern = demand.concern(people)
        wanted = demand.make(concern, company.spread)
        casting = Casting(people, company.ties, company.spread.active, company.dice("casting"))
        phrases = Phrases(library, company.dice("phrases"))
        acts = Acts(casting, hours, talk, phrases, company.dice("acts"))
        self._people, self._active = people, company.spread.active
        self._tellings = plan.make(library, casting, wanted, company.dice("plan"))
        teller = Teller(company.dice("words"))
        self._conversations = Conversations(casting, teller, hours, talk, company.dice("answers"))
        self._crowd = Crowd(
            people,
            company.spread,
            casting=casting,
            talk=talk,
            acts=acts,
            demand=wanted,
            concern=concern,
            dice=company.dice("crowd"),
        )
        self._greeting = Greeting(casting, hours, talk, acts, company.dice("greeting"))

    def pass_week(self, week: Week) -> None:
        for telling in self._tellings[week.number]:
            self._conversations.hold(telling)
        self._crowd.fill(week)
        active = [self._people[number] for number in self._active[week.number]]
        self._greeting.greet(active, week)


def _dice(seed: int, part: str) -> Random:
    return Random(f"{seed}/{part}")  # noqa: S311 - a game of chance, no secret
