"""Small files of who turned to whom, as a study reads them."""

from __future__ import annotations

from groundswell.adoption.studies import reading
from groundswell.adoption.studies.reading import File
from groundswell.adoption.studies.ties import Ties


def file(name: str, text: str) -> File:
    """A file by its text."""
    return File(name, text.encode())


def ties_of(rows: str, people: str = "") -> Ties:
    """The ties of rows that stand on one line each, "a,b"; `people` with its headings."""
    width = rows.split(maxsplit=1)[0].count(",") if rows.split() else 1
    head = ",".join(("source", "target", "at", "weight")[: width + 1])
    ties = file("ties.csv", "\n".join([head, *rows.split()]))
    return reading.read(ties, file("people.csv", "\n".join(people.split())) if people else None)
