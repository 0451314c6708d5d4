"""Readers of the log: each keeps a cursor and reads on from it, exactly once.

A reader writes its effects and its cursor in one transaction, under a lease, so that a kill
neither loses nor doubles anything. Floors above register theirs with `register`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from groundswell.activity import leases, log
from groundswell.activity.log import Entry, Position
from groundswell.activity.models import ReaderCursor
from groundswell.foundation import clock

LEASE = timedelta(seconds=30)
BATCH = 500  # activities: some 100 ms of work, so that SQLite's one writer is never held long

type Effect = Callable[[Sequence[Entry]], None]


@dataclass(frozen=True, slots=True)
class Reader:
    """A name, and what is done with each batch, inside the transaction that moves the cursor."""

    name: str
    effect: Effect


_registered: dict[str, Reader] = {}


def register(name: str, effect: Effect) -> Reader:
    """Make a reader known; `serve` runs all that are known.

    Raises:
        ValueError: the name is taken by another effect.
    """
    known = _registered.setdefault(name, Reader(name, effect))
    if known.effect is not effect:
        msg = f"two readers are called {name!r}"
        raise ValueError(msg)
    return known


def registered() -> list[Reader]:
    """All readers, by name."""
    return [_registered[name] for name in sorted(_registered)]


def run_once(reader: Reader) -> int:
    """Read one batch on; how many activities it took, 0 when none or another process holds it."""
    if not _is_due(reader):
        return 0
    with transaction.atomic():
        cursor = _lease(reader)
        if cursor is None:
            return 0
        entries = log.after(Position(cursor.xid, cursor.position), limit=BATCH)
        if entries:
            reader.effect(entries)
            last = entries[-1].position
            cursor.xid, cursor.position = last.xid, last.id
            cursor.moved_at = clock.now()
        cursor.save()
    return len(entries)


def hold(name: str) -> None:
    """Keep a reader from its next batch until the transaction at hand ends.

    For work beside the log that writes what the reader writes too.
    """
    ReaderCursor.objects.get_or_create(name=name)
    ReaderCursor.objects.select_for_update().get(name=name)


def fill(name: str, effect: Callable[[], None]) -> None:
    """Do from scratch what reading the whole log would have done, and let its reader go on there.

    What is committed meanwhile is read afterwards: the effect must not mind to find it done.
    """
    with transaction.atomic():
        hold(name)
        newest = log.newest()
        effect()
        ReaderCursor.objects.filter(name=name).update(
            xid=newest.xid, position=newest.id, moved_at=clock.now()
        )


def catch_up(reader: Reader) -> int:
    """Read all that there is; how many activities it took."""
    total = 0
    while taken := run_once(reader):
        total += taken
    return total


def lag_seconds(reader: Reader) -> float:
    """For how long the oldest activity that the reader has not taken has been waiting, seconds."""
    cursor = ReaderCursor.objects.filter(name=reader.name).first() or ReaderCursor()
    waiting = log.after(Position(cursor.xid, cursor.position), limit=1)
    return max(0.0, (clock.now() - waiting[0].recorded_at).total_seconds()) if waiting else 0.0


def _is_due(reader: Reader) -> bool:
    # Looked at without a transaction: an idle reader must not queue for SQLite's write lock.
    cursor = ReaderCursor.objects.filter(name=reader.name).first()
    if cursor is None:
        return True
    return bool(log.after(Position(cursor.xid, cursor.position), limit=1))


def _lease(reader: Reader) -> ReaderCursor | None:
    now = clock.now()
    me = leases.holder()
    ReaderCursor.objects.get_or_create(name=reader.name)
    cursor = ReaderCursor.objects.select_for_update().get(name=reader.name)
    is_held = cursor.leased_until is not None and cursor.leased_until >= now
    if is_held and cursor.leased_by != me and not leases.is_gone(cursor.leased_by):
        return None
    cursor.leased_by, cursor.leased_until = me, now + LEASE
    return cursor
