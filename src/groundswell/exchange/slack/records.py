"""Records of an export, read one by one: what is not as Slack writes it becomes a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from groundswell.exchange.slack.layout import Kind
from groundswell.foundation.sentences import Sentence, stated

STAMP = re.compile(r"(?P<seconds>\d{1,11})(?:\.(?P<fraction>\d{1,6}))?", re.ASCII)
ID = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
FIRST, LAST = 946684800, 2198000000  # seconds: 2000 and 2039, all that a message can be from
UNKNOWN_BEFORE = 1356998400  # 2013: Slack gives such an instant where it knows none
LONGEST_REACTION = 100


class RecordIsBad(ValueError):
    """A record that cannot be kept, with the reason."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


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
    record = _object(raw)
    profile = _mapping(record, "profile")
    return User(
        id=_id(record.get("id"), "id"),
        name=_text(record.get("name")),
        real_name=_text(profile.get("real_name")) or _text(record.get("real_name")),
        display_name=_text(profile.get("display_name")),
        email=_text(profile.get("email")),
        title=_text(profile.get("title")),
        time_zone=_text(record.get("tz")),
        bot_id=_text(profile.get("bot_id")).upper(),
        is_bot=bool(record.get("is_bot")) or record.get("id") == "USLACKBOT",
        is_deleted=bool(record.get("deleted")),
        is_admin=bool(record.get("is_admin") or record.get("is_owner")),
    )


def channel(raw: Any, kind: Kind, team: str = "") -> Channel:
    """A channel from one of the lists; its own flags can only make it narrower than its list.

    Raises:
        RecordIsBad: it has no id, or its members are no list.
    """
    record = _object(raw)
    channel_id = _id(record.get("id"), "id")
    name = _text(record.get("name"))
    names = (name, _text(record.get("id")), channel_id, _text(record.get("name_normalized")))
    return Channel(
        id=channel_id,
        kind=_kind(record, kind),
        name=name or channel_id,
        team=team,
        creator=_text(record.get("creator")).upper(),
        created_at=_created(record.get("created")),
        is_archived=bool(record.get("is_archived")),
        purpose=_purpose(record),
        members=tuple(dict.fromkeys(_id(item, "members") for item in _list(record, "members"))),
        pins=_pins(record),
        folder_names=tuple(dict.fromkeys(names)),
    )


def message(raw: Any) -> Message:
    """A message of a day.

    Raises:
        RecordIsBad: it has no time or no author, or a part of it is not what Slack writes.
    """
    record = _object(raw)
    if record.get("type", "message") != "message":
        raise RecordIsBad(
            stated("its type is %(type)s, not 'message'", type=repr(_text(record.get("type"))[:40]))
        )
    ts, at = _stamp(record.get("ts"), "ts")
    thread = record.get("thread_ts")
    edited = _mapping(record, "edited").get("ts")
    return Message(
        ts=ts,
        at=at,
        subtype=_text(record.get("subtype")),
        author=_author(record),
        bot_id=_text(record.get("bot_id")).upper(),
        username=_text(record.get("username")).strip(),
        thread_ts=_stamp(thread, "thread_ts")[0] if thread else "",
        edited_at=_stamp(edited, "edited")[1] if edited else None,
        reactions=_reactions(record),
        files=_files(record),
        raw=record,
    )


def instant(ts: str) -> datetime:
    """The instant that a time of Slack's tells, such as "1704700800.000100"."""
    return _stamp(ts, "ts")[1]


def _author(record: Mapping[str, Any]) -> str:
    comment = _mapping(record, "comment")
    found = record.get("user") or comment.get("user")
    if found:
        return _id(found, "user")
    if not (record.get("bot_id") or record.get("username") or record.get("subtype") == "tombstone"):
        raise RecordIsBad(stated("it names neither a user nor a bot"))
    return ""


def _reactions(record: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    found = []
    for item in _list(record, "reactions"):
        reaction = _object(item)
        name = _text(reaction.get("name")).strip(":").strip()[:LONGEST_REACTION]
        if not name:
            raise RecordIsBad(stated("a reaction has no name"))
        found.append((name, [_id(who, "reactions") for who in _list(reaction, "users")]))
    return found


def _files(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    single = record.get("file")
    many = [_object(item) for item in _list(record, "files")]
    return [*many, _object(single)] if single else many


def _kind(record: Mapping[str, Any], listed: Kind) -> Kind:
    if listed == Kind.DIRECT or record.get("is_im") or record.get("is_mpim"):
        return Kind.DIRECT
    is_private = record.get("is_private") or record.get("is_group")
    return Kind.SECRET if is_private else listed


def _purpose(record: Mapping[str, Any]) -> str:
    for key in ("purpose", "topic"):
        said = record.get(key)
        value = said.get("value") if isinstance(said, dict) else said
        if _text(value).strip():
            return _text(value).strip()
    return ""


def _pins(record: Mapping[str, Any]) -> dict[str, datetime | None]:
    pins: dict[str, datetime | None] = {}
    for item in _list(record, "pins"):
        pin = _object(item)
        if STAMP.fullmatch(_text(pin.get("id"))):
            pins[_stamp(pin["id"], "pins")[0]] = _created(pin.get("created"))
    return pins


def _created(value: Any) -> datetime | None:
    match = STAMP.fullmatch(_text(value))
    if not match or not UNKNOWN_BEFORE <= int(match["seconds"]) <= LAST:
        return None
    return datetime.fromtimestamp(int(match["seconds"]), UTC)


def _stamp(value: Any, key: str) -> tuple[str, datetime]:
    match = STAMP.fullmatch(_text(value))
    if not match:
        raise RecordIsBad(
            stated("its %(key)s is no time of Slack's: %(value)s", key=key, value=_short(value))
        )
    seconds = int(match["seconds"])
    if not FIRST <= seconds <= LAST:
        raise RecordIsBad(
            stated(
                "its %(key)s lies before 2000 or after 2039: %(value)s",
                key=key,
                value=_short(value),
            )
        )
    fraction = (match["fraction"] or "").ljust(6, "0")
    at = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=int(fraction))
    return f"{seconds}.{fraction}", at


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise RecordIsBad(stated("there is %(value)s where an object belongs", value=_said(value)))
    return value


def _mapping(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = record.get(key)
    return _object(value) if value else {}


def _list(record: Mapping[str, Any], key: str) -> list[Any]:
    # Any array may be null, and slack-export-viewer dies of it.
    value = record.get(key) or []
    if not isinstance(value, list):
        raise RecordIsBad(
            stated("its %(key)s is %(value)s, not a list", key=key, value=_said(value))
        )
    return value


def _id(value: Any, key: str) -> str:
    # Anonymisers lower-case ids: one letter's case is never what tells two apart.
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise RecordIsBad(
            stated("its %(key)s holds no id of Slack's: %(value)s", key=key, value=_said(value))
        )
    return value.upper()


def _text(value: Any) -> str:
    return value if isinstance(value, str) else "" if value in (None, False) else str(value)


def _short(value: Any) -> str:
    return repr(_text(value)[:40])


def _said(value: Any) -> Sentence | str:
    return stated("nothing") if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
