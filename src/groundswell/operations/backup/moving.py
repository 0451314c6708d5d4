"""A backup of SQLite becomes a PostgreSQL database: the way of those who outgrow one file.

Both have the same tables, so rows are carried over as they are. What follows from other rows (the
search index) is made anew, and the readers of the log go on where they were.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

from groundswell.network.search import actions as search
from groundswell.people.audit import schema as audit

type Model = type[models.Model]

PLACES = "UPDATE activity_readercursor SET xid = pg_current_xact_id()::text::bigint"


def carry_over(copy: Path) -> None:
    """Write all rows of a SQLite file of this version into the empty PostgreSQL database.

    The rows are written in one transaction: whoever is killed leaves none.
    """
    call_command("migrate", verbosity=0, interactive=False)
    ours = list(apps.get_models(include_auto_created=True))
    with closing(sqlite3.connect(copy)) as source, transaction.atomic():
        audit.drop()
        _execute("TRUNCATE " + ", ".join(model._meta.db_table for model in ours))
        for model in ours:
            _copy(source, model)
        # All activities have this transaction's number now, and ids in the order of their commits.
        _execute(PLACES, *connection.ops.sequence_reset_sql(no_style(), ours))
        audit.make()
    search.rebuild()
    _execute("ANALYZE")


def _copy(source: sqlite3.Connection, model: Model) -> None:
    fields = list(model._meta.concrete_fields)
    quoted = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = model._meta.db_table
    rows = source.execute(f"SELECT {quoted} FROM {table}")  # noqa: S608 - names of our own
    changes = [_change(field) for field in fields]
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as target,
    ):
        for row in _changed(rows, changes):
            target.write_row(row)


def _changed(
    rows: sqlite3.Cursor, changes: list[Callable[[Any], Any] | None]
) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            change(value) if change and value is not None else value
            for value, change in zip(row, changes, strict=True)
        ]


def _change(field: models.Field[Any, Any]) -> Callable[[Any], Any] | None:
    if isinstance(field, models.DateTimeField):
        return lambda value: f"{value}+00"  # SQLite keeps instants as naive UTC text
    if isinstance(field, models.JSONField):
        return lambda value: value.replace("\\u0000", "")
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: value.replace("\x00", "")  # PostgreSQL keeps no text with it
    return None


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
