"""Whether the database has the schema of this program."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def foreign() -> str:
    """What is foreign about the schema, in a sentence; empty when it is this program's own."""
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    applied = set(executor.loader.applied_migrations)
    ours = {key for key in applied if key[0] in executor.loader.migrated_apps}
    if newer := sorted(ours - known):
        return f"the database is of a newer version ({newer[-1][0]} {newer[-1][1]})"
    if missing := sorted(known - applied):
        return f"the database is older than the program ({len(missing)} changes are missing)"
    return ""
