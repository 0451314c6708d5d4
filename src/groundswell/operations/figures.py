"""Figures of adoption on a terminal: for people as tables, for machines as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from groundswell.adoption import asking, books, catalogue, lines, saying
from groundswell.adoption.lines import Line
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.titles import titles_of
from groundswell.foundation import clock

WHY = {
    "base": "too few people to tell",
    "small": "1–4",
    "subtraction": "withheld: it would give another figure away",
}


def for_machines(figures: Sequence[Figure]) -> str:
    """All that is told of the figures, as JSON."""
    told = [
        {
            "measure": figure.measure.name,
            "on": figure.on.isoformat(),
            "window_days": figure.measure.window_days,
            "definition": figure.measure.definition,
            **_told_of(figure),
            "beside": catalogue.in_full(figure.measure)["beside"],
            "first_on": figure.first_on.isoformat(),
            "last_on": figure.last_on.isoformat(),
            "since": figure.measure.since.isoformat(),
            "defined_on": figure.defined_on.isoformat(),
            "revised_on": figure.revised_at and clock.day_of(figure.revised_at).isoformat(),
        }
        for figure in figures
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told_of(figure: Figure) -> dict[str, Any]:
    if not figure.values:
        return {"rows": [_row(row) for row in figure.rows]}
    return {
        "values": [
            {
                **{
                    key: getattr(told.value, key)
                    for key in ("name", "title", "unit", "value", "low", "high", "chance")
                },
                "numerator": told.value.numerator,
                "denominator": told.value.denominator,
                "withheld": told.withheld,
            }
            for told in figure.values
        ],
        "series": figure.series,
        **({"rows": [_row(row) for row in figure.rows]} if figure.rows else {}),
        "tables": {table.name: [_cell(told) for told in table.cells] for table in figure.tables},
    }


def _cell(told: ToldCell) -> dict[str, Any]:
    keys = ("row", "column", "value", "numerator", "denominator", "low", "high", "chance")
    return {**{key: getattr(told.cell, key) for key in keys}, "withheld": told.withheld}


def _row(row: Row) -> dict[str, Any]:
    return {
        "by": row.by,
        "cell": row.cell,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "share": row.share,
        "withheld": row.withheld,
    }


def for_people(figures: Sequence[Figure]) -> str:
    """The same as tables, a figure below the other."""
    return "\n\n".join(_table(figure) for figure in figures)


def _table(figure: Figure) -> str:
    days = figure.measure.window_days
    made_by = f"definition of {figure.defined_on}"
    if figure.revised_at:
        made_by += f", revised on {clock.day_of(figure.revised_at)}"
    said = [
        f"{figure.measure.title}, {days} days to {figure.last_on} ({made_by})",
        f"  {figure.measure.definition}",
        "",
    ]
    if figure.values or figure.tables:
        said += _listed(replace(figure, tables=()))
        for table in figure.tables:
            said += ["", *_told_table(figure, table)]
        return "\n".join(said)
    if not figure.rows:  # what is of too few is not even listed, nor what is of nobody
        return "\n".join([*said, "  Of these days there is too little to tell."])
    width = max(len(_name(row)) for row in figure.rows)
    by = ""
    for row in figure.rows:
        if row.by == books.IMPORTED and not row.denominator:
            continue
        if row.by != by:
            said += ["", f"  by {row.by}"] if row.by.split("|")[0] in asking.PARTS else []
            by = row.by
        said.append(f"  {_name(row):{width}}  {_told(row)}".rstrip())
    return "\n".join(said)


def _listed(figure: Figure) -> list[str]:
    """All numbers of a figure, each with its name, what it is made of and what stands beside it."""
    titles = titles_of(figure)
    named = [(titles[line.by, line.cell], _number(line)) for line in lines.lines([figure])]
    width = max((len(name) for name, _ in named), default=0)
    return [f"  {name:{width}}  {words}".rstrip() for name, words in named]


def _told_table(figure: Figure, table: ToldTable) -> list[str]:
    """In a grid there is no room for what chance would give, and without it no index is told."""
    if all(told.cell.chance is None for told in table.cells):
        return _grid(table)
    return [f"  by {table.name}", *_listed(replace(figure, rows=(), values=(), tables=[table]))]


def _grid(table: ToldTable) -> list[str]:
    rows, columns, places = table.rows, table.columns, table.by_place
    width = max((len(row) for row in rows), default=0)
    said = [f"  by {table.name}: {', '.join(columns)}"]
    for row in rows:
        told = [_in_grid(places.get((row, column))) for column in columns]
        said.append(f"  {row:{width}}  {' '.join(f'{words:>6}' for words in told)}")
    return said


def _in_grid(told: ToldCell | None) -> str:
    if told is None or (told.withheld is None and told.cell.value is None):
        return "–"
    if told.withheld is not None:
        return WHY["small"] if told.withheld == "small" else "hidden"
    value = told.cell.value or 0.0
    return f"{value:.2f}" if value % 1 else f"{value:.0f}"


def _number(line: Line) -> str:
    if line.withheld is not None:
        return f"{'–':>7}  ({WHY[line.withheld]})"
    made_of = saying.made_of(catalogue.measure(line.measure), line)
    said = f"{saying.of_line(line) or '–':>7}  {f'({made_of})' if made_of else ''}"
    return said.replace("\u00a0", " ")  # a terminal breaks no line there, and one searches it


def _name(row: Row) -> str:
    return row.cell or "(not stated)"


def _told(row: Row) -> str:
    of = "" if row.denominator is None else f" of {row.denominator:,}"
    if row.withheld == "small":
        return f"{WHY['small']:>7}{of}"
    if row.withheld is not None:
        return f"{'–':>7}{of}  ({WHY[row.withheld]})"
    share = "" if row.share is None else f"{round(100 * row.share):>6} %"
    return f"{row.numerator or 0:>7,}{of}{share}"
