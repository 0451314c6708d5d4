"""Named SQL beside its query: what the ORM cannot say well or fast, in a file of its own.

`feed.sql` serves both databases; where they truly differ there is a pair, `feed.sqlite.sql` and
`feed.postgresql.sql`. Parameters are written `%(name)s`, a percent sign `%%`. A list is given as
it is and written `= ANY(%(ids)s)`; on SQLite that is read as a list in JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

from django.db import connection

ANY_OF = re.compile(r"=\s*ANY\((%\(\w+\)s)\)")


@cache
def _text(package: str, name: str, vendor: str) -> str:
    files = resources.files(package)
    for file_name in (f"{name}.{vendor}.sql", f"{name}.sql"):
        file = files / file_name
        if file.is_file():
            text = file.read_text("utf-8")
            if vendor == "sqlite":
                return ANY_OF.sub(r"IN (SELECT value FROM json_each(\1))", text)
            return text
    msg = f"{package} has neither {name}.sql nor {name}.{vendor}.sql"
    raise LookupError(msg)


class Folder:
    """The named queries of one room."""

    def __init__(self, package: str) -> None:
        self.package = package

    def tuples(self, name: str, **parameters: object) -> list[tuple[Any, ...]]:
        """All rows of a query as tuples; instants are aware."""
        vendor = connection.vendor
        text = _text(self.package, name, vendor)
        with connection.cursor() as cursor:
            cursor.execute(text, _bound(parameters, vendor))
            rows = cursor.fetchall()
        return aware(rows)

    def execute(self, name: str, **parameters: object) -> int:
        """Run a statement that answers no rows; how many rows it touched."""
        vendor = connection.vendor
        with connection.cursor() as cursor:
            cursor.execute(_text(self.package, name, vendor), _bound(parameters, vendor))
            return int(cursor.rowcount)

    def rows[Row](self, name: str, row: Callable[..., Row], **parameters: object) -> list[Row]:
        """All rows of a query, each given to `row`, in the order of its columns."""
        return [row(*values) for values in self.tuples(name, **parameters)]


def folder(package: str | None) -> Folder:
    """The named queries of the package that calls, given as `__package__`."""
    if not package:
        msg = "named SQL needs the name of its package"
        raise ValueError(msg)
    return Folder(package)


def _bound(parameters: dict[str, object], vendor: str) -> dict[str, Any]:
    if vendor == "sqlite":
        return {key: _for_sqlite(value) for key, value in parameters.items()}
    return parameters


def _for_sqlite(value: object) -> object:
    if isinstance(value, list):
        return json.dumps(value)
    # SQLite keeps instants as naive UTC text, as Django writes them.
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return value


def aware(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows of a raw query with their zone, which SQLite does not keep."""
    if connection.vendor != "sqlite":
        return rows
    # A column of instants holds nothing else but None: only what the first row leaves open is
    # looked at further down, and only those columns are touched.
    columns = [
        index
        for index, value in enumerate(rows[0] if rows else ())
        if type(value) is datetime or (value is None and _holds_instants(rows, index))
    ]
    return [_with_zone(row, columns) for row in rows] if columns else rows


def _holds_instants(rows: list[tuple[Any, ...]], index: int) -> bool:
    first = next((row[index] for row in rows if row[index] is not None), None)
    return type(first) is datetime


def _with_zone(row: tuple[Any, ...], columns: list[int]) -> tuple[Any, ...]:
    values = list(row)
    for index in columns:
        if values[index] is not None:
            values[index] = values[index].replace(tzinfo=UTC)
    return tuple(values)
