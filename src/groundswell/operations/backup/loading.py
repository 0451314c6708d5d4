"""The copy of a database becomes the database."""

from __future__ import annotations

import os
from pathlib import Path

import psycopg
from django.db import connection, connections

from groundswell.config import schema
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


def postgresql(copy: Path, aside: str) -> str:
    """Load a dump whole or not at all; the schema that keeps what was there, or nothing.

    Raises:
        NoProgramForBackup: PostgreSQL's pg_restore is not there.
        DatabaseTakesNoRestore: it failed; the database is as it was, or empty.
    """
    kept = "" if schema.is_empty() else aside
    connections.close_all()
    if kept:
        _rename_schema(kept)
    snapshots.run(
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        str(copy), failure=DatabaseTakesNoRestore,
    )  # fmt: skip
    return kept


def _rename_schema(name: str) -> None:
    try:
        with psycopg.connect(**snapshots.connection_words()) as held:
            held.execute(f"ALTER SCHEMA public RENAME TO {name}")
            held.execute("CREATE SCHEMA public")
    except psycopg.Error as error:
        raise DatabaseTakesNoRestore(reason=" ".join(str(error).split())) from error
