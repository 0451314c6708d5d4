"""Bringing the counts behind the figures up to date, where no server runs or it is behind."""

from __future__ import annotations

import time

from groundswell.activity import log, readers
from groundswell.activity.models import ReaderCursor
from groundswell.adoption.contributions import actions
from groundswell.adoption.contributions.reading import NAME, recount

MANY = 20_000  # activities: from here on counting everything anew is quicker
PATIENCE_SECONDS = 20.0  # for a server that reads the log at the same time


def catch_up() -> bool:
    """Count what happened since the last time; whether all is counted now."""
    if _waiting(MANY) == MANY:
        # The reader will read on all the same, and find nothing to change.
        actions.rebuild()
        return True
    reader = readers.register(NAME, recount)
    until = time.monotonic() + PATIENCE_SECONDS
    while _waiting(1):
        if not readers.run_once(reader):
            if time.monotonic() > until:
                return False
            time.sleep(0.1)
    while actions.sweep_on():
        pass
    return True


def sweep_on() -> bool:
    """Count some days more anew after an import was taken back; False when there is no need.

    Some hundred days in a short transaction: other writers come in between, and a stop loses
    nothing.
    """
    return actions.is_sweeping() and actions.sweep_on()


def _waiting(limit: int) -> int:
    cursor = ReaderCursor.objects.filter(name=NAME).first() or ReaderCursor()
    return len(log.after(log.Position(cursor.xid, cursor.position), limit=limit))
