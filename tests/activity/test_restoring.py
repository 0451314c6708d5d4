"""A database restored in another cluster, whose transactions have smaller numbers."""

from __future__ import annotations

import time

import pytest
from django.db import connection

from groundswell.activity import log, readers, restoring
from groundswell.activity.models import ReaderCursor
from groundswell.activity.readers import Reader
from tests.servers import NEWS_SECONDS

pytestmark = [pytest.mark.only("postgresql"), pytest.mark.django_db(transaction=True)]
AGES = 10**12  # transactions that the old cluster was ahead


def record(number):
    log.record(actor_id=1, verb="tested", noun="restoring", noun_id=number)


def reader(name):
    heard = []
    return Reader(name, lambda entries: heard.extend(entry.noun_id for entry in entries)), heard


def catch_up(one, wanted):
    deadline = time.monotonic() + NEWS_SECONDS
    taken = 0
    while taken < wanted:
        taken += readers.catch_up(one)
        assert time.monotonic() < deadline
    return taken


def restore_elsewhere():
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE activity_activity SET xid = (xid::text::bigint + %s)::text::xid8", [AGES]
        )
        cursor.execute("UPDATE activity_readercursor SET xid = xid + %s", [AGES])


def test_readers_go_on_where_they_were():
    (first, by_first), (second, by_second), (third, by_third) = map(reader, "abc")
    record(0)
    record(1)
    catch_up(first, 2)
    catch_up(third, 2)
    record(2)
    catch_up(second, 3)
    record(3)
    restore_elsewhere()

    assert restoring.settle()
    record(4)

    for one, wanted in ((first, 3), (second, 2), (third, 3)):
        catch_up(one, wanted)
    assert by_first == by_second == by_third == [0, 1, 2, 3, 4]


def test_in_its_own_cluster_nothing_is_touched():
    record(0)
    one, _ = reader("a")
    catch_up(one, 1)
    before = ReaderCursor.objects.get().xid

    assert not restoring.settle()
    assert ReaderCursor.objects.get().xid == before
