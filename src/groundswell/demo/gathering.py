"""Who founded and joined which group, and whose storyline people follow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from groundswell.demo import adoption
from groundswell.demo.days import Days
from groundswell.demo.member import Member
from groundswell.demo.rooms import STORYLINE, Room, rooms
from groundswell.demo.simulation import Company
from groundswell.demo.talk import Said

SOCIAL_LEAD = "Mira Lindqvist"
JOINS = 0.45  # of those whom a group concerns wholly become members without a word
REACTED = 0.6  # of those who only reacted in an open group are members
FOLLOWS_AN_AUTHOR = 0.4  # of those who know somebody with a lively storyline
LIVELY = 2  # threads on one's own storyline
FOLLOWS_ANYBODY = 0.06  # of those whom one knows
FOUNDERS = ("lead", "manager", "desk")


@dataclass(frozen=True, slots=True)
class Joined:
    """One membership."""

    member: Member
    at: datetime
    is_owner: bool = False


@dataclass(frozen=True, slots=True)
class Gathered:
    """A group with its founder, its first owner, and its members, the first first."""

    room: Room
    founder: Member
    at: datetime
    members: Sequence[Joined]


@dataclass(frozen=True, slots=True)
class Follows:
    """Somebody follows somebody's storyline."""

    who: Member
    whom: Member
    at: datetime


def groups(company: Company, days: Days) -> list[Gathered]:
    """All groups in the order of their list."""
    dice = company.dice("groups")
    said: dict[str, list[Said]] = {name: [] for name in rooms()}
    for each in company.talk.everything():
        said[each.room].append(each)
    gathered = []
    founded = Counter[int]()
    for name, room in rooms().items():
        if room.is_group:
            founder = _founder(company, room, said[name], founded)
            founded[founder.number] += 1
            gathered.append(_gather(company, room, founder, said[name], days=days, dice=dice))
    return gathered


def follows(company: Company, days: Days) -> list[Follows]:
    """Who follows whom, from when both are here."""
    dice = company.dice("follows")
    on_line = Counter(
        thread.author.number for thread in company.talk.threads if thread.room == STORYLINE
    )
    found = []
    for who in company.people:
        known = company.ties[who.number] if _is_still_here(who, days) else {}
        for number in sorted(known):
            chance = FOLLOWS_AN_AUTHOR if on_line[number] >= LIVELY else FOLLOWS_ANYBODY
            if _is_still_here(company.people[number], days) and dice.random() < chance:
                start = max(days.since[who.number], days.since[number])
                at = _later(company, start, dice)
                found.append(Follows(who, company.people[number], at))
    return found


def _gather(
    company: Company,
    room: Room,
    founder: Member,
    said: Sequence[Said],
    *,
    days: Days,
    dice: Random,
) -> Gathered:
    came = _contributors(room, said, dice)
    starts_at = company.hours.weeks[room.founded].starts_at + timedelta(hours=9)
    at = min([starts_at, *came.values()]) - timedelta(minutes=dice.randrange(5, 90))
    for member in company.people:
        is_silent = member.number not in came and _is_still_here(member, days)
        chance = JOINS * room.concerns(member) * room.lets_in(member, room.founded)
        if is_silent and dice.random() < chance:
            came[member.number] = _later(company, max(at, days.since[member.number]), dice)
    came.pop(founder.number, None)
    second = _second_owner(company, said, founder, dice)
    if room.is_orphaned:
        second = None
    others = [
        Joined(company.people[number], since, is_owner=number == second)
        for number, since in came.items()
    ]
    others.sort(key=lambda joined: joined.at)
    return Gathered(
        room, founder, at, [Joined(founder, at, is_owner=not room.is_orphaned), *others]
    )


def _contributors(room: Room, said: Sequence[Said], dice: Random) -> dict[int, datetime]:
    """Since when those are members who wrote here, or who may only react as members."""
    came: dict[int, datetime] = {}

    def comes(member: Member, at: datetime) -> None:
        before = at - timedelta(minutes=dice.randrange(1, 30))
        came[member.number] = min(before, came.get(member.number, before))

    for each in said:
        comes(each.author, each.at)
        for reacted in each.reactions.values():
            is_member = reacted.by.number in came or room.visibility != "open"
            if is_member or dice.random() < REACTED:
                comes(reacted.by, reacted.at)
    return came


def _founder(company: Company, room: Room, said: Sequence[Said], has: Counter[int]) -> Member:
    """Who was here then, says much here, and has not founded many others."""
    social_lead = next(member for member in company.people if member.name == SOCIAL_LEAD)
    if room.founded < adoption.OPENED:
        return social_lead
    counts = Counter(each.author.number for each in said)
    fitting = [
        member
        for number, began in company.spread.began.items()
        if began <= room.founded
        and (member := company.people[number]).place.level in FOUNDERS
        and member.left_on is None
        and room.concerns(member) > 0
    ]
    return max(
        fitting or [social_lead],
        key=lambda m: (
            (1 + counts[m.number]) * room.concerns(m) / (1 + has[m.number]) ** 2,
            -m.number,
        ),
    )


def _second_owner(
    company: Company, said: Sequence[Said], founder: Member, dice: Random
) -> int | None:
    """In most groups whoever says most owns it too; some hang on one person."""
    counts = Counter(
        each.author.number
        for each in said
        if each.author is not founder
        and each.author.left_on is None
        and each.author.place.level != "board"
    )
    if not counts or dice.random() < 0.3:
        return None
    return max(counts, key=lambda number: (counts[number], -number))


def _later(company: Company, start: datetime, dice: Random) -> datetime:
    """Some time between an instant and yesterday, sooner rather than later."""
    end = company.hours.weeks[-1].ends_at
    return start + (end - start) * (dice.random() ** 3 * 0.98)


def _is_still_here(member: Member, days: Days) -> bool:
    return member.number in days.since and member.left_on is None
