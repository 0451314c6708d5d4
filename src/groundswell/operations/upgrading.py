"""Bringing a database to the schema of this program: a copy first, then the changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from groundswell.config import schema
from groundswell.operations import backups, instances
from groundswell.operations.serving import places


def upgrade(directory: Path) -> Iterator[str]:
    """Do it, one line for each step done.

    Raises:
        DirectoryIsServed: stop the server first, or it would meet a schema that is not its own.
        DatabaseIsNewer: no upgrade leads backwards.
        BackupFailed, NoProgramForBackup: nothing was changed.
    """
    with places.lock(directory, patience=0.5):
        instances.refuse_newer_schema()
        if not schema.older():
            yield "The database is up to date. Nothing was changed."
            return
        yield f"Backed up to {backups.back_up(directory)}"
        missing = schema.missing()
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        yield f"Upgraded: {len(missing)} changes, the last one is {' '.join(missing[-1])}."
