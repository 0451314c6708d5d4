"""Streams, groups with their members, and who has what in their feed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from groundswell.demo.days import Days
from groundswell.demo.gathering import Follows, Gathered
from groundswell.demo.member import Member
from groundswell.demo.rooms import ORGANISATION, STORYLINE
from groundswell.demo.simulation import Company
from groundswell.demo.talk import Said
from groundswell.demo.writing.bulk import insert
from groundswell.demo.writing.news import News
from groundswell.demo.writing.people import BATCH, Known, came_at
from groundswell.foundation import clock, ids
from groundswell.foundation.words import fold, handle_from
from groundswell.network.groups.models import Group
from groundswell.network.streams import queries as streams
from groundswell.network.streams.models import (
    MemberRole,
    Membership,
    Stream,
    StreamKind,
    Subscription,
)
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Account


@dataclass(frozen=True, slots=True)
class Streams:
    """The streams of the company: of rooms by name, of storylines by the person's number."""

    of_rooms: Mapping[str, int]
    of_people: Sequence[int]

    def id_of(self, said: Said) -> int:
        """Where a thread stands."""
        if said.room == STORYLINE:
            return self.of_people[said.author.number]
        return self.of_rooms[said.room]


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who is where: the groups with their members, and who follows whom."""

    groups: Sequence[Gathered]
    follows: Sequence[Follows]


class Places:
    """Writes all places where things are said, and puts them into people's feeds."""

    def __init__(self, company: Company, known: Known, days: Days, gathering: Gathering) -> None:
        self._company, self._known, self._days = company, known, days
        self._groups, self._follows = gathering.groups, gathering.follows
        self._accounts = persons.claim_handles(
            [handle_from(group.room.name) for group in self._groups]
        )
        self.streams = self._open_streams()

    def write(self) -> None:
        """Write groups, memberships and subscriptions."""
        Group.objects.bulk_create(map(self._group, self._accounts, self._groups))
        insert(Membership, ("person_id", "stream_id", "role", "since_at"), self._memberships())
        insert(
            Subscription,
            ("person_id", "stream_id", "since_at", "last_read"),
            self._subscriptions(),
        )

    def news(self) -> Iterator[News]:
        """Who founded, joined and followed, in no order."""
        for account, group in zip(self._accounts, self._groups, strict=True):
            stream_id = self.streams.of_rooms[group.room.name]
            for place, joined in enumerate(group.members):
                who, verb = self._known.id_of(joined.member), "joined" if place else "founded"
                yield News(who, verb, "group", account.pk, joined.at, stream_id)
        for each in self._follows:
            who, stream_id = self._known.id_of(each.who), self.streams.of_people[each.whom.number]
            yield News(who, "followed", "stream", stream_id, each.at, stream_id)

    def _open_streams(self) -> Streams:
        organisation = streams.organisation()
        organisation.created_at = self._company.hours.weeks[0].starts_at
        organisation.save(update_fields=["created_at"])
        storylines = Stream.objects.bulk_create(
            [
                Stream(
                    kind=StreamKind.STORYLINE,
                    person_id=self._known.id_of(member),
                    created_at=came_at(self._company, member),
                )
                for member in self._company.people
            ],
            batch_size=BATCH,
        )
        groups = Stream.objects.bulk_create(
            Stream(
                kind=StreamKind.GROUP, is_open=group.room.visibility == "open", created_at=group.at
            )
            for group in self._groups
        )
        rooms = [ORGANISATION, *(group.room.name for group in self._groups)]
        ids_of_rooms = [organisation.pk, *(stream.pk for stream in groups)]
        of_rooms = dict(zip(rooms, ids_of_rooms, strict=True))
        return Streams(of_rooms, [line.pk for line in storylines])

    def _group(self, account: Account, group: Gathered) -> Group:
        return Group(
            account=account,
            stream_id=self.streams.of_rooms[group.room.name],
            name=group.room.name,
            name_folded=fold(group.room.name),
            purpose=group.room.purpose,
            visibility=group.room.visibility,
            member_count=len(group.members),
            created_by_id=self._known.id_of(group.founder),
            created_at=group.at,
        )

    def _memberships(self) -> Iterator[tuple[int, int, str, datetime]]:
        for group in self._groups:
            for joined in group.members:
                role = MemberRole.OWNER if joined.is_owner else MemberRole.MEMBER
                stream_id = self.streams.of_rooms[group.room.name]
                yield self._known.id_of(joined.member), stream_id, str(role), joined.at

    def _subscriptions(self) -> Iterator[tuple[int, int, datetime, int]]:
        """What stands in the feeds of all who have not left: they may read each of these."""
        read = _read_up_to(self._days)
        for member, stream_id, at in self._in_feeds():
            if member.left_on is None:
                yield self._known.id_of(member), stream_id, at, read.get(member.number, 0)

    def _in_feeds(self) -> Iterator[tuple[Member, int, datetime]]:
        for member in self._company.people:
            came = came_at(self._company, member)
            yield member, self.streams.of_rooms[ORGANISATION], came
            yield member, self.streams.of_people[member.number], came
        for group in self._groups:
            for joined in group.members:
                yield joined.member, self.streams.of_rooms[group.room.name], joined.at
        for each in self._follows:
            yield each.who, self.streams.of_people[each.whom.number], each.at


def _read_up_to(days: Days) -> dict[int, int]:
    """By number, the id below which everything is read: that of their last day's beginning."""
    last: dict[int, int] = {}
    for number, day in sorted(days.days, key=lambda key: key[1]):
        last[number] = ids.floor(clock.start_of(day))
    return last
