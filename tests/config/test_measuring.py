"""Processes count by themselves and are added up."""

from __future__ import annotations

import pytest

from groundswell.config.measuring import exposition, store


@pytest.fixture
def two_processes(tmp_path, monkeypatch):
    """This process counts, and another, which has ended, has counted."""
    store.begin(tmp_path)
    monkeypatch.setattr(store.leases, "holder", lambda: "host:999999999")
    store.join(tmp_path)
    store.count_request("/posts/7/", 303, 0.02)
    store.show_live(40)
    monkeypatch.undo()
    monkeypatch.setattr(store, "_own", None)
    store.join(tmp_path)
    yield tmp_path
    store._own = None


def test_counters_of_all_are_added_and_connections_of_the_living(two_processes):
    store.count_request("/posts/", 200, 0.003)
    store.count_request("/posts/?a=b", 503, 60)
    store.count_request("/", 200, 0.3)
    store.count_request("/wp-login.php", 404, 0.001)
    store.show_live(3)
    store.show_chore("readers", 1000.5)

    totals = store.totals(two_processes)

    assert totals.routes["posts"][: len(store.STATUSES)] == [0, 1, 1, 0, 1]
    assert totals.routes["posts"][-1] == pytest.approx(60.023)
    assert totals.routes["home"][1] == totals.routes["other"][3] == 1
    assert (totals.live, totals.processes) == (3, 1)
    assert totals.chores["readers"] == 1000.5


def test_a_histogram_adds_up_to_its_count(two_processes):
    for seconds in (0.001, 0.03, 0.03, 2, 99):
        store.count_request("/search/", 200, seconds)

    lines = list(exposition._of_requests(store.totals(two_processes)))

    told = [line.rpartition(" ") for line in lines if 'route="search"' in line]
    buckets = [int(count) for name, _, count in told if "_bucket" in name]
    assert buckets == sorted(buckets)
    assert buckets[0] == 1
    assert buckets[-1] == 5
    assert ('groundswell_request_seconds_count{route="search"}', " ", "5") in told
    assert any('le="+Inf"' in name for name, _, _ in told)


def test_a_new_serve_begins_at_nothing(two_processes):
    store.begin(two_processes)

    assert store.totals(two_processes).routes["posts"] == [0.0] * store.A_ROUTE
