"""Old activities go once all readers have passed them; what is unread or young stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from groundswell.activity import dropping, log, readers
from groundswell.activity.models import Activity, ReaderCursor
from groundswell.foundation import clock

FIRST = datetime(2025, 1, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("db", "news")


@pytest.fixture
def days(monkeypatch):
    """Five activities, a day apart, and two readers."""
    known = {name: readers.Reader(name, lambda entries: None) for name in ("quick", "slow")}
    monkeypatch.setattr(readers, "_registered", known)
    for number in range(5):
        with clock.frozen(FIRST + number * DAY):
            log.record(actor_id=number, verb="did", noun="thing", noun_id=number)
    return known


def left() -> list[int | None]:
    return list(Activity.objects.order_by("pk").values_list("actor_id", flat=True))


def test_what_all_have_read_goes_by_age_and_the_last_stays(days):
    for reader in days.values():
        readers.catch_up(reader)
    assert dropping.drop(before=FIRST + 2 * DAY) == 2
    assert left() == [2, 3, 4]
    assert dropping.drop(before=FIRST + 99 * DAY) == 2
    assert left() == [4]


def test_what_one_reader_has_not_read_stays(days):
    for reader in days.values():
        readers.catch_up(reader)
    second = Activity.objects.order_by("pk")[1].pk
    ReaderCursor.objects.filter(name="slow").update(position=second)
    assert dropping.drop(before=FIRST + 99 * DAY) == 2
    assert left() == [2, 3, 4]


def test_a_reader_that_is_no_more_holds_nothing_back(days):
    for reader in days.values():
        readers.catch_up(reader)
    ReaderCursor.objects.create(name="bygone", position=0)
    assert dropping.drop(before=FIRST + 99 * DAY) == 4


def test_at_most_some_go_at_once(days, monkeypatch):
    monkeypatch.setattr(dropping, "AT_ONCE", 3)
    for reader in days.values():
        readers.catch_up(reader)
    assert [dropping.drop(before=FIRST + 99 * DAY) for _ in range(3)] == [3, 1, 0]
