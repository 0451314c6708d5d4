"""A consistent copy of the database, taken while people go on reading and writing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from groundswell.foundation.errors import Refused

FOLDER = "backups"


class BackupFailed(Refused):
    """Without a copy nothing is changed."""

    message = "The backup failed: %(reason)s. Nothing was changed."


class NoProgramForBackup(Refused):
    """PostgreSQL is copied by its own program."""

    message = (
        "`pg_dump` is not installed here, so no backup can be made. Install PostgreSQL's client"
        " programs (Debian: apt install postgresql-client). Nothing was changed."
    )


def back_up(directory: Path) -> Path:
    """The file that holds a copy of the whole database, in `directory`/backups.

    Raises:
        NoProgramForBackup: PostgreSQL's pg_dump is not there.
        BackupFailed: it could not be made; no half copy is left.
    """
    folder = directory / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    ending = ".db" if connection.vendor == "sqlite" else ".dump"
    file = folder / f"groundswell-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{ending}"
    draft = file.with_suffix(".part")
    draft.touch(mode=0o600)
    try:
        (_sqlite if connection.vendor == "sqlite" else _postgresql)(draft)
        _sync(draft)
        draft.replace(file)
    except (OSError, sqlite3.Error) as error:
        raise BackupFailed(reason=str(error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return file


def _sqlite(draft: Path) -> None:
    source = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(draft)) as copy:
        live.backup(copy)
        # The copy is one file; of a journal beside it nobody would know.
        copy.execute("PRAGMA journal_mode=DELETE")
        (found,) = copy.execute("PRAGMA quick_check").fetchone()
    if found != "ok":
        raise BackupFailed(reason=f"the copy is damaged ({found})")


def _postgresql(draft: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise NoProgramForBackup
    of = connection.settings_dict
    known = {"PGHOST": of["HOST"], "PGPORT": of["PORT"], "PGUSER": of["USER"]}
    # The password goes through the environment: arguments are seen by everybody on the machine.
    known["PGPASSWORD"] = of["PASSWORD"]
    environment = os.environ | {name: str(value) for name, value in known.items() if value}
    command = [program, "--format=custom", "--no-password", f"--file={draft}", str(of["NAME"])]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        reason = " ".join(done.stderr.split()) or f"pg_dump ended with {done.returncode}"
        raise BackupFailed(reason=reason)


def _sync(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())
