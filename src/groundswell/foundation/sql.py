"""Named SQL beside its query: what the ORM cannot say well or fast, in a file of its own.

`feed.sql` serves both databases; where they truly differ there is a pair, `feed.sqlite.sql` and
`feed.postgresql.sql`. Parameters are written `%(name)s`, a percent sign `%%`. A list is given as
it is and written `= ANY(%(ids)s)`; on SQLite that is read as a list in JSON. `{package.name}` is
another named query: several that a page always needs become one trip to the database. `marked.feed`
is `marked` around `feed`, which stands for its `{}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ANY_OF = re.compile(r"=\s*ANY\((%\(\w+\)s)\)")
OTHER = re.compile(r"\{([a-z_.]+)\.(\w+)\}")


class Fixed(int):
    """A number that is the same each time, and so stands in the text, as `limit` always does.

    While PostgreSQL knows neither how few are wanted nor that nothing is left out, it takes a plan
    for all values to be dearer than one for each, and plans anew each time: the feed took twice as
    long where tables were just filled.
    """


@cache
def _text(package: str, name: str, vendor: str, fixed: tuple[tuple[str, int], ...] = ()) -> str:
    files = resources.files(package)
    name, _, inner = name.partition(".")
    for file_name in (f"{name}.{vendor}.sql", f"{name}.sql"):
        file = files / file_name
        if file.is_file():
            text = OTHER.sub(lambda other: _text(*other.groups(), vendor), file.read_text("utf-8"))
            if inner:
                text = text.replace("{}", _text(package, inner, vendor))
            if vendor == "sqlite":
                text = ANY_OF.sub(r"IN (SELECT value FROM json_each(\1))", text)
            for parameter, number in fixed:
                text = text.replace(f"%({parameter})s", f"{number:d}")
            return text
    msg = f"{package} has neither {name}.sql nor {name}.{vendor}.sql"
    raise LookupError(msg)


class Folder:
    """The named queries of one room."""

    def __init__(self, package: str) -> None:
        self.package = package

    def tuples(self, name: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """All rows of a query as tuples; instants are aware."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(*self._asked(name, parameters, database))
            rows = cursor.fetchall()
        return rows if database.vendor != "sqlite" else _aware(rows)

    def execute(self, name: str, **parameters: Any) -> int:
        """Run a statement that answers no rows; how many rows it touched."""
        database = connections[DEFAULT_DB_ALIAS]
        with database.cursor() as cursor:
            cursor.execute(*self._asked(name, parameters, database))
            return int(cursor.rowcount)

    def rows[Row](self, name: str, row: Callable[..., Row], **parameters: Any) -> list[Row]:
        """All rows of a query, each given to `row`, in the order of its columns."""
        return [row(*values) for values in self.tuples(name, **parameters)]

    def _asked(
        self, name: str, parameters: dict[str, Any], database: BaseDatabaseWrapper
    ) -> tuple[str, dict[str, Any]]:
        fixed, asked = [], {}
        for key, value in parameters.items():
            if key == "limit" or type(value) is Fixed:
                fixed.append((key, int(value)))
            else:
                asked[key] = value if database.vendor != "sqlite" else _for_sqlite(value)
        return _text(self.package, name, database.vendor, tuple(fixed)), asked


def folder(package: str | None) -> Folder:
    """The named queries of the package that calls, given as `__package__`."""
    if not package:
        msg = "named SQL needs the name of its package"
        raise ValueError(msg)
    return Folder(package)


def _for_sqlite(value: object) -> object:
    if isinstance(value, list):
        return json.dumps(value)
    # SQLite keeps instants as naive UTC text, as Django writes them.
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    return value


def aware(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The rows of a raw query with their zone, which SQLite does not keep."""
    return _aware(rows) if connections[DEFAULT_DB_ALIAS].vendor == "sqlite" else rows


def _aware(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
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
