"""What takes room: the database, files by kind, the largest open groups, backups; what is free."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Count, Sum

from groundswell.config import backups
from groundswell.exchange.tasks.queries import FOLDER as IMPORTS
from groundswell.foundation import sql
from groundswell.network.files.models import File
from groundswell.network.groups.models import Group
from groundswell.network.search import schema
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
FOLDERS = ("files", backups.FOLDER, IMPORTS)
KINDS = {"image": "pictures", "video": "films", "audio": "sound", "text": "texts"}
OTHER = "other"
LARGEST = 10  # groups


@dataclass(frozen=True, slots=True)
class Heap:
    """So many files of so many bytes; `name` is of a kind, a folder or an open group."""

    name: str
    files: int
    bytes: int
    group_id: int = 0


@dataclass(frozen=True, slots=True)
class Storage:
    """Where room went, and what is left."""

    database: int  # without the search index, where that is known
    search_index: int | None
    folders: Sequence[Heap]
    kinds: Sequence[Heap]
    open_groups: Sequence[Heap]
    closed_groups: Heap
    disk: int
    free: int

    @property
    def free_share(self) -> float:
        return self.free / self.disk


def storage(viewer: Person) -> Storage:
    """What takes room now. Closed and secret groups are one sum, for everybody."""
    disk = shutil.disk_usage(settings.DIRECTORY)
    open_groups, closed = _groups(viewer)
    index = schema.size_bytes()
    return Storage(
        database=database_bytes() - (index or 0),
        search_index=index,
        folders=[_folder(name) for name in FOLDERS],
        kinds=_kinds(),
        open_groups=open_groups,
        closed_groups=closed,
        disk=disk.total,
        free=disk.free,
    )


def database_bytes() -> int:
    """The size of the database."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        paths = (Path(name + ending) for ending in ("", "-wal"))
        return sum(path.stat().st_size for path in paths if path.exists())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _kinds() -> list[Heap]:
    heaps: dict[str, tuple[int, int]] = {}
    kept = File.objects.exclude(key="").order_by().values_list("media_type")
    for media_type, count, size in kept.annotate(Count("pk"), Sum("size_bytes")):
        name = _kind(media_type)
        files, total = heaps.get(name, (0, 0))
        heaps[name] = files + count, total + size
    found = [Heap(name, files, total) for name, (files, total) in heaps.items()]
    return sorted(found, key=lambda heap: -heap.bytes)


def _kind(media_type: str) -> str:
    if media_type == "application/pdf":
        return "PDF"
    return KINDS.get(media_type.partition("/")[0], OTHER)


def _groups(viewer: Person) -> tuple[list[Heap], Heap]:
    rows = QUERIES.tuples("files_of_groups")
    named = dict(Group.objects.visible_to(viewer).values_list("pk", "name"))
    closed = [Heap("", files, int(size)) for group_id, files, size in rows if group_id == 0]
    open_ = [
        Heap(named[group_id], files, int(size), group_id)
        for group_id, files, size in rows
        if group_id in named
    ]
    return open_[:LARGEST], closed[0] if closed else Heap("", 0, 0)


def _folder(name: str) -> Heap:
    sizes = list(_sizes(str(Path(settings.DIRECTORY) / name)))
    return Heap(name, len(sizes), sum(sizes))


def _sizes(folder: str) -> Iterator[int]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _sizes(entry.path)
        elif entry.is_file(follow_symlinks=False):
            yield entry.stat().st_size
