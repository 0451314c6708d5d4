"""The texts inside files: what is found where, and that no file can harm who reads it."""

from __future__ import annotations

import resource
import time

import pytest

from groundswell.foundation.extracts import reading
from tests import documents
from tests.documents import W, archive

LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><l>&b;</l>'


@pytest.fixture
def read(tmp_path):
    def read(content: bytes, name: str = "file"):
        path = tmp_path / "file"
        path.write_bytes(content)
        return reading.read(path, name)

    return read


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (documents.pdf("First", "The shaft"), [("page", "1", "First"), ("page", "2", "The shaft")]),
        (
            documents.word("Wellenschaden am Bug", heading="Befund"),
            [("heading", "Befund", "Befund Wellenschaden am Bug")],
        ),
        (documents.slides("A", "振動"), [("slide", "1", "A"), ("slide", "2", "振動")]),
        (documents.sheet("Parts", "Seal", "Bolt"), [("sheet", "Parts", "Seal 0 Bolt 10")]),
        (documents.open_text("Müller", "prüft"), [("heading", "", "Müller prüft")]),
        ("größer".encode(), [("line", "1", "größer")]),
        ("größer".encode("utf-16"), [("line", "1", "größer")]),
        ("größer".encode("cp1252"), [("line", "1", "größer")]),
        (b"line\n" * 60 + b"last", [("line", "1", "line " * 60), ("line", "61", "last")]),
    ],
)  # fmt: skip
def test_the_text_of_a_file_comes_with_its_places(read, content, parts):
    extract = read(content, "list.csv")

    assert extract.fault == ""
    assert [(*part[:2], part.text.strip()) for part in extract.parts] == [
        (kind, place, text.strip()) for kind, place, text in parts
    ]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\x00\x01\x02\xff\xfe", "silent"),
        (archive(readme_txt="An archive of something else"), "silent"),
        (b"%PDF-1.7 and then nothing of the kind", "broken"),
        (documents.pdf("Cut")[:300], "broken"),
        (documents.word("Cut")[:-40], "broken"),
        (archive(word__document_xml=f"<w:document {W}><w:p>"), "broken"),
        (archive(word__document_xml=LAUGHS), "hostile"),
    ],
    ids=["bytes", "archive", "no pdf", "half a pdf", "half a zip", "open xml", "laughs"],
)
def test_what_cannot_be_read_is_told_in_a_word(read, content, fault):
    extract = read(content)

    assert (extract.fault, extract.parts) == (fault, [])


def test_what_grows_beyond_measure_is_hostile(read):
    extract = read(archive(word__document_xml=f"<w:document {W}>" + " " * 210_000_000))

    assert (extract.fault, extract.parts) == ("hostile", [])


@pytest.mark.parametrize(
    "deed", ["while True: pass", "'x' * 10**10", "open('/tmp/harm', 'w').write('x')"]
)
def test_who_takes_too_much_is_stopped_and_this_process_goes_on(read, tmp_path, monkeypatch, deed):
    # A parser gone wild stands for whatever a file may do to one.
    program = (
        "from groundswell.foundation.extracts import child\n"
        "child.SECONDS = 1\nchild.MEMORY = 300_000_000\nchild.limit()\n"
        f"{deed}\n"
    )
    wild = tmp_path / "wild.sh"
    wild.write_text(f'#!/bin/sh\nexec {reading.sys.executable} -c "$PROGRAM"\n')
    wild.chmod(0o755)
    monkeypatch.setattr(reading.sys, "executable", str(wild))
    monkeypatch.setattr(reading, "SURROUNDINGS", {**reading.SURROUNDINGS, "PROGRAM": program})
    began = time.monotonic()

    assert read(b"text").fault == "hostile"

    assert time.monotonic() - began < 30
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] == resource.RLIM_INFINITY


def test_a_long_text_is_cut_into_parts_and_has_an_end(read):
    extract = read(b"word " * 1_000_000)

    assert extract.fault == ""
    assert 490 < len(extract.parts) < 520
    assert max(len(part.text) for part in extract.parts) <= 4_000
