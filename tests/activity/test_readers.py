"""Readers of the log: exactly once, whatever happens to their process."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from groundswell.activity import leases, log, readers
from groundswell.activity.models import Outbox, ReaderCursor
from groundswell.activity.readers import Reader
from groundswell.foundation import clock, ids
from tests.servers import NEWS_SECONDS

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def record(count):
    for number in range(count):
        log.record(actor_id=1, verb="tested", noun="reading", noun_id=number)


@pytest.fixture
def heard():
    return []


@pytest.fixture
def reader(heard):
    return Reader("listener", lambda entries: heard.extend(entry.noun_id for entry in entries))


@pytest.mark.django_db
@pytest.mark.usefixtures("news")
class TestReading:
    def test_a_reader_reads_on_from_where_it_was(self, reader, heard):
        record(3)
        assert readers.catch_up(reader) == 3
        record(1)

        assert readers.catch_up(reader) == 1
        assert heard == [0, 1, 2, 0]

    def test_an_effect_that_fails_leaves_the_cursor_where_it_was(self, reader, heard):
        def fail(entries):
            Outbox.objects.create(key="half", kind="test", owed_at=NOW, next_try_at=NOW)
            msg = "no"
            raise RuntimeError(msg)

        record(1)
        with pytest.raises(RuntimeError):
            readers.run_once(Reader("listener", fail))

        assert not Outbox.objects.exists()
        assert readers.catch_up(reader) == 1

    def test_another_process_does_not_read_what_is_leased(self, reader, heard):
        record(1)
        ReaderCursor.objects.create(
            name="listener", leased_by="elsewhere:7", leased_until=NOW + readers.LEASE
        )
        with clock.frozen(NOW):
            assert readers.run_once(reader) == 0

        with clock.frozen(NOW + readers.LEASE + timedelta(seconds=1)):
            assert readers.run_once(reader) == 1

    def test_the_lease_of_a_dead_process_is_taken_over_at_once(self, reader):
        host = leases.holder().rpartition(":")[0]
        dead = f"{host}:{2**22 - 3}"  # beyond the greatest number that a process can have here
        record(1)
        ReaderCursor.objects.create(
            name="listener", leased_by=dead, leased_until=NOW + timedelta(days=999)
        )

        with clock.frozen(NOW):
            assert readers.run_once(reader) == 1

    def test_lag_is_how_long_the_oldest_unread_has_waited(self, reader):
        with clock.frozen(NOW):
            record(1)
        with clock.frozen(NOW + timedelta(seconds=90)):
            assert readers.lag_seconds(reader) == 90
            readers.catch_up(reader)
            assert readers.lag_seconds(reader) == 0


@pytest.mark.django_db
class TestLeases:
    def test_each_process_gets_a_number_of_its_own(self, monkeypatch):
        mine = leases.take()
        monkeypatch.setattr(leases, "holder", lambda: "elsewhere:1")

        assert leases.take() != mine
        assert mine >= leases.FIRST

    def test_a_number_given_back_or_run_out_is_free(self, monkeypatch):
        with clock.frozen(NOW):
            monkeypatch.setattr(leases, "holder", lambda: "elsewhere:1")
            first = leases.take()
        monkeypatch.setattr(leases, "holder", lambda: "elsewhere:2")
        with clock.frozen(NOW + leases.LEASE + timedelta(seconds=1)):
            assert leases.take() == first
            leases.give_back(first)
            assert leases.take() == first

    def test_who_lost_its_number_is_told(self, monkeypatch):
        number = leases.take()
        assert leases.keep(number)
        monkeypatch.setattr(leases, "holder", lambda: "elsewhere:1")

        assert not leases.keep(number)

    def test_numbers_are_those_of_ids(self):
        assert leases.FIRST < leases.take() + 1 <= ids.PROCESSES


@pytest.mark.slow
def test_a_killed_reader_neither_loses_nor_doubles(server):
    wanted = 1500
    server.call("record", wanted)
    for _ in range(4):
        with server.inside() as reading:
            reading.begin("read_slowly", 20)
            time.sleep(random.uniform(0.05, 0.3))
            reading.kill()

    deadline = time.monotonic() + NEWS_SECONDS
    while len(server.call("effects")) < wanted and time.monotonic() < deadline:
        server.call("read_slowly", 500)

    assert Counter(server.call("effects")) == Counter(range(wanted))
