"""Who takes part, from when and in which weeks: out of the pilot along the ties.

How many of each function take part in 28 days follows the figures of `world`; who they are is
left to chance, and falls to those whose acquaintances take part already. Weeks count from 0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod
from random import Random

from groundswell.demo import world
from groundswell.demo.member import Member
from groundswell.demo.ties import Ties

LAST = world.WEEKS - 1
OPENED = world.WEEKS - world.OPENED_WEEKS_AGO
QUARTER_AGO = LAST - world.QUARTER
ALOOF = 0.03  # the pull on somebody none of whose acquaintances takes part
HABITS = ((0.9, 0.3), (0.55, 0.45), (0.35, 0.25))  # share of weeks taken part in, how common
COMMS_HABIT = 0.85
FALLING = "Sales"
COOLING = 0.78  # a function keeps at least this share of its zeal from one week to the next
SLOWER = {"floor": 0.6, "board": 0.3, "director": 0.6}


@dataclass(frozen=True, slots=True)
class Adoption:
    """What was planted: the week each began, through whom, and who takes part in each week."""

    began: Mapping[int, int]
    through: Mapping[int, tuple[int, ...]]
    active: Sequence[Sequence[int]]
    not_invited: frozenset[int]
    newcomers: frozenset[int]  # who take part in their first full week, because they are new


def first_day(week: int, ends_on: date) -> date:
    """The first day of a week; the last week ends on `ends_on`."""
    return ends_on - timedelta(days=7 * (LAST - week) + 6)


def target(function: str, week: int) -> float:
    """How many of a function take part in the 28 days that end with a week."""
    figures = world.FUNCTIONS[function]
    if function == world.COMMS:
        pilot = 5 + 26 * min(1.0, week / 30)
        return pilot + (figures.now - 31) * max(0, week - 30) / (LAST - 30)
    if week < OPENED:
        return 0.0
    if week <= QUARTER_AGO:
        rise = (week - OPENED + 1) / (QUARTER_AGO - OPENED + 1)
        return figures.a_quarter_ago * float(rise**0.8)
    if function == "Sales":
        return _sales(week)
    since = (week - QUARTER_AGO) / world.QUARTER
    return figures.a_quarter_ago + (figures.now - figures.a_quarter_ago) * since


def _sales(week: int) -> float:
    figures = world.FUNCTIONS["Sales"]
    peak = LAST - world.FALL_WEEKS
    if week <= peak:
        since = (week - QUARTER_AGO) / (peak - QUARTER_AGO)
        return figures.a_quarter_ago + (world.SALES_PEAK - figures.a_quarter_ago) * since
    since = (week - peak) / world.FALL_WEEKS
    return world.SALES_PEAK - (world.SALES_PEAK - figures.now) * since


def newcomers(
    people: Sequence[Member], dice: Random, *, ends_on: date, rate: float = world.NEWCOMERS
) -> frozenset[int]:
    """Of those who start once the network is open, who will take part in their first full week.

    Not in Sales, where interest falls.
    """
    came = new_since_opening(people, ends_on)
    return frozenset(member.number for member in came if dice.random() < rate)


def new_since_opening(people: Sequence[Member], ends_on: date) -> list[Member]:
    """Who of those of whom newcomers are drawn started once the network was open."""
    opened_on = first_day(OPENED, ends_on)
    return [
        member
        for member in people
        if member.started_on >= opened_on and member.place.function != FALLING
    ]


def make(
    people: Sequence[Member],
    ties: Ties,
    dice: Random,
    *,
    ends_on: date,
    newcomers: frozenset[int] = frozenset(),
) -> Adoption:
    """Let it spread, week by week."""
    spread = _Spread(people, ties, dice, ends_on, newcomers)
    for week in range(world.WEEKS):
        spread.step(week)
    return Adoption(
        began=dict(spread.began),
        through=dict(spread.through),
        active=spread.active,
        not_invited=spread.not_invited,
        newcomers=spread.newcomers,
    )


class _Spread:
    """The state of the spreading: who began when, and how often each takes part."""

    def __init__(
        self,
        people: Sequence[Member],
        ties: Ties,
        dice: Random,
        ends_on: date,
        newcomers: frozenset[int],
    ) -> None:
        self.people, self.ties, self.dice, self.ends_on = people, ties, dice, ends_on
        self.began: dict[int, int] = {}
        self.through: dict[int, tuple[int, ...]] = {}
        self.active: list[list[int]] = []
        self.not_invited = frozenset(
            member.number
            for member in people
            if (member.place.function, member.place.site, member.place.level) == world.NOT_INVITED
        )
        self.newcomers = newcomers - self.not_invited
        self.pull = [0.0] * len(people)
        self.rates = [self._habit(member) for member in people]
        self.ready = [
            dice.lognormvariate(0, 0.7) * SLOWER.get(member.place.level, 1.0) for member in people
        ]
        # How much of their habit each function keeps in a week; falls where interest falls.
        self.zeal: dict[str, list[float]] = {name: [] for name in world.FUNCTIONS}

    def step(self, week: int) -> None:
        first = first_day(week, self.ends_on)
        there = [
            member
            for member in self.people
            if member.works_on(first) and member.works_on(first + timedelta(days=6))
        ]
        for member in there:
            if self._is_due(member, week):
                self._begin(member, week)
        for function in world.FUNCTIONS:
            self._reach(function, [m for m in there if m.place.function == function], week)
        self.active.append([member.number for member in there if self._takes_part(member, week)])

    def _is_due(self, member: Member, week: int) -> bool:
        named = member.named
        if named and named.joins is not None:
            return world.WEEKS - named.joins == week
        return member.number in self.newcomers and member.number not in self.began

    def _reach(self, function: str, there: Sequence[Member], week: int) -> None:
        aim = target(function, week)
        zeal = self.zeal[function]
        zeal.append(1.0)
        expected = self._expected(there, week)
        if expected > aim:
            zeal[-1] = self._calmer(there, week, aim, zeal)
        waiting = [
            member
            for member in there
            if member.number not in self.began
            and member.number not in self.not_invited
            and member.named is None
        ]
        while waiting and expected + 0.5 < aim:
            chosen = self.dice.choices(waiting, [self._weight(member) for member in waiting])[0]
            waiting.remove(chosen)
            self._begin(chosen, week)
            expected += 1.0

    def _calmer(self, there: Sequence[Member], week: int, aim: float, zeal: list[float]) -> float:
        # Interest fades over weeks: a sudden silence would echo through the window of four.
        low, high = COOLING * (zeal[-2] if len(zeal) > 1 else 1.0), 1.0
        for _ in range(12):
            zeal[-1] = (low + high) / 2
            if self._expected(there, week) > aim:
                high = zeal[-1]
            else:
                low = zeal[-1]
        return (low + high) / 2

    def _expected(self, there: Sequence[Member], week: int) -> float:
        """How many of those there will have taken part in the four weeks up to this one."""
        total = 0.0
        for member in there:
            began = self.began.get(member.number)
            if began is None:
                continue
            zeal = self.zeal[member.place.function][-world.WINDOW :]
            absent: float = prod(1 - self._rate(member, kept) for kept in zeal)
            total += 1.0 if began > week - world.WINDOW else 1 - absent
        return total

    def _rate(self, member: Member, zeal: float) -> float:
        return self.rates[member.number] * (1.0 if member.named else zeal)

    def _takes_part(self, member: Member, week: int) -> bool:
        began = self.began.get(member.number)
        if began is None:
            return False
        zeal = self.zeal[member.place.function][week]
        return began == week or self.dice.random() < self._rate(member, zeal)

    def _begin(self, member: Member, week: int) -> None:
        known = self.ties[member.number]
        self.through[member.number] = tuple(sorted(n for n in known if n in self.began))
        self.began[member.number] = week
        for number, strength in known.items():
            self.pull[number] += strength

    def _weight(self, member: Member) -> float:
        return self.ready[member.number] * float((ALOOF + self.pull[member.number]) ** 1.5)

    def _habit(self, member: Member) -> float:
        if member.named:
            return member.named.rate
        if member.place.function == world.COMMS:
            return COMMS_HABIT
        rates, weights = zip(*HABITS, strict=True)
        return float(self.dice.choices(rates, weights)[0])
