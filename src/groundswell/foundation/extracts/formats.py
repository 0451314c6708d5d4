"""The texts inside a file, by what it is. Called in the child alone: it trusts no file."""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO

from groundswell.foundation.extracts import office
from groundswell.foundation.extracts.parts import Fault, Part

PLAIN = (".txt", ".md", ".csv", ".tsv", ".log", ".json", ".xml", ".html", ".yaml", ".yml", ".srt")
LINES = 60
LARGEST_PLAIN = 20 * 1024 * 1024
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
FOLDERS: dict[str, Callable[[zipfile.ZipFile], Iterator[Part]]] = {
    "word/document.xml": office.word,
    "xl/workbook.xml": office.sheets,
    "ppt/presentation.xml": office.slides,
    "content.xml": office.open_document,
}


def parts(file: BinaryIO, name: str) -> Iterator[Part]:
    """What a file says, piece by piece.

    Raises:
        Fault: it is locked, broken or hostile, or nothing that has a text.
    """
    begins = file.read(8)
    file.seek(0)
    if begins.startswith(b"%PDF"):
        yield from _pdf(file)
    elif begins.startswith(b"PK"):
        yield from _zip(file)
    else:
        yield from _plain(file, name)


def _pdf(file: BinaryIO) -> Iterator[Part]:
    from pypdf import PdfReader  # noqa: PLC0415 - a third of a second that only a PDF needs

    reader = PdfReader(file, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Fault("locked")
    for number, page in enumerate(reader.pages, 1):
        yield Part("page", str(number), page.extract_text())


def _zip(file: BinaryIO) -> Iterator[Part]:
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError):
        raise Fault("broken") from None
    members = set(archive.namelist())
    read = next((read for member, read in FOLDERS.items() if member in members), None)
    if read is None:
        raise Fault("silent")
    yield from read(archive)


def _plain(file: BinaryIO, name: str) -> Iterator[Part]:
    content = file.read(LARGEST_PLAIN)
    text = _decoded(content, is_text=name.lower().endswith(PLAIN))
    lines = text.splitlines()
    for start in range(0, len(lines), LINES):
        yield Part("line", str(start + 1), "\n".join(lines[start : start + LINES]))


def _decoded(content: bytes, *, is_text: bool) -> str:
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        if b"\x00" not in content:
            return content.decode("utf-8")
    except UnicodeDecodeError:
        if is_text:  # what old tables and logs are written in
            return content.decode("cp1252", "replace")
    raise Fault("silent")
