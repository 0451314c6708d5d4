"""Dropping old activities that nobody needs any more, and asking whether something happened."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection

from groundswell.activity import readers
from groundswell.activity.models import Activity
from groundswell.foundation import sql

AT_ONCE = 5_000
# The oldest rows that all readers have passed. On PostgreSQL they pass in the order of
# transactions: an id below a cursor's may be unread. Readers that are no more hold nothing back.
OLD = {
    "sqlite": "SELECT id, recorded_at FROM activity_activity"
    " WHERE id <= (SELECT min(position) FROM activity_readercursor"
    " WHERE name IN (SELECT value FROM json_each(%(known)s)))"
    " AND id < (SELECT max(id) FROM activity_activity) ORDER BY id LIMIT %(limit)s",
    "postgresql": "SELECT id, recorded_at FROM activity_activity"
    " WHERE (xid, id) <= (SELECT xid::text::xid8, position FROM activity_readercursor"
    " WHERE name IN (SELECT json_array_elements_text(%(known)s::json))"
    " ORDER BY xid, position LIMIT 1)"
    " AND id < (SELECT max(id) FROM activity_activity) ORDER BY id LIMIT %(limit)s",
}


def happened_since(verb: str, noun: str, since: datetime) -> bool:
    """Whether such an activity was recorded since then."""
    return Activity.objects.filter(verb=verb, noun=noun, recorded_at__gte=since).exists()


def drop(*, before: datetime) -> int:
    """Drop what was recorded before an instant and is read by all readers; how many rows.

    At most some thousand at once, the oldest: the rest is for the next time. The newest row stays,
    since it says where the log ends.
    """
    with connection.cursor() as cursor:
        known = [reader.name for reader in readers.registered()]
        cursor.execute(OLD[connection.vendor], {"known": json.dumps(known), "limit": AT_ONCE})
        rows = sql.aware(cursor.fetchall())
    old = [number for number, recorded_at in rows if recorded_at < before]
    return Activity.objects.filter(pk__in=old).delete()[0]
