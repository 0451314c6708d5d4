"""Records of an export, read one by one: what is not as Slack writes it becomes a problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from groundswell.exchange.slack.layout import Kind
from groundswell.exchange.slack.values import (
    STAMP,
    RecordIsBad,
    a_list,
    an_id,
    an_object,
    created,
    mapping,
    stamp,
    text,
)
from groundswell.foundation.sentences import Sentence, stated

LONGEST_REACTION = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was not kept: in which file, where in it, of what kind, and why."""

    file: str
    position: Sentence
    noun: str
    reason: Sentence

    def __str__(self) -> str:
        return f"{self.file}, {self.position}: {self.reason}"


@dataclass(frozen=True, slots=True)
class User:
    """One account of a workspace, or somebody of whom only the id is known."""

    id: str
    name: str
    real_name: str = ""
    display_name: str = ""
    email: str = ""
    title: str = ""
    time_zone: str = ""
    bot_id: str = ""
    is_bot: bool = False
    is_deleted: bool = False
    is_admin: bool = False

    @property
    def shown(self) -> str:
        """The name that people know them by."""
        return self.real_name or self.display_name or self.name or self.id


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel, private channel or direct conversation."""

    id: str
    kind: Kind
    name: str
    team: str = ""
    creator: str = ""
    created_at: datetime | None = None
    is_archived: bool = False
    purpose: str = ""
    members: Sequence[str] = ()
    pins: Mapping[str, datetime | None] = field(default_factory=dict)
    folder_names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `raw` keeps the record, of which the text is made when it is written."""

    ts: str
    at: datetime
    subtype: str
    author: str
    bot_id: str
    username: str
    thread_ts: str
    edited_at: datetime | None
    reactions: Sequence[tuple[str, Sequence[str]]]
    files: Sequence[Mapping[str, Any]]
    raw: Mapping[str, Any]

    @property
    def is_reply(self) -> bool:
        return bool(self.thread_ts) and self.thread_ts != self.ts


def user(raw: Any) -> User:
    """A user from the list of users.

    Raises:
        RecordIsBad: it has no id.
    """
    record = an_object(raw)
    profile = mapping(record, "profile")
    return User(
        id=an_id(record.get("id"), "id"),
        name=text(record.get("name")),
        real_name=text(profile.get("real_name")) or text(record.get("real_name")),
        display_name=text(profile.get("display_name")),
        email=text(profile.get("email")),
        title=text(profile.get("title")),
        time_zone=text(record.get("tz")),
        bot_id=text(profile.get("bot_id")).upper(),
        is_bot=bool(record.get("is_bot")) or record.get("id") == "USLACKBOT",
        is_deleted=bool(record.get("deleted")),
        is_admin=bool(record.get("is_admin") or record.get("is_owner")),
    )


def channel(raw: Any, kind: Kind, team: str = "") -> Channel:
    """A channel from one of the lists; its own flags can only make it narrower than its list.

    Raises:
        RecordIsBad: it has no id, or its members are no list.
    """
    record = an_object(raw)
    channel_id = an_id(record.get("id"), "id")
    name = text(record.get("name"))
    names = (
        name,
        text(record.get("id")),
        channel_id,
        text(record.get("name_normalized")),
    )
    return Channel(
        id=channel_id,
        kind=_kind(record, kind),
        name=name or channel_id,
        team=team,
        creator=text(record.get("creator")).upper(),
        created_at=created(record.get("created")),
        is_archived=bool(record.get("is_archived")),
        purpose=_purpose(record),
        members=tuple(dict.fromkeys(an_id(item, "members") for item in a_list(record, "members"))),
        pins=_pins(record),
        folder_names=tuple(dict.fromkeys(names)),
    )


def message(raw: Any) -> Message:
    """A message of a day.

    Raises:
        RecordIsBad: it has no time or no author, or a part of it is not what Slack writes.
    """
    record = an_object(raw)
    if record.get("type", "message") != "message":
        raise RecordIsBad(
            stated(
                "its type is %(type)s, not 'message'",
                type=repr(text(record.get("type"))[:40]),
            )
        )
    ts, at = stamp(record.get("ts"), "ts")
    thread = record.get("thread_ts")
    edited = mapping(record, "edited").get("ts")
    return Message(
        ts=ts,
        at=at,
        subtype=text(record.get("subtype")),
        author=_author(record),
        bot_id=text(record.get("bot_id")).upper(),
        username=text(record.get("username")).strip(),
        thread_ts=stamp(thread, "thread_ts")[0] if thread else "",
        edited_at=stamp(edited, "edited")[1] if edited else None,
        reactions=_reactions(record),
        files=_files(record),
        raw=record,
    )


def instant(ts: str) -> datetime:
    """The instant that a time of Slack's tells, such as "1704700800.000100"."""
    return stamp(ts, "ts")[1]


def _author(record: Mapping[str, Any]) -> str:
    comment = mapping(record, "comment")
    found = record.get("user") or comment.get("user")
    if found:
        return an_id(found, "user")
    if not (record.get("bot_id") or record.get("username") or record.get("subtype") == "tombstone"):
        raise RecordIsBad(stated("it names neither a user nor a bot"))
    return ""


def _reactions(record: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    found = []
    for item in a_list(record, "reactions"):
        reaction = an_object(item)
        name = text(reaction.get("name")).strip(":").strip()[:LONGEST_REACTION]
        if not name:
            raise RecordIsBad(stated("a reaction has no name"))
        found.append((name, [an_id(who, "reactions") for who in a_list(reaction, "users")]))
    return found


def _files(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    single = record.get("file")
    many = [an_object(item) for item in a_list(record, "files")]
    return [*many, an_object(single)] if single else many


def _kind(record: Mapping[str, Any], listed: Kind) -> Kind:
    if listed == Kind.DIRECT or record.get("is_im") or record.get("is_mpim"):
        return Kind.DIRECT
    is_private = record.get("is_private") or record.get("is_group")
    return Kind.SECRET if is_private else listed


def _purpose(record: Mapping[str, Any]) -> str:
    for key in ("purpose", "topic"):
        said = record.get(key)
        value = said.get("value") if isinstance(said, dict) else said
        if text(value).strip():
            return text(value).strip()
    return ""


def _pins(record: Mapping[str, Any]) -> dict[str, datetime | None]:
    pins: dict[str, datetime | None] = {}
    for item in a_list(record, "pins"):
        pin = an_object(item)
        if STAMP.fullmatch(text(pin.get("id"))):
            pins[stamp(pin["id"], "pins")[0]] = created(pin.get("created"))
    return pins
