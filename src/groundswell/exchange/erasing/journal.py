"""Erasures, kept outside the database too: a restored backup must not bring anybody back.

`erasures.jsonl` in the data directory has a line for each erasure, with ids, instants and keyed
hashes alone. The rows of the database are the truth it follows; a restore reads it.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from groundswell.foundation import durable
from groundswell.people.erasure.models import Erasure

FILE = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Line:
    """One erasure as the file has it."""

    person: int
    created_at: str
    erased_at: str
    with_posts: bool
    marks: list[str]


def keep() -> None:
    """Add to the file the erasures of the database that it lacks; it is safe on the disk then."""
    rows = Erasure.objects.order_by("erased_at", "person_id")
    add(Path(settings.DIRECTORY), (_line(row) for row in rows))


def add(directory: Path, lines: Iterable[Line]) -> None:
    """Add lines to the file of a directory, each once."""
    path = directory / FILE
    opened = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        there = {(line.person, line.created_at) for line in _read(file)}
        file.seek(0)
        if (text := file.read()) and not text.endswith("\n"):
            file.write("\n")
        new = [line for line in lines if (line.person, line.created_at) not in there]
        file.writelines(json.dumps(asdict(line), separators=(",", ":")) + "\n" for line in new)
        file.flush()
        os.fsync(file.fileno())
    durable.sync(directory)


def read(path: Path) -> list[Line]:
    """The lines of a file; none when there is no file."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8") as file:
        return list(_read(file))


def instant(text: str) -> datetime:
    """An instant of a line."""
    return datetime.fromisoformat(text)


def _read(file: Iterable[str]) -> Iterator[Line]:
    for text in file:
        try:
            said: dict[str, Any] = json.loads(text)
            yield Line(**said)
        except (ValueError, TypeError):
            continue  # a line that a power cut left half


def _line(row: Erasure) -> Line:
    return Line(
        row.person_id, row.person_created_at.isoformat(), row.erased_at.isoformat(),
        row.with_posts, list(row.marks),
    )  # fmt: skip
