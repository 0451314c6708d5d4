"""A copy of the database as it was at one instant, while people go on reading and writing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.apps import apps
from django.db import connection

from groundswell.foundation.errors import Refused
from groundswell.operations.backup import keepers


class BackupFailed(Refused):
    """Without a copy nothing is changed."""

    message = "The backup failed: %(reason)s. Nothing was changed."


class NoProgramForBackup(Refused):
    """PostgreSQL is copied by its own programs."""

    message = (
        "`%(program)s` is not installed here, so PostgreSQL can be neither backed up nor restored."
        " Install PostgreSQL's client programs, of the server's version or later (Debian:"
        " apt install postgresql-client). Nothing was changed."
    )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The file with the copy, how many rows each table has in it, and the files its rows name."""

    file: Path
    rows: dict[str, int]
    keys: set[str]


def take(draft: Path, *, with_files: bool) -> Snapshot:
    """Copy the whole database into `draft`; what files its rows name is asked on demand.

    Raises:
        NoProgramForBackup: PostgreSQL's pg_dump is not there.
        BackupFailed: it could not be made.
    """
    try:
        copy = _sqlite if connection.vendor == "sqlite" else _postgresql
        return copy(draft, with_files)
    except (OSError, sqlite3.Error, psycopg.Error) as error:
        raise BackupFailed(reason=" ".join(str(error).split())) from error


def tables() -> list[str]:
    """The tables of all our models."""
    return sorted(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def _sqlite(draft: Path, with_files: bool) -> Snapshot:
    source = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(draft)) as copy:
        # In one step: in between others write on, into the journal, and are not in the copy.
        live.backup(copy)
        # The copy is one file; of a journal beside it nobody would know.
        copy.execute("PRAGMA journal_mode=DELETE")
        (found,) = copy.execute("PRAGMA quick_check").fetchone()
        if found != "ok":
            raise BackupFailed(reason=f"the copy is damaged ({found})")
        return _counted(draft, copy.execute, with_files)


def _postgresql(draft: Path, with_files: bool) -> Snapshot:
    # One snapshot for both: what is counted here, pg_dump writes.
    with psycopg.connect(**connection_words(), autocommit=True) as held:
        held.execute("SET idle_in_transaction_session_timeout = 0")
        held.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        (name,) = held.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        run("pg_dump", "--format=custom", "--exclude-schema=replaced_*", f"--snapshot={name}",
            f"--file={draft}")  # fmt: skip

        def ask(query: str) -> Iterable[tuple[Any, ...]]:
            return held.execute(query)

        return _counted(draft, ask, with_files)


def _counted(file: Path, ask: keepers.Ask, with_files: bool) -> Snapshot:
    # An older database, about to be upgraded, lacks some tables; the names are our own.
    there = set(connection.introspection.table_names())
    rows = {
        name: next(iter(ask(f"SELECT count(*) FROM {name}")))[0]  # noqa: S608
        for name in tables()
        if name in there
    }
    return Snapshot(file, rows, keepers.keys(ask) if with_files else set())


def connection_words() -> dict[str, Any]:
    """Where the PostgreSQL database is, as its driver takes it."""
    of = connection.settings_dict
    known = {"host": of["HOST"], "port": of["PORT"], "user": of["USER"], "password": of["PASSWORD"]}
    return {"dbname": of["NAME"], **{key: value for key, value in known.items() if value}}


def run(program: str, *arguments: str, failure: type[Refused] = BackupFailed) -> None:
    """Run one of PostgreSQL's programs on our database.

    Raises:
        NoProgramForBackup: it is not there.
        BackupFailed: or `failure`, when it fails.
    """
    found = shutil.which(program)
    if found is None:
        raise NoProgramForBackup(program=program)
    words = connection_words()
    command: Sequence[str] = [found, "--no-password", f"--dbname={words['dbname']}", *arguments]
    # The password goes through the environment: arguments are seen by everybody on the machine.
    known = {f"PG{key.upper()}": str(value) for key, value in words.items() if key != "dbname"}
    done = subprocess.run(  # noqa: S603
        command, env=os.environ | known, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise failure(reason=" ".join(done.stderr.split()) or f"{program} ended in failure")
