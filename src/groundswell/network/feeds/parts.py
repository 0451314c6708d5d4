"""What a kind of post adds to its card, from its own columns of `cards.sql`."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any

from groundswell.network.polls.tally import Tally, tally

# As `posts.text` writes a mention.
NAMED = re.compile(r'<a href="(/(?:people|groups)/\d+/)" class="mention"[^>]*>@?([^<]*)</a>')


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom a text names."""

    name: str
    address: str


def named(html: str) -> list[Named]:
    """Whom a rendered text names: its own links, so nothing is asked of the database."""
    found = (Named(unescape(name), address) for address, name in NAMED.findall(html))
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class PollPart:
    """A poll as it stands; no result where none may be shown yet."""

    options: Sequence[str]
    is_anonymous: bool
    asked: int
    ends_at: datetime
    is_over: bool
    result: Tally | None


@dataclass(frozen=True, slots=True)
class AnnouncementPart:
    """Whom an announcement addresses (empty: all who read it there), and whether it asks them."""

    audience: Sequence[str]
    asks_acknowledgement: bool


def announcement(row: Sequence[Any]) -> AnnouncementPart | None:
    """The announcement of a row's columns (function, site, level, asks), if any."""
    *audience, asks = row
    if asks is None:
        return None
    return AnnouncementPart(tuple(filter(None, audience)), bool(asks))


def poll(row: Sequence[Any]) -> PollPart | None:
    """The poll of a row's columns (options, counts, anonymous, asked, ends, closed), if any."""
    options, counts, is_anonymous, asked, ends_at, closed_at = row
    if options is None:
        return None
    is_over = closed_at is not None
    has_result = is_over or not is_anonymous
    shown = tally(_list(counts), is_anonymous=bool(is_anonymous)) if has_result else None
    return PollPart(_list(options), bool(is_anonymous), asked, ends_at, is_over, shown)


def _list(value: Any) -> tuple[Any, ...]:
    # JSON columns come from SQLite, and on raw cursors from PostgreSQL too, as text.
    return tuple(json.loads(value) if isinstance(value, str) else value)
