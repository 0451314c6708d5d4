"""Writing the activity log, and reading it in the order of commit.

Ids are drawn before a commit, so a later id can become visible first; a cursor that remembers
"the last id seen" then loses news (measured: a third). On SQLite the insert inside the one
write transaction gives the key, and so the order. On PostgreSQL readers take `(xid, id)` beyond
their cursor and below the oldest transaction still running.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from groundswell.activity.models import Activity
from groundswell.foundation import clock, sql


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in the log. On SQLite `xid` is always 0."""

    xid: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity as a reader gets it."""

    position: Position
    actor_id: int | None
    verb: str
    noun: str
    noun_id: int
    stream_id: int | None
    happened_at: datetime
    recorded_at: datetime


def record(
    *,
    actor_id: int | None,
    verb: str,
    noun: str,
    noun_id: int,
    stream_id: int | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write one activity into the caller's transaction."""
    record_many(
        [entry(actor_id, verb, noun, noun_id, stream_id=stream_id, happened_at=happened_at)]
    )


def entry(
    actor_id: int | None,
    verb: str,
    noun: str,
    noun_id: int,
    *,
    stream_id: int | None = None,
    happened_at: datetime | None = None,
) -> Activity:
    """An activity not yet written; imports gather many and write them with `record_many`."""
    now = clock.now()
    return Activity(
        actor_id=actor_id,
        verb=verb,
        noun=noun,
        noun_id=noun_id,
        stream_id=stream_id,
        happened_at=happened_at or now,
        recorded_at=now,
    )


def record_many(activities: Iterable[Activity]) -> None:
    """Write activities into the caller's transaction, in their order."""
    Activity.objects.bulk_create(activities, batch_size=500)


COLUMNS = "actor_id, verb, noun, noun_id, stream_id, happened_at, recorded_at"
AFTER = {
    "sqlite": f"SELECT 0, id, {COLUMNS} FROM activity_activity WHERE id > %(id)s"  # noqa: S608
    " ORDER BY id LIMIT %(limit)s",
    "postgresql": f"SELECT xid::text::bigint, id, {COLUMNS} FROM activity_activity"  # noqa: S608
    " WHERE (xid, id) > (%(xid)s::text::xid8, %(id)s)"
    " AND xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid, id LIMIT %(limit)s",
}
NEWEST = {
    "sqlite": "SELECT 0, id FROM activity_activity ORDER BY id DESC LIMIT 1",
    "postgresql": "SELECT xid::text::bigint, id FROM activity_activity"
    " WHERE xid < pg_snapshot_xmin(pg_current_snapshot()) ORDER BY xid DESC, id DESC LIMIT 1",
}


def after(position: Position, *, limit: int = 500) -> list[Entry]:
    """The next activities behind `position`, in the order of commit, at most `limit`."""
    with connection.cursor() as cursor:
        cursor.execute(
            AFTER[connection.vendor],
            {"xid": str(position.xid), "id": position.id, "limit": limit},
        )
        rows = sql.aware(cursor.fetchall())
    return [Entry(Position(row[0], row[1]), *row[2:]) for row in rows]


def newest() -> Position:
    """The place of the last activity that readers may already see."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST[connection.vendor])
        row = cursor.fetchone()
    return Position(*row) if row else Position()
