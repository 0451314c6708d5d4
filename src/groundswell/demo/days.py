"""On which days people read and wrote: those who contribute, and the many who only read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from groundswell.demo import adoption, world
from groundswell.demo.hours import Week
from groundswell.demo.member import Member
from groundswell.demo.simulation import Company

READERS = 0.24  # of those who are invited and never contribute
READERS_OF_LEVEL = {world.FLOOR: 0.08}
READS_MORE = 1.3  # days a week on which somebody who contributes only reads
LOOKS_IN = 0.4  # of the other weeks, somebody who has begun reads
READS = 0.45  # of the weeks, somebody who never contributes reads
BEFORE = (2, 25)  # minutes that somebody is here for the first time before they first contribute


@dataclass(frozen=True, slots=True)
class Days:
    """Since when each is here, by number, and their days: whether they wrote on them."""

    since: Mapping[int, datetime]
    days: Mapping[tuple[int, date], bool]


def make(company: Company) -> Days:
    """Everybody's days, in the organisation's time zone."""
    dice, days = company.dice("days"), _written(company)
    since = _first_contributions(company, dice)
    for member, week in _reading_weeks(company, since, dice):
        for day in _workdays(week, member, dice):
            days.setdefault((member.number, day), False)
    return Days(since, days)


def _written(company: Company) -> dict[tuple[int, date], bool]:
    zone = ZoneInfo(str(world.OPTIONS["time_zone"]))
    days = {}
    for said in company.talk.everything():
        hand = said.acted_by or said.author
        days[hand.number, said.at.astimezone(zone).date()] = True
        for reacted in said.reactions.values():
            days[reacted.by.number, reacted.at.astimezone(zone).date()] = True
    return days


def _first_contributions(company: Company, dice: Random) -> dict[int, datetime]:
    first: dict[int, datetime] = {}
    for said in company.talk.everything():
        acts = [(said.acted_by or said.author, said.at)]
        acts += [(reacted.by, reacted.at) for reacted in said.reactions.values()]
        for member, at in acts:
            first[member.number] = min(at, first.get(member.number, at))
    return {number: at - timedelta(minutes=dice.uniform(*BEFORE)) for number, at in first.items()}


def _reading_weeks(
    company: Company, since: dict[int, datetime], dice: Random
) -> Iterator[tuple[Member, Week]]:
    for member in company.people:
        began = company.spread.began.get(member.number)
        if began is None and not _only_reads(company, member, dice):
            continue
        first = dice.randrange(adoption.OPENED, world.WEEKS) if began is None else began + 1
        for week in company.hours.weeks[first:]:
            if not _is_there(member, week):
                continue
            if member.number not in since:
                since[member.number] = company.hours.sometime(member, week)
            takes_part = company.talk.by_person[week.number][member.number] > 0
            if takes_part or dice.random() < (READS if began is None else LOOKS_IN):
                yield member, week


def _only_reads(company: Company, member: Member, dice: Random) -> bool:
    if member.number in company.spread.not_invited or member.named:
        return False
    return dice.random() < READERS_OF_LEVEL.get(member.place.level, READERS)


def _is_there(member: Member, week: Week) -> bool:
    return member.works_on(week.first) and member.works_on(week.first + timedelta(days=6))


def _workdays(week: Week, member: Member, dice: Random) -> Iterator[date]:
    for offset in range(7):
        day = week.first + timedelta(days=offset)
        if day.weekday() < 5 and dice.random() < READS_MORE / 5:
            yield day
