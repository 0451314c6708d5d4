"""Who belongs to the conversations of an export, since when, and who owns them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import F

from groundswell.activity import log
from groundswell.exchange.batches import sources
from groundswell.exchange.batches.models import ImportBatch
from groundswell.exchange.slack.layout import Kind
from groundswell.exchange.slack.people import SYSTEM
from groundswell.exchange.slack.records import Channel, User
from groundswell.exchange.slack.survey import Conversation
from groundswell.foundation import clock, ids
from groundswell.network.groups.models import Group
from groundswell.network.messages import actions as messages
from groundswell.network.streams.models import MemberRole, Membership, Subscription

MEMBERSHIP = "membership"


@dataclass(slots=True)
class Places:
    """Where the conversations of an export stand here, by the id of their channel."""

    streams: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Company:
    """Who is who here, as far as groups need it."""

    ids: Mapping[str, int]
    users: Mapping[str, User]
    followers: Collection[int]


def since(one: Conversation) -> datetime:
    """Since when a conversation is known to exist."""
    first = one.first_at or clock.now()
    return min(one.channel.created_at or first, first)


def missing(
    conversations: Sequence[Conversation], company: Company
) -> dict[tuple[str, str], tuple[int, datetime]]:
    """Members whom no import brought yet: by channel and user, the person and since when."""
    wanted = {
        (one.channel.id, user_id): (company.ids[user_id], one.joined.get(user_id) or since(one))
        for one in conversations
        for user_id in one.channel.members
        if user_id in company.ids
    }
    keys = [_key(*pair) for pair in wanted]
    here = sources.known(SYSTEM, MEMBERSHIP, keys)
    return {pair: value for pair, value in wanted.items() if _key(*pair) not in here}


def join(
    batch: ImportBatch, chunk: Sequence[Conversation], company: Company, places: Places
) -> None:
    new = missing(chunk, company)
    if not new:
        return
    owners = {one.channel.id: _owner(one.channel, company) for one in groups(chunk)}
    memberships: dict[tuple[int, int], Membership] = {}
    for (channel_id, user_id), (person_id, since_at) in new.items():
        stream_id = places.streams[channel_id]
        is_owner = owners.get(channel_id) == user_id
        memberships.setdefault(
            (stream_id, person_id),
            Membership(
                person_id=person_id,
                stream_id=stream_id,
                role=MemberRole.OWNER if is_owner else MemberRole.MEMBER,
                since_at=since_at,
            ),
        )
    added = _without_members(memberships)
    added_to = {one.stream_id for one in added}
    Membership.objects.bulk_create(added, batch_size=500)
    of_groups = {places.streams[one.channel.id]: one for one in groups(chunk)}
    _follow(added, company, of_groups.keys())
    _count_and_record(added, of_groups, places)
    messages.take_up(stream_id for stream_id in added_to if stream_id not in of_groups)
    rows = {_key(*pair): places.streams[pair[0]] for pair in new}
    sources.remember(batch, MEMBERSHIP, rows)


def groups(chunk: Iterable[Conversation]) -> list[Conversation]:
    """Those that become groups."""
    return [one for one in chunk if one.channel.kind != Kind.DIRECT]


def _without_members(wanted: Mapping[tuple[int, int], Membership]) -> list[Membership]:
    here = Membership.objects.filter(stream_id__in={stream_id for stream_id, _ in wanted})
    taken = set(here.values_list("stream_id", "person_id"))
    return [membership for pair, membership in wanted.items() if pair not in taken]


def _follow(added: Iterable[Membership], company: Company, stream_ids: Collection[int]) -> None:
    now = clock.now()
    Subscription.objects.bulk_create(
        (
            # What was said before counts as read: nobody wakes up to a thousand unread threads.
            Subscription(
                person_id=one.person_id,
                stream_id=one.stream_id,
                since_at=now,
                last_read=ids.floor(now),
            )
            for one in added
            if one.person_id in company.followers and one.stream_id in stream_ids
        ),
        ignore_conflicts=True,
        batch_size=500,
    )


def _count_and_record(
    added: Sequence[Membership], by_stream: Mapping[int, Conversation], places: Places
) -> None:
    counts: dict[int, int] = {}
    entries = []
    for one in added:
        if one.stream_id not in by_stream:
            continue
        group_id = places.groups[by_stream[one.stream_id].channel.id]
        counts[group_id] = counts.get(group_id, 0) + 1
        entries.append(
            log.entry(
                one.person_id,
                "joined",
                "group",
                group_id,
                stream_id=one.stream_id,
                happened_at=one.since_at,
            )
        )
    for group_id, count in counts.items():
        Group.objects.filter(pk=group_id).update(member_count=F("member_count") + count)
    log.record_many(entries)


def _owner(channel: Channel, company: Company) -> str:
    """Who owns a group: its creator, else an administrator among its members, else any member
    who may sign in."""
    members = [user_id for user_id in channel.members if user_id in company.ids]
    living = [user_id for user_id in members if company.ids[user_id] in company.followers]
    admins = [key for key in living if key in company.users and company.users[key].is_admin]
    if channel.creator in members and (channel.creator in living or not living):
        return channel.creator
    return next(iter([*admins, *living]), "")


def _key(channel_id: str, user_id: str) -> str:
    return f"{channel_id}:{user_id}"
