"""Migrated databases that tests copy: only the first run migrates, until a migration changes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import urllib.parse
from pathlib import Path

import psycopg

SOURCE = Path(__file__).parent.parent / "src" / "groundswell"


def file() -> Path:
    """Where the migrated file of SQLite lies, if it was made already."""
    return Path(tempfile.gettempdir()) / f"groundswell-template-{_version()}.db"


def database(url: str) -> str:
    """The name of a migrated database on the server of `url`, made if it is not there."""
    name = f"groundswell_template_{_version()}"
    with psycopg.connect(beside(url, "postgres"), autocommit=True) as connection:
        # Who comes first makes it, and the others wait.
        connection.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if not there.fetchone():
            draft = f"{name}_draft"
            connection.execute(f'DROP DATABASE IF EXISTS "{draft}"')
            connection.execute(f'CREATE DATABASE "{draft}"')
            _migrate(beside(url, draft))
            connection.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def beside(url: str, name: str) -> str:
    """The URL of another database on the same server."""
    return urllib.parse.urlsplit(url)._replace(path=f"/{name}").geturl()


def _migrate(url: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = {"GROUNDSWELL_DIR": folder, "GROUNDSWELL_DATABASE_URL": url}
        subprocess.run(
            (sys.executable, "-m", "tests.instance"),
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            check=True,
        )


def _version() -> str:
    """The hash of all that makes a migrated database."""
    made_by = hashlib.sha256()
    for path in sorted(SOURCE.glob("*/migrations/*.*")):
        if path.suffix in {".py", ".sql"}:
            made_by.update(path.name.encode() + path.read_bytes())
    return made_by.hexdigest()[:16]
