"""Values of an export's records, as Slack writes them, or the sentence that says what they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from groundswell.foundation.sentences import Sentence, stated

STAMP = re.compile(r"(?P<seconds>\d{1,11})(?:\.(?P<fraction>\d{1,6}))?", re.ASCII)
ID = re.compile(r"[A-Za-z0-9_-]{1,60}", re.ASCII)
FIRST, LAST = 946684800, 2198000000  # seconds: 2000 and 2039, all that a message can be from
UNKNOWN_BEFORE = 1356998400  # 2013: Slack gives such an instant where it knows none


class RecordIsBad(ValueError):
    """A record that cannot be kept, with the reason."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def created(value: Any) -> datetime | None:
    """When something was made; None where Slack knows of no time."""
    match = STAMP.fullmatch(text(value))
    if not match or not UNKNOWN_BEFORE <= int(match["seconds"]) <= LAST:
        return None
    return datetime.fromtimestamp(int(match["seconds"]), UTC)


def stamp(value: Any, key: str) -> tuple[str, datetime]:
    """A time stamp as Slack writes it, and its instant."""
    match = STAMP.fullmatch(text(value))
    if not match:
        raise RecordIsBad(
            stated("its %(key)s is no time of Slack's: %(value)s", key=key, value=short(value))
        )
    seconds = int(match["seconds"])
    if not FIRST <= seconds <= LAST:
        raise RecordIsBad(
            stated(
                "its %(key)s lies before 2000 or after 2039: %(value)s",
                key=key,
                value=short(value),
            )
        )
    fraction = (match["fraction"] or "").ljust(6, "0")
    at = datetime.fromtimestamp(seconds, UTC) + timedelta(microseconds=int(fraction))
    return f"{seconds}.{fraction}", at


def an_object(value: Any) -> Mapping[str, Any]:
    """A value that is an object."""
    if not isinstance(value, dict):
        raise RecordIsBad(stated("there is %(value)s where an object belongs", value=said(value)))
    return value


def mapping(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object of a key; an empty one where there is none."""
    value = record.get(key)
    return an_object(value) if value else {}


def a_list(record: Mapping[str, Any], key: str) -> list[Any]:
    """The list of a key; an empty one where there is none."""
    # Any array may be null, and slack-export-viewer dies of it.
    value = record.get(key) or []
    if not isinstance(value, list):
        raise RecordIsBad(
            stated("its %(key)s is %(value)s, not a list", key=key, value=said(value))
        )
    return value


def an_id(value: Any, key: str) -> str:
    """A value that is an id of Slack's."""
    # Anonymisers lower-case ids: one letter's case is never what tells two apart.
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise RecordIsBad(
            stated("its %(key)s holds no id of Slack's: %(value)s", key=key, value=said(value))
        )
    return value.upper()


def text(value: Any) -> str:
    """A value as text; nothing of nothing."""
    return value if isinstance(value, str) else "" if value in (None, False) else str(value)


def short(value: Any) -> str:
    """The beginning of a value, to be named in a sentence."""
    return repr(text(value)[:40])


def said(value: Any) -> Sentence | str:
    """What stands where something else belongs."""
    return stated("nothing") if value is None else f"{type(value).__name__} {str(value)[:40]!r}"
