"""A PostgreSQL database that was restored in another cluster: its log goes on there.

Transaction numbers belong to a cluster. In a younger one the old activities would seem to lie in
the future, and new ones behind every cursor: nothing would be read any more. So old activities
get small numbers, by how many readers had not yet read them, and each cursor the number of those
that it had: who had read what stays as it was.
"""

from __future__ import annotations

from django.db import connection, transaction

from groundswell.activity.models import ProcessLease, ReaderCursor
from groundswell.foundation import ids

IS_FROM_THE_FUTURE = """
SELECT xid > pg_snapshot_xmax(pg_current_snapshot())
  FROM activity_activity ORDER BY xid DESC LIMIT 1
"""
FIRST = 3  # the least number of an ordinary transaction
RENUMBER_ACTIVITIES = """
UPDATE activity_activity a
   SET xid = (%(first)s + (
         SELECT count(*) FROM activity_readercursor c
          WHERE (c.xid, c.position) < (a.xid::text::bigint, a.id)))::text::xid8
"""
RENUMBER_CURSORS = """
UPDATE activity_readercursor c
   SET position = %(last)s, leased_until = NULL,
       xid = %(first)s + (
         SELECT count(*) FROM activity_readercursor d
          WHERE (d.xid, d.position) < (c.xid, c.position))
"""


def settle() -> bool:
    """Let the log of a restored database go on here; True when that was needed."""
    if connection.vendor != "postgresql":
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(IS_FROM_THE_FUTURE)
        newest = cursor.fetchone()
        if newest is None or not newest[0]:
            return False
        cursor.execute("LOCK TABLE activity_activity, activity_readercursor")
        cursor.execute(RENUMBER_ACTIVITIES, {"first": FIRST})
        cursor.execute(RENUMBER_CURSORS, {"first": FIRST, "last": ids.MAX})
    return True


def forget_processes() -> None:
    """Let go of the numbers and leases of processes that were alive where the copy was taken."""
    ProcessLease.objects.all().delete()
    ReaderCursor.objects.update(leased_by="", leased_until=None)
