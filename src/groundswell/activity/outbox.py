"""Effects outside the database: owed in the transaction that causes them, then done at least once.

A kill between the deed and its mark repeats the deed, never loses it; the key lets whoever is
outside tell a repetition. Of some kinds a deed is done at most once: it counts as done from its
beginning on, and is put off only when somebody says that it was not.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, F, Min, Q

from groundswell.activity.models import Outbox
from groundswell.foundation import clock

# A deed that takes longer than this is taken for lost with its process, and begun again.
CLAIM = timedelta(minutes=10)
# How long to wait after each failure; after the last one it is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720, 1440)]

KEPT = timedelta(days=90)  # longer than anybody asks what became of a mail
AT_A_TIME = 5000
MAILS = "mails"  # the worker of what has no other

GIVEN_UP = "given up"
BEGUN = "begun"  # of what is done at most once: whether it was done before a kill, nobody knows

log = logging.getLogger("groundswell.outbox")


class NotNeededAnyMore(Exception):
    """What was owed makes no sense now; it counts as done."""


class NotNow(Exception):
    """It was not done; the text says why, and it is tried again, not before `pause` is over."""

    def __init__(self, reason: str, *, pause: timedelta = timedelta(0)) -> None:
        super().__init__(reason)
        self.pause = pause


@dataclass(frozen=True, slots=True)
class Owed:
    """One deed that is due."""

    key: str
    facts: dict[str, Any]
    owed_at: datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """How deeds of a kind are done, by which worker, and whether this instance can at all."""

    do: Callable[[Owed], None]
    is_possible: Callable[[], bool]
    worker: str
    at_most_once: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many deeds of a kind are owed, since when, and whether this instance can do them."""

    kind: str
    count: int
    since: datetime
    is_possible: bool


_kinds: dict[str, Kind] = {}


def register(
    kind: str,
    do: Callable[[Owed], None],
    *,
    is_possible: Callable[[], bool],
    worker: str = MAILS,
    at_most_once: bool = False,
) -> None:
    """Make a kind of deed known. What is not possible stays owed."""
    _kinds[kind] = Kind(do, is_possible, worker, at_most_once)


def work_off(
    worker: str = MAILS, *, limit: int = 20, until: Callable[[], bool] = lambda: False
) -> int:
    """Do what is due for a worker, the longest due first; how many deeds were tried."""
    ours = [(name, kind) for name, kind in _kinds.items() if kind.worker == worker]
    possible = [name for name, kind in ours if kind.is_possible()]
    due = Outbox.objects.filter(done_at=None, next_try_at__lte=clock.now(), kind__in=possible)
    tried = 0
    for row in due.order_by("next_try_at", "pk")[:limit]:
        if until():
            break
        if _claim(row):
            tried += 1
            _do(row)
    return tried


def waiting() -> list[Waiting]:
    """What is owed, by kind."""
    owed = Outbox.objects.filter(done_at=None).order_by("kind").values("kind")
    possible = {name for name, kind in _kinds.items() if kind.is_possible()}
    return [
        Waiting(row["kind"], row["count"], row["since"], row["kind"] in possible)
        for row in owed.annotate(count=Count("pk"), since=Min("owed_at"))
    ]


def try_again(row_id: int) -> bool:
    """Owe at once what failed or was given up, as if it had never been tried; whether there is."""
    failed = Outbox.objects.filter(Q(done_at=None) | Q(last_error__startswith=GIVEN_UP), pk=row_id)
    fresh = {"done_at": None, "tries": 0, "next_try_at": clock.now()}
    return bool(failed.exclude(last_error="").update(**fresh))


def forget_old() -> int:
    """Forget deeds that were done long ago, some of the oldest at a time; how many."""
    oldest = Outbox.objects.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]
    gone, _by_model = Outbox.objects.filter(
        pk__in=list(oldest), done_at__lt=clock.now() - KEPT
    ).delete()
    return gone


def _claim(row: Outbox) -> bool:
    # Two processes see the same row; the one whose update finds it untouched does the deed.
    untouched = Outbox.objects.filter(pk=row.pk, done_at=None, next_try_at=row.next_try_at)
    now = clock.now()
    claim: dict[str, Any] = {"next_try_at": now + CLAIM, "tries": F("tries") + 1}
    if _kinds[row.kind].at_most_once:
        claim |= {"done_at": now, "last_error": BEGUN}
    return bool(untouched.update(**claim))


def _do(row: Outbox) -> None:
    try:
        _kinds[row.kind].do(Owed(row.key, row.facts, row.owed_at))
    except NotNeededAnyMore as reason:
        _close(row, f"not needed: {reason}")
    except NotNow as failure:
        _put_off(row, str(failure), failure.pause)
    except Exception as error:
        log.exception("%s could not be done", row.key)
        connection.close()
        if _kinds[row.kind].at_most_once:
            _close(row, f"broken off: {type(error).__name__}")
        else:
            _put_off(row, type(error).__name__)
    else:
        _close(row, "")


def _close(row: Outbox, error: str) -> None:
    Outbox.objects.filter(pk=row.pk).update(done_at=clock.now(), last_error=error[:300])


def _put_off(row: Outbox, error: str, pause: timedelta = timedelta(0)) -> None:
    tries = row.tries + 1
    if tries > len(PAUSES):
        log.error("%s is given up after %s tries: %s", row.key, tries, error)
        _close(row, f"{GIVEN_UP}: {error}")
        return
    again = clock.now() + max(pause, PAUSES[tries - 1])
    Outbox.objects.filter(pk=row.pk).update(next_try_at=again, done_at=None, last_error=error[:300])
