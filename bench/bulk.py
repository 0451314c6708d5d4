"""Rows by the million: COPY on PostgreSQL, executemany on SQLite, defaults from the models."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import batched
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

BATCH = 20_000  # rows


def write(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[Any, ...]]
) -> int:
    """Write rows given as tuples of `columns`; other columns get their model's default.

    Returns:
        How many rows.
    """
    rest = {
        field.column: field.get_default()
        for field in model._meta.concrete_fields
        if field.column not in columns and not field.primary_key
    }
    names = [*columns, *rest]
    tail = tuple(_native(value) for value in rest.values())
    insert = _copy if connection.vendor == "postgresql" else _execute_many
    count = 0
    for batch in batched(rows, BATCH, strict=False):
        insert(model._meta.db_table, names, (_row(row) + tail for row in batch))
        count += len(batch)
    _go_on_behind(model)
    return count


def analyze() -> None:
    """Let PostgreSQL know what it holds, as it finds out by itself within a minute."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _go_on_behind(model: type[models.Model]) -> None:
    # Rows came with their ids, so the sequence that gives the next one does not know of them.
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)


def _execute_many(table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(names))
    statement = f"INSERT INTO {table} ({_quoted(names)}) VALUES ({marks})"  # noqa: S608
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _copy(table: str, names: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> None:
    statement = f"COPY {table} ({_quoted(names)}) FROM STDIN"
    with transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(connection.ops.quote_name(name) for name in names)


def _row(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(_native(value) for value in values)


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
