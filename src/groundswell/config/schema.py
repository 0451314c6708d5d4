"""Whether the database has the schema of this program."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

type Key = tuple[str, str]


def foreign() -> str:
    """What is foreign about the schema, in a sentence; empty when it is this program's own."""
    return newer() or older()


def newer() -> str:
    """That the database has changes which this program does not know; empty when it has none."""
    apps = {app for app, _ in known()}
    more = sorted(key for key in applied() - known() if key[0] in apps)
    return f"the database is of a newer version ({more[-1][0]} {more[-1][1]})" if more else ""


def older() -> str:
    """That changes are missing in the database; empty when none is."""
    count = len(missing())
    words = "1 change is" if count == 1 else f"{count} changes are"
    return f"the database is older than the program ({words} missing)" if count else ""


def missing() -> list[Key]:
    """The migrations that the database has not had."""
    return sorted(known() - applied())


def is_empty() -> bool:
    """Whether nothing was ever put into the database."""
    return not connection.introspection.table_names()


@cache
def known() -> frozenset[Key]:
    """The migrations of this program; read once, since files do not change while it runs."""
    return frozenset(MigrationLoader(None).disk_migrations or ())


def applied() -> frozenset[Key]:
    """The migrations that the database has had."""
    return frozenset(MigrationRecorder(connection).applied_migrations())
