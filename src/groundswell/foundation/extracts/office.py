"""Texts of office files: archives of XML, read as a stream. What declares a document type, as none
of them does, is not read: entities are how XML is made to explode."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

from groundswell.foundation.extracts.parts import Fault, Part

CHUNK = 64 * 1024
LARGEST = 200 * 1024 * 1024  # bytes of all XML that is looked at
LINES = 40  # paragraphs or rows of one part

type Event = tuple[str, str, Any]  # begin, end or text; the local name; attributes or text


def word(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Paragraphs, placed under the last heading."""
    heading = ""
    lines: list[str] = []
    for paragraph, style in _paragraphs(archive, "word/document.xml"):
        is_heading = style.casefold().startswith(("heading", "title", "berschrift", "überschrift"))
        if (is_heading or len(lines) >= LINES) and lines:
            yield Part("heading", heading, "\n".join(lines))
            lines = []
        heading = paragraph[:80] if is_heading and paragraph else heading
        lines.append(paragraph)
    yield Part("heading", heading, "\n".join(lines))


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[str, str]]:
    style = ""
    words: list[str] = []
    for what, tag, value in events(archive, name):
        if what == "begin" and tag == "pStyle":
            style = next((at for key, at in value.items() if key.endswith("val")), "")
        elif what == "text" and tag == "t":
            words.append(value)
        elif what == "begin" and tag in {"tab", "br"}:
            words.append(" ")
        elif what == "end" and tag == "p":
            yield "".join(words), style
            style, words = "", []


def slides(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Slides by their number, with their notes."""
    for folder, name in (("slides", "slide"), ("notesSlides", "notesSlide")):
        for number, member in _numbered(archive, rf"ppt/{folder}/{name}(\d+)\.xml"):
            yield Part("slide", str(number), "\n".join(_runs(archive, member)))


def _runs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    words: list[str] = []
    for what, tag, value in events(archive, name):
        if what == "text" and tag == "t":
            words.append(value)
        elif what == "end" and tag == "p":
            yield "".join(words)
            words = []


def sheets(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Sheets by their name, some rows at a time."""
    shared = list(_strings(archive)) if "xl/sharedStrings.xml" in archive.namelist() else []
    names = [value.get("name", "") for what, tag, value in events(archive, "xl/workbook.xml")
             if what == "begin" and tag == "sheet"]  # fmt: skip
    for number, member in _numbered(archive, r"xl/worksheets/sheet(\d+)\.xml"):
        name = names[number - 1] if number <= len(names) else str(number)
        for rows in _together(_rows(archive, member, shared)):
            yield Part("sheet", name, rows)


def _strings(archive: zipfile.ZipFile) -> Iterator[str]:
    words: list[str] = []
    for what, tag, value in events(archive, "xl/sharedStrings.xml"):
        if what == "text" and tag == "t":
            words.append(value)
        elif what == "end" and tag == "si":
            yield "".join(words)
            words = []


def _rows(archive: zipfile.ZipFile, member: str, shared: list[str]) -> Iterator[str]:
    cells: list[str] = []
    is_shared = False
    for what, tag, value in events(archive, member):
        if what == "begin" and tag == "c":
            is_shared = value.get("t") == "s"
        elif what == "text" and tag in {"v", "t"}:
            cells.append(_shared(shared, value) if is_shared else value)
        elif what == "end" and tag == "row":
            yield " ".join(cells)
            cells = []


def _shared(shared: list[str], number: str) -> str:
    at = int(number) if number.isdigit() else len(shared)
    return shared[at] if at < len(shared) else ""


def open_document(archive: zipfile.ZipFile) -> Iterator[Part]:
    """Texts, sheets and slides of OpenDocument: one file of XML for all of them."""
    kind, place, pages = "heading", "", 0
    lines: list[str] = []
    words: list[str] = []
    for what, tag, value in events(archive, "content.xml"):
        if what == "begin" and tag in {"table", "page"}:
            yield Part(kind, place, "\n".join(lines))
            pages += 1
            lines = []
            kind = "sheet" if tag == "table" else "slide"
            place = str(pages) if tag == "page" else value.get("name", "")
        elif what == "text":
            words.append(value)
        elif what == "end" and tag in {"p", "h"}:
            lines.append("".join(words))
            words = []
            if len(lines) >= LINES:
                yield Part(kind, place, "\n".join(lines))
                lines = []
    yield Part(kind, place, "\n".join(lines))


def _together(lines: Iterator[str]) -> Iterator[str]:
    held: list[str] = []
    for line in lines:
        held.append(line)
        if len(held) == LINES:
            yield "\n".join(held)
            held = []
    yield "\n".join(held)


def _numbered(archive: zipfile.ZipFile, pattern: str) -> list[tuple[int, str]]:
    matches = (re.fullmatch(pattern, name) for name in archive.namelist())
    return sorted((int(match[1]), match[0]) for match in matches if match)


def events(archive: zipfile.ZipFile, name: str) -> Iterator[Event]:
    """What an XML file of the archive says, piece by piece; tags without their namespace."""
    held: list[Event] = []
    parser = _parser(held.append)
    try:
        member = archive.open(name)
    except KeyError:
        raise Fault("broken") from None
    with member:
        for chunk in _chunks(archive, member):
            try:
                parser.Parse(chunk, not chunk)
            except expat.ExpatError:
                raise Fault("broken") from None
            yield from held
            held.clear()


def _parser(tell: Callable[[Event], None]) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    open_tags: list[str] = [""]

    def begin(name: str, attributes: dict[str, str]) -> None:
        open_tags.append(name.rpartition(" ")[2])
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        tell(("begin", open_tags[-1], plain))

    def end(_name: str) -> None:
        tell(("end", open_tags.pop(), None))

    def text(words: str) -> None:
        tell(("text", open_tags[-1], words))

    def refuse(*_: object) -> None:
        raise Fault("hostile")

    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _chunks(archive: zipfile.ZipFile, member: IO[bytes]) -> Iterator[bytes]:
    # Counted over all files of an archive: what it says of its own sizes may be a lie.
    taken: int = getattr(archive, "taken", 0)
    while chunk := member.read(CHUNK):
        taken += len(chunk)
        if taken > LARGEST:
            raise Fault("hostile")
        yield chunk
    archive.taken = taken  # type: ignore[attr-defined]
    yield b""
