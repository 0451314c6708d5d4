"""Channels become groups, private ones secret; direct conversations become conversations."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Sequence
from itertools import batched

from django.db import transaction

from groundswell.activity import log
from groundswell.exchange.batches import sources
from groundswell.exchange.batches.models import ImportBatch
from groundswell.exchange.slack import members, mrkdwn
from groundswell.exchange.slack.layout import Kind
from groundswell.exchange.slack.members import Company, Places, since
from groundswell.exchange.slack.names import Named
from groundswell.exchange.slack.people import SYSTEM, fitted
from groundswell.exchange.slack.records import Channel
from groundswell.exchange.slack.survey import Conversation
from groundswell.foundation import clock
from groundswell.foundation.words import fold, handle_from
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.posts.linking import Mentioned
from groundswell.network.streams.models import Membership, Stream, StreamKind, Subscription
from groundswell.people.persons.actions import claim_handles
from groundswell.people.persons.models import Account

GROUP, CONVERSATION = "group", "conversation"
AT_ONCE = 50  # groups: with their members some thousand rows
LONGEST_PURPOSE = 300


def known(conversations: Iterable[Conversation]) -> Places:
    """Which of them stand here already."""
    keys = [conversation.channel.id for conversation in conversations]
    places = Places(groups=sources.known(SYSTEM, GROUP, keys))
    rows = Group.objects.filter(pk__in=places.groups.values()).values_list("pk", "stream_id")
    stream_of = dict(rows)
    places.streams = sources.known(SYSTEM, CONVERSATION, keys)
    places.streams.update((key, stream_of[group]) for key, group in places.groups.items())
    return places


def make(
    batch: ImportBatch,
    conversations: Sequence[Conversation],
    company: Company,
    places: Places,
) -> None:
    """Make the groups and conversations that are new, and the memberships; `places` gets them."""
    new = [one for one in conversations if one.channel.id not in places.streams]
    for chunk in batched(new, AT_ONCE, strict=False):
        with transaction.atomic():
            _make_groups(batch, members.groups(chunk), company, places)
            talks = [one for one in chunk if one.channel.kind == Kind.DIRECT]
            _make_talks(batch, talks, places)
            members.join(batch, chunk, company, places)
    old = [one for one in conversations if one not in new]
    for chunk in batched(old, AT_ONCE, strict=False):
        with transaction.atomic():
            members.join(batch, chunk, company, places)


def narrow(conversations: Iterable[Conversation], company: Company, places: Places) -> None:
    """Make groups secret whose channels have become private since an earlier export.

    Who came in here while it was open, and is not in the channel, is not let on. The other way
    nothing happens: what was said in private stays among those who heard it.
    """
    private = {
        places.groups[one.channel.id]: one.channel
        for one in conversations
        if one.channel.kind == Kind.SECRET and one.channel.id in places.groups
    }
    wider = Group.objects.filter(pk__in=private).exclude(visibility=Visibility.SECRET)
    for group in wider:
        members = {company.ids.get(user_id) for user_id in private[group.pk].members}
        with transaction.atomic():
            _close(group, members - {None})


def _close(group: Group, members: Collection[int | None]) -> None:
    belonging = Membership.objects.filter(stream_id=group.stream_id)
    belonging.exclude(person_id__in=members).delete()
    followers = Subscription.objects.filter(stream_id=group.stream_id)
    followers.exclude(person_id__in=belonging.values("person_id")).delete()
    Stream.objects.filter(pk=group.stream_id).update(is_open=False)
    Group.objects.filter(pk=group.pk).update(
        visibility=Visibility.SECRET, member_count=belonging.count()
    )
    log.record(
        actor_id=None,
        verb="changed",
        noun="group",
        noun_id=group.pk,
        stream_id=group.stream_id,
    )


def named(conversations: Iterable[Conversation], places: Places) -> dict[str, Named]:
    """How the groups are called in texts here, by the id of their channel."""
    groups = Group.objects.filter(pk__in=places.groups.values()).select_related("account")
    calls = {group.pk: group for group in groups}
    found = {}
    for conversation in conversations:
        group = calls.get(places.groups.get(conversation.channel.id, 0))
        if group:
            mentioned = Mentioned(group.pk, group.name, f"/groups/{group.pk}/")
            is_listed = group.visibility != Visibility.SECRET
            found[conversation.channel.id] = Named(group.account.handle, mentioned, is_listed)
    return found


def _make_groups(
    batch: ImportBatch, new: Sequence[Conversation], company: Company, places: Places
) -> None:
    if not new:
        return
    streams = Stream.objects.bulk_create(
        Stream(
            kind=StreamKind.GROUP,
            is_open=one.channel.kind == Kind.OPEN,
            created_at=since(one),
        )
        for one in new
    )
    names = _names([one.channel for one in new])
    accounts = _accounts([one.channel for one in new], names)
    groups = [
        _group(one, company, stream, account, name)
        for one, stream, account, name in zip(new, streams, accounts, names, strict=True)
    ]
    Group.objects.bulk_create(groups)
    for one, group in zip(new, groups, strict=True):
        places.groups[one.channel.id] = group.pk
        places.streams[one.channel.id] = group.stream_id
    sources.remember(batch, GROUP, {one.channel.id: places.groups[one.channel.id] for one in new})
    log.record_many(
        log.entry(
            group.created_by_id,
            "founded",
            "group",
            group.pk,
            stream_id=group.stream_id,
            happened_at=group.created_at,
        )
        for group in groups
    )


def _group(
    one: Conversation, company: Company, stream: Stream, account: Account, name: str
) -> Group:
    channel = one.channel
    archived_at = one.archived_at or one.last_at or clock.now()
    return Group(
        account=account,
        stream=stream,
        name=name,
        name_folded=fold(name),
        purpose=_purpose(channel),
        visibility=Visibility.OPEN if channel.kind == Kind.OPEN else Visibility.SECRET,
        created_by_id=company.ids.get(channel.creator),
        created_at=since(one),
        # Nobody could write here, or renew it, before: its owners are asked when it is old here.
        renewed_at=clock.now(),
        archived_at=archived_at if channel.is_archived else None,
    )


def _purpose(channel: Channel) -> str:
    text = fitted(mrkdwn.plain(channel.purpose), 10_000, 100_000)
    return text if len(text) <= LONGEST_PURPOSE else text[: LONGEST_PURPOSE - 1] + "…"


def _names(channels: Sequence[Channel]) -> list[str]:
    """Names that no listed group has: the same name again gets its workspace, or a number."""
    secret = Visibility.SECRET
    taken = set(Group.objects.exclude(visibility=secret).values_list("name_folded", flat=True))
    names = []
    for channel in channels:
        name = fitted(channel.name, 80, 120) or channel.id
        if channel.kind == Kind.OPEN:
            name = _free(name, channel.team, taken)
            taken.add(fold(name))
        names.append(name)
    return names


def _free(name: str, team: str, taken: Collection[str]) -> str:
    endings = ["", *([f" ({team})"] if team else []), " (Slack)"]
    endings += [f" (Slack {number})" for number in range(2, len(taken) + 3)]
    tries = (fitted(name, 80 - len(end), 120 - len(end)) + end for end in endings)
    return next(candidate for candidate in tries if fold(candidate) not in taken)


def _accounts(channels: Sequence[Channel], names: Sequence[str]) -> list[Account]:
    """Handles from the names; that of a secret group must not tell its name: g and its id."""
    wanted = [
        handle_from(name) or "group" if channel.kind == Kind.OPEN else f"g{secrets.token_hex(8)}"
        for channel, name in zip(channels, names, strict=True)
    ]
    accounts = claim_handles(wanted)
    hidden = [
        account
        for channel, account in zip(channels, accounts, strict=True)
        if channel.kind != Kind.OPEN
    ]
    for account in hidden:
        account.handle = f"g{account.pk}"
    Account.objects.bulk_update(hidden, ["handle"])
    return accounts


def _make_talks(batch: ImportBatch, new: Sequence[Conversation], places: Places) -> None:
    streams = Stream.objects.bulk_create(
        Stream(kind=StreamKind.CONVERSATION, is_open=False, created_at=since(one)) for one in new
    )
    made = {one.channel.id: stream.pk for one, stream in zip(new, streams, strict=True)}
    places.streams.update(made)
    sources.remember(batch, CONVERSATION, made)
