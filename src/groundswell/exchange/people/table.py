"""From the bytes of a list to rows: encoding and delimiter are told by content."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused

DELIMITERS = ",;\t"
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LARGEST = 64 * 1024 * 1024  # bytes: a list of 200,000 people has some 40 MB


class FileIsNoTable(Refused):
    """The file cannot be read as a list."""

    message = _lazy("%(file)s: %(reason)s Nothing was imported.")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, and its cells by heading."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as headings and rows."""

    file: str
    headings: list[str]
    rows: list[Row]


def read(file: str, content: bytes) -> Table:
    """The table in a file.

    Raises:
        FileIsNoTable: it is empty, too large, in no known encoding, or has no heading row.
    """
    if len(content) > LARGEST:
        raise FileIsNoTable(file=file, reason=_("The file has over 64 MB. Split it."))
    text = decode(file, content)
    lines = text.splitlines()
    start = _heading_at(lines)
    if start is None:
        raise FileIsNoTable(file=file, reason=_("There is no row of headings. Add one."))
    delimiter = max(DELIMITERS, key=lines[start].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    try:
        return _table(file, reader, start)
    except csv.Error:
        # A quotation mark that is never closed makes one cell of the rest of the file.
        text = _("Line %(line)s has a cell that does not end. Close its quotation mark.")
        reason = text % {"line": reader.line_num}
        raise FileIsNoTable(file=file, reason=reason) from None


def _table(file: str, reader: Any, start: int) -> Table:
    headings: list[str] = []
    rows: list[Row] = []
    line = 1
    for cells in reader:
        first, line = line, reader.line_num + 1
        if first <= start:
            continue
        if not headings:
            headings = [cell.strip() for cell in cells]
        elif any(cell.strip() for cell in cells):
            pairs = zip(headings, cells, strict=False)
            rows.append(Row(first, {name: cell.strip() for name, cell in pairs if name}))
    return Table(file, headings, rows)


def decode(file: str, content: bytes) -> str:
    """The text of a file: by its mark, else UTF-16 by its zeros, else UTF-8, else cp1252."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileIsNoTable(file=file, reason=_("Its encoding is unknown. Save it as UTF-8."))


def _encodings(content: bytes) -> tuple[str, ...]:
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return (encoding,)
    if b"\x00" in content[:200]:
        return ("utf-16-be" if content[:1] == b"\x00" else "utf-16-le",)
    return ("utf-8", "cp1252")


def _heading_at(lines: list[str]) -> int | None:
    # Entra's bulk files carry a line `version:v1.0` above the headings.
    for number, line in enumerate(lines):
        if line.strip(f'{DELIMITERS}" ') and not line.startswith("version:"):
            return number
    return None
