"""A data directory becomes an instance, and a database that is not this program's is refused."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from groundswell.activity import restoring
from groundswell.config import options, schema
from groundswell.foundation import webpush
from groundswell.foundation.errors import Refused
from groundswell.foundation.secret_files import secret

OURS = frozenset({options.FILE, "groundswell.db", "secrets"})
STOPPED = ".restoring"  # there while a backup is being put in place
BEGUN = ".setting_up"  # there while a new database gets its tables


class DirectoryIsNotOurs(Refused):
    """We write nothing into a folder that somebody uses for something else."""

    message = (
        "%(directory)s holds other things and is no Groundswell instance."
        " Name an empty or a new directory with --dir."
    )


class RestoreWasStopped(Refused):
    """Half an instance looks like a whole one to those who open it."""

    message = (
        "A backup was being restored into %(directory)s, and that was stopped. Run the same"
        " `groundswell restore` again; then it is whole."
    )


class SchemaIsForeign(Refused):
    """The database was made by another version of the program."""

    message = (
        "%(reason)s. Run `groundswell upgrade --dir %(directory)s`: it backs up first. "
        "Nothing was changed."
    )


class DatabaseIsNewer(Refused):
    """No upgrade leads backwards."""

    message = (
        "%(reason)s. Install that version, or restore a backup made by this one."
        " Nothing was changed."
    )


def prepare(
    directory: Path, *, chosen: Mapping[str, Any] | None = None, may_be_foreign: bool = False
) -> None:
    """Make an empty directory a new instance; open an old one only if its schema is ours.

    `chosen` are options that a new instance begins with.

    Raises:
        DirectoryIsNotOurs: it holds other things.
        RestoreWasStopped: it holds half a backup.
        SchemaIsForeign, DatabaseIsNewer: another version made its database.
    """
    refuse_foreign_directory(directory)
    if (directory / STOPPED).exists():
        raise RestoreWasStopped(directory=directory)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(directory):
        file = directory / options.FILE
        if not file.exists():
            file.write_text(options.example(chosen), "utf-8")
        settings.SECRET_KEY = secret(directory, "secret-key")
        webpush.public_key(directory)  # made now: a page that shows it writes nothing
        _make_tables(directory)
    if not may_be_foreign:
        refuse_foreign_schema()
        restoring.settle()
        connection.close()


def _make_tables(directory: Path) -> None:
    """Give a new database its tables; killed in the middle, the next start goes on with it."""
    begun = directory / BEGUN
    if schema.is_empty():
        begun.touch()
    if begun.exists():
        call_command("migrate", verbosity=0, interactive=False)
        begun.unlink()


def refuse_foreign_directory(directory: Path) -> None:
    """Do nothing when the directory is ours, empty or not there.

    Raises:
        DirectoryIsNotOurs: it holds other things.
    """
    if not directory.exists():
        return
    if not directory.is_dir():
        raise DirectoryIsNotOurs(directory=directory)
    names = {path.name for path in directory.iterdir() if not path.name.startswith(".")}
    if names - {"lost+found"} and not names & OURS:
        raise DirectoryIsNotOurs(directory=directory)


def refuse_foreign_schema() -> None:
    """Do nothing when the schema is this program's.

    Raises:
        SchemaIsForeign, DatabaseIsNewer: it is not.
    """
    refuse_newer_schema()
    if reason := schema.older():
        raise SchemaIsForeign(reason=_sentence(str(reason)), directory=settings.DIRECTORY)


def refuse_newer_schema() -> None:
    """Do nothing unless the database is of a newer version.

    Raises:
        DatabaseIsNewer: it is.
    """
    if reason := schema.newer():
        raise DatabaseIsNewer(reason=_sentence(str(reason)))


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:]


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    # Two commands at once on an empty directory: one makes the instance, the other waits.
    with (directory / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
