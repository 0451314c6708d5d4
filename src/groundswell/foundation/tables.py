"""From the bytes of a list to rows: encoding and delimiter are told by content."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.foundation.words import fold

DELIMITERS = ",;\t"
NAMES = {",": _lazy("comma"), ";": _lazy("semicolon"), "\t": _lazy("tab")}
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LARGEST = 64 * 1024 * 1024  # bytes: a list of 200,000 people has some 40 MB
BEGINNING = 65_536  # characters among which the headings stand
SHOWN = 20  # problems in one message; the rest is counted


class FileIsNoTable(Refused):
    """The file cannot be read as a list."""

    message = _lazy("%(file)s: %(reason)s Nothing was taken from it.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row cannot be taken: where, what stands there, and how to mend it."""

    file: str
    line: int
    column: str
    value: str
    mend: str

    def __str__(self) -> str:
        words = _("%(file)s, line %(line)s: %(column)s '%(value)s': %(mend)s")
        return words % {
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "value": self.value,
            "mend": self.mend,
        }


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, and its cells by heading."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as headings and rows; `problems` are of rows whose cells are not under them."""

    file: str
    headings: list[str]
    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as headings and, to be read once, the line and the cells of each row."""

    file: str
    headings: list[str]
    lines: Iterator[tuple[int, list[str]]]
    delimiter: str

    def misfit(self, line: int, cells: Sequence[str]) -> Problem | None:
        """Why the cells of a row cannot stand under the headings, where they are too many or few.

        An empty cell too many is one all the same: nobody knows where it was to stand.
        """
        wanted, told = len(self.headings), len(cells)
        if told == wanted:
            return None
        column, value = self.headings[min(told, wanted - 1)], " ".join(cells[wanted:])
        mend = _(
            "stands after this last column: the row has %(cells)s cells under %(headings)s"
            " headings. Put a value with a %(separator)s in it into quotation marks, or remove"
            " what is too much."
        )
        if told < wanted:
            mend = _(
                "is missing: the row has %(cells)s cells under %(headings)s headings. Write a"
                " %(separator)s for each empty cell as well."
            )
        names = {"cells": told, "headings": wanted, "separator": NAMES[self.delimiter]}
        return Problem(self.file, line, column, value.strip(), mend % names)


def read(file: str, content: bytes, *, may_end_early: bool = False) -> Table:
    """The table in a file; where rows may end early, the cells that they lack are empty.

    Raises:
        FileIsNoTable: it is empty, too large, in no known encoding, or has no heading row.
    """
    sheet = open_sheet(file, content)
    table = Table(file, sheet.headings, [])
    for line, cells in sheet.lines:
        pairs = zip(sheet.headings, cells, strict=False)
        table.rows.append(Row(line, {name: cell.strip() for name, cell in pairs if name}))
        is_early = may_end_early and len(cells) < len(sheet.headings)
        if not is_early and (problem := sheet.misfit(line, cells)):
            table.problems.append(problem)
    return table


def open_sheet(file: str, content: bytes, *, largest: int = LARGEST) -> Sheet:
    """The same without holding all rows; what is wrong further down is raised when it is reached.

    Raises:
        FileIsNoTable: as `read`; `largest` is in bytes.
    """
    if len(content) > largest:
        reason = _("The file has over %(megabytes)s MB. Split it.") % {"megabytes": largest >> 20}
        raise FileIsNoTable(file=file, reason=reason)
    text = decode(file, content)
    lines = text[:BEGINNING].splitlines()
    start = _heading_at(lines)
    if start is None:
        raise FileIsNoTable(file=file, reason=_("There is no row of headings. Add one."))
    delimiter = max(DELIMITERS, key=lines[start].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    rows = _rows(file, reader, start)
    headings = [cell.strip() for cell in next(rows, (0, []))[1]]
    return Sheet(file, headings, rows, delimiter)


def plain(heading: str) -> str:
    """A heading as it is compared: "ReportsToID" and "reports_to id" are the same."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return re.sub(r"[^a-z0-9]+", " ", fold(spaced)).strip()


def in_words(problems: Sequence[Problem]) -> str:
    """The first problems, a line each, and how many more there are."""
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(_("… and %(count)s more.") % {"count": len(problems) - SHOWN})
    return "\n".join(lines)


def _rows(file: str, reader: Any, start: int) -> Iterator[tuple[int, list[str]]]:
    """The line and the cells of each row from the headings on."""
    line = 1
    try:
        for cells in reader:
            first, line = line, reader.line_num + 1
            # The first cell is mostly filled, and files have millions of rows.
            if first > start and cells and (cells[0].strip() or any(map(str.strip, cells))):
                yield first, cells
    except csv.Error:
        # A quotation mark that is never closed makes one cell of the rest of the file.
        text = _("Line %(line)s has a cell that does not end. Close its quotation mark.")
        reason = text % {"line": reader.line_num}
        raise FileIsNoTable(file=file, reason=reason) from None


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
