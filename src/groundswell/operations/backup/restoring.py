"""Putting a backup in place: looked through first, and whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from groundswell.activity import restoring as log_restoring
from groundswell.config import branding, options, schema
from groundswell.exchange.erasing import journal, replaying
from groundswell.foundation.errors import Refused
from groundswell.foundation.secret_files import secret
from groundswell.operations import instances
from groundswell.operations.backup import archive, loading, moving
from groundswell.operations.backup.archive import DATABASES, Manifest
from groundswell.operations.backup.taking import Progress
from groundswell.operations.backup.workplaces import workplace
from groundswell.operations.serving import places
from groundswell.people.audit import heads

# What a backup may hold, and what is moved aside for it.
PARTS = (options.FILE, options.CHOSEN, branding.FOLDER, "files", "secrets")


class BackupIsNewer(Refused):
    """Only the program that knows the database can open it."""

    message = (
        "%(file)s was made by a newer version (%(version)s). Install that version, or take an"
        " older backup. Nothing was changed."
    )


class BackupIsOfAnotherDatabase(Refused):
    """A copy of PostgreSQL is not a file of SQLite."""

    message = (
        "%(file)s is a backup of %(database)s, and this would go into %(here)s. %(mend)s"
        " Nothing was changed."
    )


class SomethingIsThereAlready(Refused):
    """Nobody's data are overwritten untold."""

    message = (
        "%(place)s is not empty. Name an empty directory with --dir (and an empty database), or"
        " say --replace: what is there now is kept beside it. Nothing was changed."
    )


class ThereIsNoJournal(Refused):
    """Whoever names a journal means it."""

    message = "There is no file %(file)s. Nothing was changed."


def check(file: Path, progress: Progress) -> Manifest:
    """What a backup says of itself, once every byte of it was compared with that.

    Raises:
        ThatIsNoBackup, BackupIsDamaged, BackupIsNewer: it cannot be restored here.
    """
    manifest = archive.manifest_of(file)
    unknown = {(app, name) for app, name in manifest.schema} - schema.known()
    if any(app in {app for app, _ in schema.known()} for app, _ in unknown):
        raise BackupIsNewer(file=file, version=manifest.version)
    archive.verify(file, manifest, _shown(progress, manifest, "checking"))
    return manifest


def restore(
    file: Path, directory: Path, *, replace: bool, erasures: Path | None = None, progress: Progress
) -> Iterator[str]:
    """Put a backup in place, one line for each step done.

    Args:
        erasures: the journal of the instance that was lost, where it is not in `directory`.

    Raises:
        Refused: as `check`, and when something is there already; nothing was changed.
    """
    manifest = check(file, progress)
    if erasures is not None and not erasures.is_file():
        raise ThereIsNoJournal(file=erasures)
    _refuse_other_database(file, manifest)
    instances.refuse_foreign_directory(directory)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with places.lock(directory, patience=0.5):
        _refuse_what_is_there(directory, replace=replace)
        with workplace(directory) as here:
            archive.extract(file, manifest, here, _shown(progress, manifest, "laying out"))
            os.sync()
            stopped = directory / instances.STOPPED
            stopped.touch()
            for said in filter(None, (erasures, here / journal.FILE)):
                journal.add(directory, journal.read(said))
            yield from _put_in_place(manifest, here, directory)
        yield from _wake(directory)
        heads.forget()
        stopped.unlink()


def _put_in_place(manifest: Manifest, here: Path, directory: Path) -> Iterator[str]:
    address = settings.OPTIONS.database_url if (directory / options.FILE).exists() else ""
    held = [part for part in PARTS if (here / part).exists()]
    # What was chosen belongs to what is replaced, also where the backup has nothing chosen.
    gone = [directory / part for part in {*held, options.CHOSEN}]
    gone += _database_files()
    stamp = f"{datetime.now(UTC):%Y%m%d_%H%M%S}"
    if aside := _move_aside(directory, gone, f"replaced_{stamp}"):
        yield f"What was there is kept in {aside}"
    for part in held:
        (here / part).rename(directory / part)
    if address and "GROUNDSWELL_DATABASE_URL" not in os.environ:
        _write_address(directory / options.FILE, address)
    copy = here / DATABASES[manifest.database]
    if connection.vendor == "sqlite":
        loading.sqlite(copy)
    else:
        if schema_aside := loading.make_room(f"replaced_{stamp}"):
            yield f"What was in the database is kept in its schema {schema_aside}"
        if manifest.database == "sqlite":
            moving.carry_over(copy)
            yield "The rows of SQLite were carried over into PostgreSQL, and the index made anew."
        else:
            loading.postgresql(copy)
    files = sum(name.startswith("files/") for name in manifest.members)
    yield f"Restored {sum(manifest.rows.values()):,} rows and {files:,} files."


def _wake(directory: Path) -> Iterator[str]:
    """Let the restored database go on here."""
    settings.SECRET_KEY = secret(directory, "secret-key")
    if schema.older():
        yield f"The backup is older than the program: {len(schema.missing())} changes are made."
        call_command("migrate", verbosity=0, interactive=False)
    log_restoring.settle()
    log_restoring.forget_processes()
    if count := replaying.replay():
        yield f"Erased again, because they were erased since the backup was taken: {count}."
    connections.close_all()


def _refuse_other_database(file: Path, manifest: Manifest) -> None:
    here = connection.vendor
    if manifest.database == here:
        return
    if here == "sqlite":
        mend = "Name an empty database with GROUNDSWELL_DATABASE_URL=postgresql://…"
    elif {tuple(key) for key in manifest.schema} == schema.known():
        return  # the rows are carried over
    else:
        mend = "Upgrade that instance to this version and back it up again; then its rows go over."
    raise BackupIsOfAnotherDatabase(file=file, database=manifest.database, here=here, mend=mend)


def _refuse_what_is_there(directory: Path, *, replace: bool) -> None:
    if replace or (directory / instances.STOPPED).exists():
        return
    parts = [directory / name for name in instances.OURS | {"files"}]
    if any(path.exists() for path in (*parts, *_database_files())):
        raise SomethingIsThereAlready(place=directory)
    # Only looked at where it is: SQLite would make the file.
    if connection.vendor == "postgresql" and not schema.is_empty():
        raise SomethingIsThereAlready(place=f"The database {connection.settings_dict['NAME']}")


def _database_files() -> list[Path]:
    if connection.vendor != "sqlite":
        return []
    return [Path(f"{connection.settings_dict['NAME']}{ending}") for ending in ("", "-wal", "-shm")]


def _move_aside(directory: Path, paths: list[Path], folder: str) -> Path | None:
    there = [path for path in paths if path.exists()]
    if not there:
        return None
    connections.close_all()
    aside = directory / folder
    aside.mkdir(mode=0o700)
    for path in there:
        shutil.move(path, aside / path.name)
    return aside


def _write_address(file: Path, address: str) -> None:
    # Settings of the root come before the first section.
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f'database_url = "{address}"\n{text}', "utf-8")


def _shown(progress: Progress, manifest: Manifest, doing: str) -> Callable[[int], None]:
    total = max(1, sum(member.size for member in manifest.members.values()))
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        progress(done / total, doing)

    return tell
