"""Hydration: from ids to what a post shows, in two queries for a whole page and without models.

Who may see which post is decided before, by the query that gave the ids (see `queries`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from groundswell.foundation import sql
from groundswell.network.feeds import parts

QUERIES = sql.folder(__package__)
BLOCK_ENDS = re.compile(r"</(?:p|ul|ol|pre|blockquote|table)>")
SHORT_BLOCKS = 2


@dataclass(frozen=True, slots=True)
class Byline:
    """Who speaks, as it stands over a post."""

    id: int
    name: str
    title: str
    photo: str
    site: str
    is_bot: bool = False

    @property
    def role(self) -> str:
        """Title and site, as far as they are known."""
        return " · ".join(filter(None, (self.title, self.site)))


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file on a post; `link` instead of bytes where an import could not bring it."""

    id: int
    name: str
    media_type: str
    size_bytes: int
    width: int | None
    height: int | None
    sizes: dict[str, str]
    link: str
    description: str = ""  # what a picture shows, for those who do not see it

    @property
    def is_image(self) -> bool:
        return bool(self.sizes)


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """The answer that a question's card shows."""

    id: int
    html: str
    published_at: datetime
    author: Byline
    acted_by: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """All that a post shows to everybody who may see it; nothing of its viewer, nothing of now."""

    id: int
    root_id: int | None
    parent_id: int | None
    version: int
    kind: str
    title: str
    html: str
    origin: str
    published_at: datetime
    edited_at: datetime | None
    is_removed: bool
    reply_count: int
    reaction_counts: dict[str, int]
    answered_at: datetime | None
    author: Byline
    acted_by: str
    best: BestAnswer | None
    files: Sequence[AttachedFile]
    is_orphan: bool = False
    is_locked: bool = False
    lock_reason: str = ""
    answerers: str = ""
    poll: parts.PollPart | None = None
    announcement: parts.AnnouncementPart | None = None

    @property
    def named(self) -> Sequence[parts.Named]:
        """The people and groups that its text names, each once."""
        return parts.named(self.html)

    @property
    def is_long(self) -> bool:
        """Whether a feed shows its beginning only: more than two paragraphs."""
        return len(BLOCK_ENDS.findall(self.html)) > SHORT_BLOCKS


def cards(post_ids: Iterable[int]) -> dict[int, Card]:
    """What the posts show, by id; two queries."""
    wanted = list(post_ids)
    if not wanted:
        return {}
    files = _files(wanted)
    rows = QUERIES.tuples("cards", ids=wanted)
    return {row[0]: _card(row, files.get(row[0], ())) for row in rows}


def _card(row: Sequence[Any], files: Sequence[AttachedFile]) -> Card:
    is_removed = row[10] is not None
    return Card(
        id=row[0],
        root_id=row[1],
        parent_id=row[2],
        version=row[3],
        kind=row[4],
        title="" if is_removed else row[5],
        html="" if is_removed else row[6],
        origin=row[7],
        published_at=row[8],
        edited_at=row[9],
        is_removed=is_removed,
        reply_count=row[11],
        reaction_counts={} if is_removed else _decoded(row[12]),
        answered_at=row[13],
        author=Byline(row[14], row[15], row[16], row[17], row[18], bool(row[19])),
        acted_by=row[21] or "",
        best=_best(row),
        files=() if is_removed else files,
        is_orphan=bool(row[30]),
        is_locked=row[31] is not None,
        lock_reason=row[32],
        answerers=row[33],
        poll=None if is_removed else parts.poll(row[34:40]),
        announcement=None if is_removed else parts.announcement(row[40:44]),
    )


def _best(row: Sequence[Any]) -> BestAnswer | None:
    if row[22] is None or row[10] is not None:
        return None
    return BestAnswer(row[22], row[23], row[24], Byline(*row[25:30]), row[44] or "")


def _files(post_ids: list[int]) -> dict[int, list[AttachedFile]]:
    files: dict[int, list[AttachedFile]] = defaultdict(list)
    for row in QUERIES.tuples("attachments", ids=post_ids):
        said = {"sizes": _decoded(row[7]), "link": row[8], "description": row[9]}
        files[row[0]].append(AttachedFile(*row[1:7], **said))
    return files


def _decoded(value: Any) -> dict[str, Any]:
    # JSON columns come from SQLite, and on raw cursors from PostgreSQL too, as text.
    return json.loads(value) if isinstance(value, str) else value or {}
