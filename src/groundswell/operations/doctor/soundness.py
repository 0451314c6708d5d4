"""The database itself: whether it is whole, and whether it keeps what was acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from groundswell.config.findings import Finding, wrong
from groundswell.foundation.sentences import some, stated, stated_many

OF_A_NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs")


def database(is_full: bool) -> Iterator[Finding]:
    """Pages, references and the disk."""
    yield from _sqlite(is_full) if connection.vendor == "sqlite" else _postgresql()


def _sqlite(is_full: bool) -> Iterator[Finding]:
    check = "integrity_check" if is_full else "quick_check"
    said = [line for (line,) in _ask(f"PRAGMA {check}")]
    if said != ["ok"]:
        yield wrong(
            stated("The database is damaged: %(said)s.", said=some(said)),
            stated(
                "Stop `serve`, keep the file, and restore the newest backup; look after the disk."
            ),
        )
        return
    if dangling := _ask("PRAGMA foreign_key_check"):
        tables = sorted({str(row[0]) for row in dangling})
        yield wrong(
            stated_many(
                "%(count)s row points to something that is not there (in %(tables)s).",
                "%(count)s rows point to something that is not there (in %(tables)s).",
                count=len(dangling),
                tables=some(tables),
            ),
            stated("Restore a backup; a hand must have been in the database."),
        )
    kind = _file_system(Path(str(connection.settings_dict["NAME"])).resolve())
    if kind.startswith(OF_A_NETWORK):
        yield wrong(
            stated(
                "The database lies on a network (%(kind)s), where SQLite's locks do not hold.",
                kind=kind,
            ),
            stated("Move the data directory to a local disk, or take PostgreSQL."),
        )


def _postgresql() -> Iterator[Finding]:
    for name, means in (
        ("fsync", stated("a power cut can destroy the database")),
        ("synchronous_commit", stated("a power cut loses posts that were acknowledged")),
        ("full_page_writes", stated("a power cut can destroy the database")),
    ):
        ((value,),) = _ask(f"SHOW {name}")
        if value == "off":
            yield wrong(
                stated("PostgreSQL runs with `%(name)s = off`: %(means)s.", name=name, means=means),
                stated("Set `%(name)s = on` there.", name=name),
            )


def _ask(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _file_system(path: Path) -> str:
    """The kind of file system that a path lies on; empty where it cannot be told."""
    try:
        mounts = [line.split() for line in Path("/proc/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return ""
    above = [(len(place), kind) for _, place, kind, *_ in mounts if path.is_relative_to(place)]
    return max(above, default=(0, ""))[1]
