"""What is done beside the pages, and what of it does not get on: readers, mails, posts to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from groundswell.activity import outbox, readers
from groundswell.activity.models import Outbox, ReaderCursor
from groundswell.activity.outbox import Waiting
from groundswell.config import backups
from groundswell.config.measuring import store
from groundswell.config.wellbeing import LONGEST_LAG_SECONDS
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.search.models import FileReading, Renewal
from groundswell.network.unsent.models import Scheduled
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person

LATE = timedelta(minutes=5)  # a post that waits is published within seconds
QUIET = timedelta(minutes=10)  # chores are done each minute, or oftener
LATELY = timedelta(days=30)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader of the log: how long its next activity has been waiting, and when it last moved."""

    name: str
    lag_seconds: int
    moved_at: datetime | None

    @property
    def is_late(self) -> bool:
        return self.lag_seconds > LONGEST_LAG_SECONDS


@dataclass(frozen=True, slots=True)
class Chore:
    """Work done now and then: when it last went through."""

    name: str
    done_at: datetime | None

    @property
    def is_late(self) -> bool:
        # Not since the start is not late: some begin a minute after it.
        return self.done_at is not None and self.done_at < clock.now() - QUIET


@dataclass(frozen=True, slots=True)
class Jobs:
    """All that is done beside the pages."""

    readers: Sequence[Reader]
    chores: Sequence[Chore]
    waiting: Sequence[Waiting]
    failing: Sequence[Outbox]
    scheduled: int
    scheduled_late: int
    scheduled_refused: int
    is_indexing: bool
    files_to_read: int
    backup_at: datetime | None

    @property
    def troubles(self) -> int:
        """How many things need somebody."""
        late = [*(one.is_late for one in self.readers), *(one.is_late for one in self.chores)]
        return sum(late) + len(self.failing) + (self.scheduled_late > 0)


def jobs() -> Jobs:
    """How all of it stands now."""
    now = clock.now()
    open_ = Scheduled.objects.filter(refusal="")
    return Jobs(
        readers=_readers(),
        chores=_chores(),
        waiting=outbox.waiting(),
        failing=_failing(now),
        scheduled=open_.count(),
        scheduled_late=open_.filter(due_at__lt=now - LATE).count(),
        scheduled_refused=Scheduled.objects.exclude(refusal="").count(),
        is_indexing=Renewal.objects.exists(),
        files_to_read=FileReading.objects.filter(read_at=None).count(),
        backup_at=backups.last(Path(settings.DIRECTORY)),
    )


@transaction.atomic
def retry(*, person: Person, row_id: int) -> None:
    """Let a mail that failed, or was given up, be tried again at once.

    Raises:
        NotFound: there is none that failed.
    """
    if not outbox.try_again(row_id):
        raise NotFound
    audit.record(person, "tried again", "outbox", row_id)


def _readers() -> list[Reader]:
    moved = dict(ReaderCursor.objects.values_list("name", "moved_at"))
    return [
        Reader(one.name, round(readers.lag_seconds(one)), moved.get(one.name))
        for one in readers.registered()
    ]


def _chores() -> list[Chore]:
    done = store.totals(Path(settings.DIRECTORY)).chores
    return [
        Chore(name, datetime.fromtimestamp(done[name], UTC) if done.get(name) else None)
        for name in store.CHORES
    ]


def _failing(now: datetime) -> list[Outbox]:
    given_up = Q(last_error__startswith=outbox.GIVEN_UP, done_at__gt=now - LATELY)
    tried = Q(done_at=None) & ~Q(last_error="")
    return list(Outbox.objects.filter(given_up | tried).order_by("-owed_at")[:SHOWN])
