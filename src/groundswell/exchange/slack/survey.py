"""The first reading of an export: what it holds, who is in it, and how its threads hang together.

Nothing is written. The messages themselves are not kept; the second reading comes back for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from groundswell.exchange.batches.progress import Progress
from groundswell.exchange.slack import fates, reading, records
from groundswell.exchange.slack.archive import Archive
from groundswell.exchange.slack.layout import Kind, Layout, Listing
from groundswell.exchange.slack.reading import JsonIsBroken
from groundswell.exchange.slack.records import Channel, Message, Problem
from groundswell.exchange.slack.speakers import Speakers
from groundswell.exchange.slack.threads import Threads
from groundswell.exchange.slack.values import RecordIsBad
from groundswell.foundation.sentences import Sentence, stated

MENTION = re.compile(r"<@([A-Za-z0-9]{2,60})(?:\|([^>]{1,80}))?>")

WIDEST_FIRST = (Kind.OPEN, Kind.SECRET, Kind.DIRECT)


@dataclass(slots=True)
class Conversation:
    """A channel with the days of its messages, and what the first reading found in them."""

    channel: Channel
    days: Sequence[str]
    threads: Threads = field(default_factory=Threads)
    joined: dict[str, datetime] = field(default_factory=dict)
    pinned: dict[str, datetime | None] = field(default_factory=dict)
    archived_at: datetime | None = None
    first_at: datetime | None = None
    last_at: datetime | None = None


@dataclass(slots=True)
class Survey:
    """What an export holds. Messages = posts + replies + left out + problems with messages."""

    conversations: dict[str, Conversation] = field(default_factory=dict)
    speakers: Speakers = field(default_factory=Speakers)
    messages: int = 0
    reactions: int = 0
    files: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def survey(
    archive: Archive, layout: Layout, progress: Progress, *, with_direct: bool = False
) -> Survey:
    """Read an export for the first time.

    Raises:
        ExportCannotBeRead: a file is damaged, or a list of people or channels is none.
    """
    found = Survey()
    progress.begin("read", sum(map(len, layout.days.values())))
    _users(archive, layout, found)
    claimed: set[str] = set()
    for listing in layout.listings:
        for channel in _channels(archive, listing, found):
            folder = layout.folder_of(listing, map(_composed, channel.folder_names))
            days = layout.days[folder] if folder and folder not in claimed else ()
            claimed.add(folder or "")
            if channel.kind == Kind.DIRECT and not with_direct:
                _leave_out(archive, days, fates.DIRECT, found, progress)
            else:
                _add(Conversation(channel, days), found)
    for folder in sorted(layout.days.keys() - claimed):
        _leave_out(archive, layout.days[folder], fates.UNLISTED, found, progress)
    for conversation in found.conversations.values():
        _read(archive, conversation, found, progress)
    return found


def messages(archive: Archive, day: str) -> Iterator[Message | Problem]:
    """The messages of one day, earliest first, and what of it cannot be kept.

    Raises:
        ExportCannotBeRead: the file is damaged.
    """
    try:
        said = reading.load(archive, day)
    except JsonIsBroken as error:
        yield Problem(day, error.position, "file", stated("no JSON: %(error)s", error=error.reason))
        return
    if not isinstance(said, list):
        yield Problem(day, stated("the beginning"), "file", stated("it holds no list of messages"))
        return
    kept: list[Message] = []
    for number, raw in enumerate(said, 1):
        try:
            kept.append(records.message(raw))
        except RecordIsBad as error:
            yield Problem(day, _record(number), "message", error.reason)
    yield from sorted(kept, key=lambda message: message.at)


def _users(archive: Archive, layout: Layout, found: Survey) -> None:
    for path in layout.users:
        for number, raw in enumerate(_listed(archive, path), 1):
            try:
                found.speakers.add(records.user(raw))
            except RecordIsBad as error:
                found.problems.append(Problem(path, _record(number), "user", error.reason))


def _channels(archive: Archive, listing: Listing, found: Survey) -> Iterator[Channel]:
    for number, raw in enumerate(_listed(archive, listing.path), 1):
        try:
            yield records.channel(raw, listing.kind, listing.team)
        except RecordIsBad as error:
            problem = Problem(listing.path, _record(number), "channel", error.reason)
            found.problems.append(problem)


def _listed(archive: Archive, path: str) -> list[Any]:
    try:
        items = reading.load(archive, path)
    except JsonIsBroken as error:
        raise archive.refusal(
            stated(
                "%(path)s is no JSON (%(error)s, %(position)s).",
                path=path,
                error=error.reason,
                position=error.position,
            )
        ) from None
    if items is not None and not isinstance(items, list):
        raise archive.refusal(
            stated("%(path)s holds no list, so this is no export of Slack's.", path=path)
        )
    return items or []


def _record(number: int) -> Sentence:
    return stated("record %(number)s", number=number)


def _add(conversation: Conversation, found: Survey) -> None:
    # A shared channel of an Enterprise Grid stands in the list of each workspace.
    channel = conversation.channel
    known = found.conversations.setdefault(channel.id, conversation)
    if known is not conversation:
        known.days = sorted({*known.days, *conversation.days})
        members = tuple(dict.fromkeys((*known.channel.members, *channel.members)))
        kind = max(known.channel.kind, channel.kind, key=WIDEST_FIRST.index)
        known.channel = replace(known.channel, members=members, kind=kind)


def _leave_out(
    archive: Archive, days: Sequence[str], reason: str, found: Survey, progress: Progress
) -> None:
    for day in days:
        try:
            said = reading.load(archive, day)
        except JsonIsBroken:
            continue
        count = len(said) if isinstance(said, list) else 0
        found.messages += count
        found.left_out[reason] += count
        progress.advance()


def _read(archive: Archive, conversation: Conversation, found: Survey, progress: Progress) -> None:
    _members(conversation.channel, found)
    conversation.pinned.update(conversation.channel.pins)
    seen: set[str] = set()
    for day in conversation.days:
        for item in messages(archive, day):
            found.messages += not (isinstance(item, Problem) and item.noun == "file")
            if isinstance(item, Problem):
                found.problems.append(item)
            elif item.ts in seen:
                found.left_out[fates.REPEATED] += 1
            else:
                seen.add(item.ts)
                _take(item, conversation, found)
        progress.advance()
    buried = conversation.threads.counts()[2]
    if buried:
        found.left_out[fates.TOMBSTONE] += buried


def _take(message: Message, conversation: Conversation, found: Survey) -> None:
    found.reactions += sum(len(who) for _, who in message.reactions)
    found.files += len(message.files)
    conversation.first_at = conversation.first_at or message.at
    conversation.last_at = message.at
    _notice(message, conversation)
    found.speakers.hear(message)
    if reason := fates.left_out(message):
        found.left_out[reason] += 1
        return
    _meet(message, found)
    is_buried = message.subtype == fates.TOMBSTONE
    conversation.threads.add(message.ts, message.thread_ts, is_buried=is_buried)


def _notice(message: Message, conversation: Conversation) -> None:
    """What automatic messages tell of the conversation itself."""
    if message.subtype in fates.JOINS and message.author:
        conversation.joined.setdefault(message.author, message.at)
    if message.subtype in fates.ARCHIVES:
        conversation.archived_at = message.at
    if message.raw.get("pinned_to"):
        conversation.pinned.setdefault(message.ts, None)


def _meet(message: Message, found: Survey) -> None:
    found.speakers.speak(message)
    for _, who in message.reactions:
        for user_id in who:
            found.speakers.mention(user_id)
    text = message.raw.get("text")
    if isinstance(text, str) and "<@" in text:
        for user_id, label in MENTION.findall(text):
            found.speakers.mention(user_id, label)


def _members(channel: Channel, found: Survey) -> None:
    for user_id in (*channel.members, channel.creator):
        if user_id:
            found.speakers.mention(user_id)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)
