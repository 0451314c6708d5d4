"""Metrics are for those alone whom the settings name."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from groundswell.activity import log
from tests.web.reading import text

LINE = re.compile(r'(\w+)(?:\{((?:\w+="[^"]*",?)*)\})? ([0-9.e+]+)')


@pytest.fixture
def named(settings, tmp_path):
    """The network of tests may read them, and whoever has the word."""
    word = tmp_path / "word"
    word.write_text("a long word\n")
    settings.DIRECTORY = tmp_path
    settings.OPTIONS = replace(
        settings.OPTIONS, metrics_addresses=["10.0.0.0/24"], metrics_token_file=str(word)
    )


def get(world, address="203.0.113.9", **headers):
    return world.client(None).get("/metrics", REMOTE_ADDR=address, headers=headers)


def test_addresses_that_are_named_and_the_word_open_them(world, named):
    assert get(world, "10.0.0.7").status_code == 200
    assert get(world, "::ffff:10.0.0.7").status_code == 404
    assert get(world, Authorization="Bearer a long word").status_code == 200
    for said in ("Bearer another word", "Bearer ", "a long wor", "Bearer ä"):
        assert get(world, Authorization=said.encode().decode("latin-1")).status_code == 404
    assert get(world).status_code == 404
    assert get(world, "no address").status_code == 404


def test_every_line_is_as_prometheus_reads_it(world, named, settings):
    log.record(actor_id=1, verb="tested", noun="lag", noun_id=1)
    settings.ALLOWED_HOSTS = ["elsewhere.example"]

    answer = get(world, "10.0.0.7")

    lines = text(answer).splitlines()
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    assert [one for one in lines if not one.startswith("# ") and not LINE.fullmatch(one)] == []
    found = {match[1]: match[3] for one in lines if (match := LINE.fullmatch(one))}
    assert float(found["groundswell_database_bytes"]) > 0
    assert "groundswell_reader_lag_seconds" in found
    assert "groundswell_live_connections" in found


def test_they_cost_few_queries(world, named, django_assert_max_num_queries):
    from groundswell.activity import readers

    with django_assert_max_num_queries(2 * len(readers.registered()) + 2):
        get(world, "10.0.0.7")
