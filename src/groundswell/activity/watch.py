"""Noticing that the log grew, so cheaply that it can be asked many times a second."""

from __future__ import annotations

from django.db import connection

from groundswell.activity import log

# Seconds between two looks. SQLite answers in 4 µs without reading; PostgreSQL is asked over a
# connection, and its NOTIFY would make all who commit queue for one lock.
PAUSE = {"sqlite": 0.05, "postgresql": 0.2}


class Watch:
    """Belongs to one thread, since it looks through that thread's connection."""

    def __init__(self) -> None:
        self._seen: object = None

    def has_moved(self) -> bool:
        """Whether somebody may have written since this was last asked; True at first."""
        now = _mark()
        has_moved, self._seen = now != self._seen, now
        return has_moved


def pause() -> float:
    """How many seconds to wait between two looks."""
    return PAUSE[connection.vendor]


def _mark() -> object:
    if connection.vendor != "sqlite":
        return log.newest()
    with connection.cursor() as cursor:
        # It counts the commits of others; this thread's connection only reads.
        cursor.execute("PRAGMA data_version")
        return cursor.fetchone()
