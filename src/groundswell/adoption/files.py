"""Figures as files: CSV for spreadsheets, Parquet for notebooks, with the same columns.

Used by the doors; what it writes has passed the gate.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import date
from typing import Any

from groundswell.adoption import catalogue
from groundswell.adoption.lines import Line

COLUMNS = tuple(field.name for field in fields(Line))
EPOCH = date(1970, 1, 1)


def as_csv(lines: Sequence[Line]) -> str:
    """The lines with a head; what is withheld is empty, and the last columns say why."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([_unformulaic(fact) for fact in astuple(line)] for line in lines)
    return written.getvalue()


def _unformulaic(fact: object) -> object:
    # A spreadsheet would calculate with it.
    is_formula = isinstance(fact, str) and fact[:1] in set("=+-@\t\r") and bool(fact)
    return f"'{fact}" if is_formula else fact


def as_parquet(lines: Sequence[Line]) -> bytes:
    """The lines with their types; the file's metadata say how each measure is defined."""
    # Only who asks for such a file pays for loading it.
    from arro3.core import Field, Schema, Table  # noqa: PLC0415
    from arro3.io import write_parquet  # noqa: PLC0415

    columns = {name: _column(name, [getattr(line, name) for line in lines]) for name in COLUMNS}
    schema = Schema([Field(name, held.type, nullable=True) for name, held in columns.items()])
    table = Table.from_arrays(list(columns.values()), schema=schema)
    written = io.BytesIO()
    write_parquet(table, written, key_value_metadata=_definitions(lines))
    return written.getvalue()


def _column(name: str, facts: Sequence[Any]) -> Any:
    from arro3.core import Array, DataType  # noqa: PLC0415

    if name.endswith("on"):
        days = [None if fact is None else (fact - EPOCH).days for fact in facts]
        return Array(days, DataType.int32()).cast(DataType.date32())
    if name in {"numerator", "denominator"}:
        return Array(facts, DataType.int64())
    if name in {"value", "low", "high", "chance"}:
        return Array(facts, DataType.float64())
    return Array(facts, DataType.string())


def _definitions(lines: Sequence[Line]) -> dict[str, str]:
    measures = {line.measure: catalogue.measure(line.measure) for line in lines}
    told = {name: catalogue.in_full(one) for name, one in measures.items()}
    return {"groundswell": json.dumps(told, ensure_ascii=False)}
