"""The database itself: whether it is whole, and whether it keeps what was acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import connection

from groundswell.config.findings import Finding, counted, some, wrong

OF_A_NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs")


def database(is_full: bool) -> Iterator[Finding]:
    """Pages, references and the disk."""
    yield from _sqlite(is_full) if connection.vendor == "sqlite" else _postgresql()


def _sqlite(is_full: bool) -> Iterator[Finding]:
    check = "integrity_check" if is_full else "quick_check"
    said = [line for (line,) in _ask(f"PRAGMA {check}")]
    if said != ["ok"]:
        yield wrong(
            f"The database is damaged: {some(said)}.",
            "Stop serve, keep the file, and restore the newest backup; look after the disk.",
        )
        return
    if dangling := _ask("PRAGMA foreign_key_check"):
        tables = sorted({str(row[0]) for row in dangling})
        yield wrong(
            f"{counted(len(dangling), 'row points', 'rows point')} to something that is not there"
            f" (in {some(tables)}).",
            "Restore a backup; a hand must have been in the database.",
        )
    kind = _file_system(Path(str(connection.settings_dict["NAME"])).resolve())
    if kind.startswith(OF_A_NETWORK):
        yield wrong(
            f"The database lies on a network ({kind}), where SQLite's locks do not hold.",
            "Move the data directory to a local disk, or take PostgreSQL.",
        )


def _postgresql() -> Iterator[Finding]:
    for name, means in (
        ("fsync", "a power cut can destroy the database"),
        ("synchronous_commit", "a power cut loses posts that were acknowledged"),
        ("full_page_writes", "a power cut can destroy the database"),
    ):
        ((value,),) = _ask(f"SHOW {name}")
        if value == "off":
            yield wrong(f"PostgreSQL runs with {name} = off: {means}.", f"Set {name} = on there.")


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
