"""Finding what stands inside files: for whoever may read a post they hang on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from groundswell.activity import log, readers
from groundswell.foundation import clock
from groundswell.network.files import actions as files
from groundswell.network.files import cleaning
from groundswell.network.files.models import File
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.search import actions, asking, filing
from groundswell.network.search import files as inside
from groundswell.network.search.models import FilePart, FileReading
from tests import documents


@pytest.fixture
def index(news):
    """Brings the index up to date, and reads the files that wait."""
    reader = next(reader for reader in readers.registered() if reader.name == "search")

    def up_to_date() -> None:
        readers.catch_up(reader)
        filing.work_off(until=lambda: False)

    return up_to_date


def hang(author, stream_id, content, name="manual.pdf", source="See there"):
    """Publish a post with a file; the post."""
    file = files.store(uploader=author, name=name, content=content)
    return posts.publish(author=author, stream_ids=[stream_id], source=source, file_ids=[file.pk])


def found(viewer, typed):
    """Names and places of the files."""
    rows = inside.files(viewer, asking.ask(viewer, typed)).rows
    return [(hit.file_name, hit.place, hit.pages) for hit in rows]


def test_the_page_that_says_it_is_named_and_marked_by_an_index_made_anew_as_well(cast, index):
    content = documents.pdf("Nothing", "Resetting the blade pitch", "The pitch again")
    post = hang(cast.otto, cast.organisation.pk, content)
    index()

    [hit] = inside.files(cast.joan, asking.ask(cast.joan, "pitch")).rows

    assert (hit.file_name, hit.kind, hit.place, hit.pages) == ("manual.pdf", "page", "2", 2)
    assert [piece.text for piece in hit.text if piece.is_marked] == ["pitch"]
    assert (hit.post_id, hit.author) == (post.pk, "Otto Berg")

    actions.rebuild()
    assert found(cast.joan, "pitch") == [("manual.pdf", "2", 2)]


@pytest.mark.parametrize(
    ("content", "typed"),
    [
        (documents.word("Der Wellenschaden"), "schaden"),
        (documents.slides("推進器の振動"), "振動"),
        (documents.slides("推進器の振動"), "動"),
        (documents.sheet("Teile", "Müller"), "mueller"),
        (b"shaft, bearing", '"shaft bearing"'),
        (b"shaft", "plan shaft"),
    ],
)
def test_words_are_found_in_files_as_in_posts(cast, index, content, typed):
    hang(cast.otto, cast.organisation.pk, content, name="plan.txt")
    index()

    assert [name for name, _, _ in found(cast.joan, typed)] == ["plan.txt"]


def test_a_file_is_found_by_whoever_reads_a_post_that_it_hangs_on(cast, index):
    hang(cast.otto, cast.merger.stream_id, b"Quicksilver")
    open_to_all = hang(cast.otto, cast.organisation.pk, b"Quicksilver", name="open.txt")
    files.store(uploader=cast.otto, name="loose.txt", content=b"Quicksilver")
    index()

    assert [name for name, _, _ in found(cast.joan, "quicksilver")] == ["open.txt"]
    assert [name for name, _, _ in found(cast.otto, "quicksilver")] == ["open.txt", "manual.pdf"]
    changing.remove(remover=cast.otto, post_id=open_to_all.pk)
    assert found(cast.joan, "quicksilver") == []


def test_operators_speak_of_the_post_that_a_file_hangs_on(cast, index):
    hang(cast.otto, cast.organisation.pk, b"shaft one", name="otto.txt")
    hang(cast.joan, cast.organisation.pk, b"shaft two", name="joan.txt", source="#noise")
    index()
    expected = {
        "shaft from:otto": ["otto.txt"],
        "shaft -from:otto": ["joan.txt"],
        "shaft topic:noise": ["joan.txt"],
        "shaft -one": ["joan.txt"],
        "shaft before:2020": [],
        "shaft is:pinned": [],
        "shaft -is:pinned": ["joan.txt", "otto.txt"],
        "from:otto": [],
    }

    told = {typed: [name for name, _, _ in found(cast.mira, typed)] for typed in expected}
    assert told == expected


def test_a_file_is_read_once_and_a_broken_one_is_told(cast, index):
    hang(cast.otto, cast.organisation.pk, b"%PDF broken")
    index()
    [reading] = FileReading.objects.all()

    assert (reading.fault, reading.read_at is not None) == ("broken", True)
    assert filing.work_off(until=lambda: False) == 0


def test_an_undone_import_takes_its_files_out_of_the_index(cast, index):
    post = hang(cast.otto, cast.organisation.pk, b"shaft")
    index()
    post.attachments.all().delete()
    post.delete()
    File.objects.all().delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)
    index()

    assert not FilePart.objects.exists()
    assert found(cast.joan, "shaft") == []


def test_a_file_that_hangs_nowhere_goes_with_all_that_was_read_in_it(cast, index):
    post = hang(cast.otto, cast.organisation.pk, b"shaft")
    index()
    post.attachments.all().delete()
    File.objects.update(created_at=clock.now() - timedelta(days=2))

    assert cleaning.drop_forgotten() == 1
    filing.forget_gone()

    assert not FilePart.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM network_searchfile")
        assert cursor.fetchone() == (0,)
