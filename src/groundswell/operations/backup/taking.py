"""Taking a backup: the database first and the files after it, so that no row lacks its file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.db import connection

from groundswell.config import branding, options, schema
from groundswell.config.backups import ENDING, FOLDER, LAST
from groundswell.exchange.erasing import journal
from groundswell.foundation import blobs, durable
from groundswell.foundation.errors import Refused
from groundswell.operations.backup import snapshots
from groundswell.operations.backup.archive import DATABASES, Manifest, Writer
from groundswell.operations.backup.snapshots import BackupFailed, Snapshot
from groundswell.operations.backup.workplaces import workplace

type Progress = Callable[[float, str], None]  # the share that is done, and what is being done


def quiet(share: float, doing: str) -> None:
    """Tells nobody how far it is."""


class FileIsThereAlready(Refused):
    """A backup never replaces another."""

    message = "%(file)s is there already. Name another file, or a folder. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was made."""

    file: Path
    size: int
    manifest: Manifest


def back_up(
    directory: Path,
    file: Path | None = None,
    *,
    with_files: bool = True,
    with_secrets: bool = True,
    progress: Progress = quiet,
) -> Taken:
    """Put the database, the files, the settings and the secrets of an instance into one file.

    The file gets its name at the end, when all of it is on the disk; before, there is none.

    Args:
        file: where to, or the folder for it; `directory`/backups when nothing is named.

    Raises:
        FileIsThereAlready, NoProgramForBackup, BackupFailed: nothing is left of it.
    """
    target = _target(directory, file)
    try:
        with workplace(target.parent) as here:
            progress(0.0, "the database")
            snapshot = snapshots.take(here / "database", with_files=with_files)
            whole = here / "backup"
            whole.touch(mode=0o600)
            manifest = _write(
                directory, snapshot, whole, _Shown(progress, directory, snapshot, with_files),
                with_files=with_files, with_secrets=with_secrets,
            )  # fmt: skip
            size = whole.stat().st_size
            whole.replace(target)
            durable.sync(target.parent)
            (directory / LAST).touch()
    except OSError as error:
        raise BackupFailed(reason=str(error)) from error
    return Taken(target, size, manifest)


def drop_older(taken: Taken, *, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups of the folder where one was just taken; which.

    Only what has the name that a backup gets by itself is looked at.
    """
    there = sorted(taken.file.parent.glob(f"groundswell-????????-??????-??????{ENDING}"))
    older = [file for file in there[: max(0, len(there) - keep)] if file != taken.file]
    for file in older:
        file.unlink(missing_ok=True)
    return older


def _target(directory: Path, file: Path | None) -> Path:
    name = f"groundswell-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{ENDING}"
    if file is None:
        folder = directory / FOLDER
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / name
    target = file / name if file.is_dir() else file
    if target.exists():
        raise FileIsThereAlready(file=target)
    if not target.parent.is_dir():
        raise BackupFailed(reason=f"there is no folder {target.parent}")
    return target


class _Shown:
    """Turns bytes that were written into the share of all that there is."""

    def __init__(
        self, progress: Progress, directory: Path, snapshot: Snapshot, with_files: bool
    ) -> None:
        sizes = [path.stat().st_size for _, path in _files(directory)] if with_files else []
        self._total = max(1, snapshot.file.stat().st_size + sum(sizes))
        self._progress, self._done = progress, 0

    def __call__(self, count: int) -> None:
        self._done += count
        self._progress(min(1.0, self._done / self._total), "files")


def _write(
    directory: Path,
    snapshot: Snapshot,
    whole: Path,
    tell: Callable[[int], None],
    *,
    with_files: bool,
    with_secrets: bool,
) -> Manifest:
    with whole.open("wb") as file:
        writer = Writer(file, tell)
        is_packed = connection.vendor == "postgresql"
        with snapshot.file.open("rb") as copy:
            writer.add(DATABASES[connection.vendor], copy, is_packed=is_packed)
        snapshot.file.unlink()
        damaged = sorted(_add_files(writer, directory)) if with_files else []
        _add_small(writer, directory, with_secrets=with_secrets)
        there = {name.rpartition("/")[2] for name in writer.members}
        manifest = Manifest(
            version=version("groundswell"),
            database=connection.vendor,
            schema=[list(key) for key in sorted(schema.applied())],
            taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
            organisation=settings.OPTIONS.organisation,
            has_files=with_files,
            has_secrets=with_secrets,
            rows=snapshot.rows,
            missing=sorted(snapshot.keys - there) if with_files else [],
            damaged=damaged,
            members=writer.members,
        )
        writer.finish(manifest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _add_files(writer: Writer, directory: Path) -> Iterator[str]:
    """Add every file of the store; those whose content is not what their name says."""
    for key, path in _files(directory):
        try:
            content = path.open("rb")
        except FileNotFoundError:
            continue  # taken back by its people meanwhile
        with content:
            member = writer.add(f"files/{key[:2]}/{key}", content, is_packed=True)
        if member.sha256 != key:
            yield key


def _add_small(writer: Writer, directory: Path, *, with_secrets: bool) -> None:
    if (text := _settings_to_keep(directory)) is not None:
        writer.add(options.FILE, BytesIO(text.encode()))
    small = [name for name in (options.CHOSEN, journal.FILE) if (directory / name).exists()]
    small += [f"{branding.FOLDER}/{path.name}" for path in branding.files(directory)]
    if with_secrets:
        secrets = sorted((directory / "secrets").glob("[!.]*"))
        small += [f"secrets/{path.name}" for path in secrets if path.is_file()]
    for name in small:
        with (directory / name).open("rb") as content:
            writer.add(name, content)


def _settings_to_keep(directory: Path) -> str | None:
    # The address of the database may hold a password, and is another one elsewhere.
    file = directory / options.FILE
    if not file.exists():
        return None
    return re.sub(
        r"^([ \t]*)(database_url[ \t]*=).*$",
        r"\1# \2 (left out of the backup)",
        file.read_text("utf-8-sig"),
        flags=re.MULTILINE,
    )


def _files(directory: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted((directory / "files").glob("??/*")):
        if blobs.KEY.fullmatch(path.name):
            yield path.name, path
