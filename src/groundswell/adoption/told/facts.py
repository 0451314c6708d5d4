"""A figure as it is kept, and as a figure again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from groundswell.adoption import catalogue, naming
from groundswell.adoption.measures.figures import Cell, value_of
from groundswell.adoption.privacy import Row
from groundswell.adoption.shown import Figure
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.wholes import Told

READ = 256  # figures that a process keeps read: those of a page of some weeks


def facts_of(figure: Figure) -> dict[str, Any]:
    """All that was told of it, as JSON keeps it."""
    return {
        "rows": [asdict(row) for row in figure.rows],
        "values": [{"withheld": told.withheld, **asdict(told.value)} for told in figure.values],
        "series": {name: [list(row) for row in rows] for name, rows in figure.series.items()},
        "tables": [_kept_table(table) for table in figure.kept_tables],
        "since": figure.since.isoformat() if figure.since else None,
        "judged": figure.judged,
    }


def figure_of(
    written: str, measure: str, on: date, defined_on: date, revised_at: datetime | None
) -> Figure:
    """What was told, in words of today: title and definition are those of the measure now.

    `written` is the JSON that is kept of it.
    """
    found = _read(written, measure, on, defined_on, revised_at)
    return replace(found, tables=naming.named(found.measure, found.kept_tables))


@lru_cache(maxsize=READ)
def _read(
    written: str, measure: str, on: date, defined_on: date, revised_at: datetime | None
) -> Figure:
    # A page reads sixty of them, the same each time: by all that is written, so never an old one.
    facts = json.loads(written)
    since = facts["since"]
    tables = [_table(table) for table in facts.get("tables", ())]
    return Figure(
        catalogue.measure(measure),
        on,
        rows=[Row(**{**row, "withheld": _label(row["withheld"])}) for row in facts["rows"]],
        values=[_told(value) for value in facts["values"]],
        series=facts["series"],
        kept_tables=tables,
        since=date.fromisoformat(since) if since else None,
        revised_at=revised_at,
        made_by=defined_on,
        judged=facts.get("judged", ""),  # kept since 27 November 2026
    )


def _kept_table(table: ToldTable) -> dict[str, Any]:
    cells = [{"withheld": told.withheld, **asdict(told.cell)} for told in table.cells]
    return {"name": table.name, "unit": table.unit, "cells": cells}


def _table(kept: Mapping[str, Any]) -> ToldTable:
    cells = [
        ToldCell(
            Cell(**{name: fact for name, fact in cell.items() if name != "withheld"}),
            _label(cell["withheld"]),
        )
        for cell in kept["cells"]
    ]
    return ToldTable(kept["name"], kept["unit"], cells)


def _told(kept: Mapping[str, Any]) -> Told:
    return Told(value_of(kept), _label(kept["withheld"]))


def _label(withheld: str | None) -> Withheld | None:
    return Withheld(withheld) if withheld else None
