"""Search follows what is imported, taken back and merged."""

from __future__ import annotations

import pytest

from groundswell.activity import readers
from groundswell.exchange.batches.undo import undo
from groundswell.exchange.merging import actions as merging
from groundswell.exchange.slack import actions as slack
from groundswell.exchange.slack.running import Choices
from groundswell.network.posts import actions as posts
from groundswell.network.search import asking, queries
from tests.exchange.slack_exports import files, reply, said, zipped

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(news):
    """Brings the index up to date with all that was said."""
    reader = next(reader for reader in readers.registered() if reader.name == "search")
    return lambda: readers.catch_up(reader)


def texts(viewer, typed):
    hits = queries.posts(viewer, asking.ask(viewer, typed)).lines
    return ["".join(piece.text for piece in hit.text) for hit in hits]


def names(viewer, typed):
    found = queries.accounts(asking.ask(viewer, typed))
    people, groups = queries.people(viewer, found).rows, queries.groups(viewer, found).rows
    return [one.name for one in (*people, *groups)]


def test_what_an_import_brings_is_found_and_is_gone_when_it_is_undone(cast, index, tmp_path):
    content = files({"pilots": [said(1, "The crane is stuck"), reply(2, 1)]})
    report = slack.take(zipped(tmp_path / "export.zip", content), Choices())
    index()
    assert texts(cast.mira, "crane") == ["The crane is stuck"]
    assert texts(cast.mira, "crane in:pilots") == ["The crane is stuck"]
    assert names(cast.mira, "pilots")

    undo(report.batch, undone_by=cast.mira)
    index()

    assert texts(cast.mira, "crane") == []
    assert names(cast.mira, "pilots") == []


def test_what_two_people_wrote_is_found_under_who_stays_of_them(cast, index):
    post = {"stream_ids": [cast.organisation.pk]}
    posts.publish(author=cast.otto, source="The crane is stuck", **post)
    posts.publish(author=cast.joan, source="Thank @otto_berg for it", **post)
    index()
    assert texts(cast.mira, "from:otto crane") == ["The crane is stuck"]
    assert texts(cast.mira, "berg") == ["Thank @Otto Berg for it"]

    merging.merge(kept_id=cast.joan.pk, gone_id=cast.otto.pk, merged_by=cast.mira)
    index()

    assert texts(cast.mira, "from:joan crane") == ["The crane is stuck"]
    assert texts(cast.mira, "berg") == []
    assert texts(cast.mira, "thank whitfield") == ["Thank @Joan Whitfield for it"]
    assert names(cast.mira, "otto") == []
