"""The log is read in the order of commit: racing writers lose nothing."""

from __future__ import annotations

import random
import threading
import time

import pytest
from django.db import connection, transaction

from groundswell.activity import log
from groundswell.activity.models import Activity
from tests.servers import NEWS_SECONDS

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 6, 40


def write(number: int) -> None:
    for count in range(EACH):
        with transaction.atomic():
            log.record(actor_id=number, verb="tested", noun="race", noun_id=count)
            # The key is drawn; others draw theirs and commit before us.
            time.sleep(random.uniform(0, 0.003))
    connection.close()


def test_racing_writers_lose_nothing_and_nothing_is_read_twice():
    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    for writer in writers:
        writer.start()

    position, seen = log.Position(), []
    deadline = time.monotonic() + NEWS_SECONDS
    while len(seen) < WRITERS * EACH and time.monotonic() < deadline:
        if entries := log.after(position, limit=7):
            position = entries[-1].position
            seen += [(entry.actor_id, entry.noun_id) for entry in entries]
    for writer in writers:
        writer.join()

    assert sorted(seen) == [(number, count) for number in range(WRITERS) for count in range(EACH)]


def test_one_writers_activities_are_read_in_their_order():
    write(1)

    counts = [entry.noun_id for entry in settled()]
    assert counts == list(range(EACH))


def test_what_is_not_committed_holds_later_news_back_but_loses_none():
    has_written, may_commit = threading.Event(), threading.Event()

    def linger() -> None:
        with transaction.atomic():
            log.record(actor_id=1, verb="tested", noun="race", noun_id=1)
            has_written.set()
            may_commit.wait(20)
        connection.close()

    slow = threading.Thread(target=linger)
    slow.start()
    has_written.wait(20)
    if connection.vendor == "postgresql":
        # SQLite has one writer: there nobody can come between.
        log.record(actor_id=2, verb="tested", noun="race", noun_id=2)
        assert log.after(log.Position()) == []
    may_commit.set()
    slow.join()
    if connection.vendor == "sqlite":
        log.record(actor_id=2, verb="tested", noun="race", noun_id=2)

    assert [entry.noun_id for entry in settled()] == [1, 2]


def settled() -> list[log.Entry]:
    """All entries, once transactions of other databases of the cluster let them be seen."""
    wanted = Activity.objects.count()
    deadline = time.monotonic() + NEWS_SECONDS
    while len(entries := log.after(log.Position())) < wanted:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return entries
