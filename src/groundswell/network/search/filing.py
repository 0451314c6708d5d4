"""Reading the files that hang on posts: one after the other, each in a process of its own.

The reader of the log owes a file as soon as it hangs somewhere; this reads it, writes its parts
and their documents in one transaction. Whoever is killed meanwhile reads it again.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from groundswell.foundation import blobs, clock
from groundswell.foundation.extracts import reading
from groundswell.foundation.extracts.reading import Extract
from groundswell.network.search import actions
from groundswell.network.search.models import FilePart, FileReading

AT_ONCE = 100  # parts of one statement
PICTURE = "image/"


def work_off(*, until: Callable[[], bool]) -> int:
    """Read files until none waits or `until` says so; how many."""
    total = 0
    while not until() and (waiting := _first_waiting()) is not None:
        _take(waiting, _read(waiting))
        total += 1
    return total


def forget_gone() -> None:
    """Take out of the index what was read in files that are gone. A chore: safe at any time."""
    actions.QUERIES.execute("forget_gone_file")


def _first_waiting() -> FileReading | None:
    waiting = FileReading.objects.filter(read_at=None).select_related("file")
    return waiting.order_by("-file_id").first()  # what was said last is looked for first


def _read(waiting: FileReading) -> Extract:
    file = waiting.file
    if file.media_type.startswith(PICTURE):
        return Extract([], "silent")
    try:
        return reading.read(blobs.path_of(file.key), file.name)
    except (ValueError, OSError):
        return Extract([], "missing")


@transaction.atomic
def _take(waiting: FileReading, extract: Extract) -> None:
    mine = FileReading.objects.select_for_update().filter(pk=waiting.pk, read_at=None)
    if not mine.exists():
        return  # another process was faster, or the file is gone
    rows = [
        FilePart(file_id=waiting.pk, kind=part.kind, place=part.place[:100], text=part.text)
        for part in extract.parts
    ]
    for start in range(0, len(rows), AT_ONCE):
        made = FilePart.objects.bulk_create(rows[start : start + AT_ONCE])
        actions.index_parts([part.pk for part in made])
    mine.update(read_at=clock.now(), fault=extract.fault)
