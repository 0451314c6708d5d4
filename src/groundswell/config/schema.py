"""Whether the database has the schema of this program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from pkgutil import iter_modules

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from groundswell.foundation.sentences import Sentence, stated, stated_many

type Key = tuple[str, str]


def foreign() -> Sentence | None:
    """What is foreign about the schema, in a sentence; nothing when it is this program's own."""
    return newer() or older()


def newer() -> Sentence | None:
    """That the database has changes which this program does not know; nothing when it has none."""
    apps = {app for app, _ in known()}
    more = sorted(key for key in applied() - known() if key[0] in apps)
    if not more:
        return None
    return stated("the database is of a newer version (%(change)s)", change=" ".join(more[-1]))


def older() -> Sentence | None:
    """That changes are missing in the database; nothing when none is."""
    count = len(missing())
    if not count:
        return None
    return stated_many(
        "the database is older than the program (%(count)s change is missing)",
        "the database is older than the program (%(count)s changes are missing)",
        count=count,
    )


def missing() -> list[Key]:
    """The migrations that the database has not had."""
    return sorted(known() - applied())


def is_empty() -> bool:
    """Whether nothing was ever put into the database."""
    return not connection.introspection.table_names()


@cache
def known() -> frozenset[Key]:
    """The migrations of this program; read once, since files do not change while it runs.

    By the names of their files: to load them all takes a quarter of what a command begins with.
    """
    return frozenset(
        (config.label, module.name)
        for config in apps.get_app_configs()
        for module in iter_modules([str(Path(config.path) / "migrations")])
        if not module.ispkg and module.name[0] not in "_~"
    )


def applied() -> frozenset[Key]:
    """The migrations that the database has had."""
    return frozenset(MigrationRecorder(connection).applied_migrations())
