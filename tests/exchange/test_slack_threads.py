"""From messages to threads."""

from __future__ import annotations

from groundswell.exchange.slack.threads import Threads
from tests.exchange.slack_exports import ts


def threads(*messages: tuple[int, int | None], buried: tuple[int, ...] = ()) -> Threads:
    found = Threads()
    for second, start in messages:
        thread_ts = "" if start is None else ts(start)
        found.add(ts(second), thread_ts, is_buried=second in buried)
    return found


def test_a_message_that_names_itself_begins_a_thread():
    found = threads((1, 1), (2, 1), (3, None))

    assert found.counts() == (2, 1, 0)
    assert found.orphans() == {}


def test_the_earliest_reply_stands_for_a_beginning_that_is_missing():
    found = threads((9, 5), (7, 5), (8, 5), (1, None))

    assert found.orphans() == {ts(5): ts(7)}
    assert found.counts() == (2, 2, 0)


def test_a_beginning_that_an_earlier_import_brought_is_not_missing():
    found = threads((7, 5), (8, 5))

    assert found.orphans({ts(5)}) == {}
    assert found.counts({ts(5)}) == (0, 2, 0)


def test_a_deleted_message_stays_while_it_has_replies():
    found = threads((1, 1), (2, 1), (5, 5), buried=(1, 5))

    assert found.graves == {ts(1)}
    assert found.counts() == (1, 1, 1)


def test_times_are_compared_as_numbers():
    found = Threads()
    for stamp in ("1000000000.000000", "999999999.000000"):
        found.add(stamp, "5.000000")

    assert found.orphans() == {"5.000000": "999999999.000000"}
