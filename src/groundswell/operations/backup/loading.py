"""The copy of a database becomes the database."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from django.db import connection, connections

from groundswell.config import schema
from groundswell.foundation import durable
from groundswell.foundation.errors import Refused
from groundswell.operations.backup import snapshots


class DatabaseTakesNoRestore(Refused):
    """PostgreSQL said no; it took all of it back."""

    message = "The database could not be restored: %(reason)s. Mend that and restore again."


def sqlite(copy: Path) -> None:
    """Put the file where the settings say that the database is."""
    target = Path(str(connection.settings_dict["NAME"]))
    connections.close_all()
    with copy.open("rb") as written:
        os.fsync(written.fileno())
    copy.replace(target)
    durable.sync(target.parent)


def make_room(aside: str) -> str:
    """Keep what is in the PostgreSQL database in a schema of that name; "" when it is empty.

    Raises:
        DatabaseTakesNoRestore: its owner is somebody else.
    """
    if schema.is_empty():
        return ""
    connections.close_all()
    _rename_schema(aside)
    return aside


def postgresql(copy: Path) -> None:
    """Load a dump into the empty database, whole or not at all.

    Raises:
        NoProgramForBackup: PostgreSQL's pg_restore is not there.
        DatabaseTakesNoRestore: it failed; the database is empty.
    """
    connections.close_all()
    snapshots.run(
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        str(copy), failure=DatabaseTakesNoRestore,
    )  # fmt: skip


def _rename_schema(name: str) -> None:
    try:
        with psycopg.connect(**snapshots.connection_words()) as held:
            held.execute(f"ALTER SCHEMA public RENAME TO {name}")
            held.execute("CREATE SCHEMA public")
    except psycopg.Error as error:
        raise DatabaseTakesNoRestore(reason=" ".join(str(error).split())) from error
