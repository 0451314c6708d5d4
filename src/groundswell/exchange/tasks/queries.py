"""Long works and the exports that lie ready, for those who may import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Count, QuerySet

from groundswell.exchange.batches.models import BatchState, ImportBatch, SourceId
from groundswell.exchange.tasks import kinds
from groundswell.exchange.tasks.models import AT_WORK, Task
from groundswell.foundation.errors import NotFound

FOLDER = "imports"
SHOWN = 100
# Nouns of source ids that are told, and as what.
NOUNS = {
    "person": "people",
    "group": "groups",
    "conversation": "conversations",
    "membership": "memberships",
    "post": "posts",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A ZIP or a folder in `imports/`."""

    name: str
    size: int | None  # bytes; nothing for a folder
    since: datetime


def task(task_id: int, *of_kinds: str) -> Task:
    """One work of these kinds.

    Raises:
        NotFound: there is none.
    """
    found = Task.objects.select_related("asked_by").filter(pk=task_id, kind__in=of_kinds).first()
    if found is None:
        raise NotFound
    return found


def tasks(*of_kinds: str) -> QuerySet[Task]:
    """Works of these kinds, the newest first."""
    return Task.objects.select_related("asked_by").filter(kind__in=of_kinds).order_by("-pk")


def at_work() -> Task | None:
    """The import, its trial or its undoing that waits or is being done."""
    return tasks(*kinds.OF_IMPORTS).filter(state__in=AT_WORK).first()


def last(kind: str) -> Task | None:
    """The newest work of a kind."""
    return tasks(kind).first()


def batches() -> list[ImportBatch]:
    """What was imported here, by a command too, the newest first."""
    return list(ImportBatch.objects.select_related("started_by").order_by("-pk")[:SHOWN])


def batch(batch_id: int) -> ImportBatch:
    """One import.

    Raises:
        NotFound: there is none.
    """
    found = ImportBatch.objects.exclude(state=BatchState.UNDONE).filter(pk=batch_id).first()
    if found is None:
        raise NotFound
    return found


def brought(batch: ImportBatch) -> dict[str, int]:
    """How many rows of each noun are here because of a batch; found ones are not counted."""
    rows = SourceId.objects.filter(batch=batch, was_here=False, noun__in=NOUNS)
    counts = dict(rows.order_by().values_list("noun").annotate(Count("pk")))
    return {NOUNS[noun]: counts[noun] for noun in NOUNS if noun in counts}


def brought_by(batch_id: int) -> dict[str, int]:
    """The same by the number of the batch; nothing when it was taken back."""
    found = ImportBatch.objects.filter(pk=batch_id).first()
    return brought(found) if found else {}


def folder() -> Path:
    """Where the operator puts exports, and the browser's uploads go."""
    return Path(settings.DIRECTORY) / FOLDER


def exports() -> list[Export]:
    """What lies there, by name."""
    if not folder().is_dir():
        return []
    return [_export(path) for path in sorted(folder().iterdir()) if _is_export(path)]


def export_path(name: str) -> Path:
    """Where an export of that name lies.

    Raises:
        NotFound: none of that name does; a path that leads elsewhere is none.
    """
    for export in exports():
        if export.name == name:
            return folder() / name
    raise NotFound


def _is_export(path: Path) -> bool:
    # A link could lead anywhere on the machine.
    return (
        not path.name.startswith(".")
        and not path.is_symlink()
        and (path.is_dir() or path.suffix.lower() == ".zip")
    )


def _export(path: Path) -> Export:
    stat = path.stat()
    size = None if path.is_dir() else stat.st_size
    return Export(path.name, size, datetime.fromtimestamp(stat.st_mtime, UTC))
