"""Bringing a database to the schema of this program: a copy first, then the changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import connections

from groundswell.config import schema
from groundswell.operations import instances
from groundswell.operations.backup import taking
from groundswell.operations.serving import places


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done: where the copy lies (None: nothing was to do) and the names of changes."""

    backup: Path | None
    changes: list[str]


def upgrade(directory: Path, *, say: Callable[[str], None]) -> Upgraded:
    """Do it; `say` hears a line for each step done.

    Raises:
        DirectoryIsServed: stop the server first, or it would meet a schema that is not its own.
        DatabaseIsNewer: no upgrade leads backwards.
        BackupFailed, NoProgramForBackup: nothing was changed.
    """
    with places.lock(directory, patience=0.5):
        instances.refuse_newer_schema()
        if not schema.older():
            say("The database is up to date. Nothing was changed.")
            return Upgraded(None, [])
        backup = taking.back_up(directory, with_files=False).file
        say(f"Backed up to {backup}")
        missing = schema.missing()
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        changes = f"{len(missing)} change{'' if len(missing) == 1 else 's'}"
        say(f"Upgraded: {changes}, the last one is {' '.join(missing[-1])}.")
        return Upgraded(backup, [" ".join(change) for change in missing])
