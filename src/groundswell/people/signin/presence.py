"""Presence: that a person read or wrote on a day. Kept in the process, written each minute."""

from __future__ import annotations

import threading
from datetime import date, datetime

from django.db import transaction

from groundswell.foundation import clock
from groundswell.people.persons.models import Person, Presence
from groundswell.people.signin.models import Session

_lock = threading.Lock()
_read: set[tuple[int, date]] = set()
_wrote: set[tuple[int, date]] = set()
_seen: dict[int, datetime] = {}


def note(person_id: int, session_id: int, *, has_written: bool) -> None:
    """Keep in mind that a person is here; nothing is written yet, since reading writes nothing."""
    mark = (person_id, clock.today())
    with _lock:
        _read.add(mark)
        if has_written:
            _wrote.add(mark)
        _seen[session_id] = clock.now()


def write() -> int:
    """Write what was kept; how many people and days. A day noted twice stays one row."""
    with _lock:
        read, wrote, seen = set(_read), set(_wrote), dict(_seen)
        _read.clear()
        _wrote.clear()
        _seen.clear()
    if not read:
        return 0
    try:
        _write(read, wrote, seen)
    except BaseException:
        # It is written the next time; what was noted meanwhile is newer.
        with _lock:
            _read.update(read)
            _wrote.update(wrote)
            for session_id, at in seen.items():
                _seen.setdefault(session_id, at)
        raise
    return len(read)


@transaction.atomic
def _write(
    read: set[tuple[int, date]], wrote: set[tuple[int, date]], seen: dict[int, datetime]
) -> None:
    # Somebody may have been merged into another since they were noted.
    here = set(Person.objects.filter(pk__in={who for who, _ in read}).values_list("pk", flat=True))
    _write_days({mark for mark in read - wrote if mark[0] in here}, has_written=False)
    _write_days({mark for mark in wrote if mark[0] in here}, has_written=True)
    for session_id, at in seen.items():
        Session.objects.filter(pk=session_id).update(last_seen_at=at)


def _write_days(marks: set[tuple[int, date]], *, has_written: bool) -> None:
    rows = [
        Presence(person_id=person_id, on=on, has_read=True, has_written=has_written)
        for person_id, on in sorted(marks)
    ]
    if has_written:
        Presence.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["person_id", "on"],
            update_fields=["has_read", "has_written"],
        )
    else:
        Presence.objects.bulk_create(rows, ignore_conflicts=True)
