"""The people file of a study: who there is, what is known of each, and the line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.arcs import Ints
from groundswell.adoption.measures.structure.hierarchy import ManagersFormACircle, line_of
from groundswell.adoption.studies.columns import refuse_twice, understand
from groundswell.adoption.studies.refusals import RowsAreWrong
from groundswell.adoption.studies.ties import NOBODY, Attribute
from groundswell.foundation import tables
from groundswell.foundation.tables import Problem, Row, Table

FIELDS = {
    "id": "id; person; person id; user id; employee id; personalnummer",
    "manager": "manager; manager id; reports to; reports to id; supervisor; supervisor id;"
    " line manager; vorgesetzte; vorgesetzter",
}


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a file in its order; see `Ties` for the arrays."""

    ids: list[str]
    attributes: Mapping[str, Attribute]
    manager: Ints | None


def read_roster(file: str, content: bytes) -> Roster:
    """The people of a file.

    Raises:
        FileIsNoTable, ColumnsAreUnclear: it cannot be read, or has no column of ids.
        RowsAreWrong: a row has too many cells or too few, an id is missing or doubled, or a line
            of managers has no end.
    """
    table = tables.read(file, content)
    of = understand(file, table.headings, FIELDS, needed=("id",))
    others = [heading for heading in table.headings if heading and heading not in of.values()]
    for heading in others:
        refuse_twice(file, heading, table.headings)
    ids = [row.cells.get(of["id"], "") for row in table.rows]
    # Cells that stand under other headings than theirs say nothing about what else is wrong.
    _refuse(table.problems)
    problems = _ids_that_are_wrong(table, of["id"])
    if "manager" in of:
        problems += _managers_that_are_missing(table, of["manager"], ids)
    _refuse(sorted(problems, key=lambda problem: problem.line))
    manager = _managers(table, of["manager"], ids) if "manager" in of else None
    attributes = {heading: _attribute(table.rows, heading) for heading in others}
    return Roster(ids, attributes, manager)


def _refuse(problems: Sequence[Problem]) -> None:
    if problems:
        raise RowsAreWrong(problems=tables.in_words(problems))


def _ids_that_are_wrong(table: Table, column: str) -> list[Problem]:
    first: dict[str, int] = {}
    problems = []
    for row in table.rows:
        key = row.cells.get(column, "")
        if not key:
            mend = "a person needs an id. Fill the cell or remove the row."
            problems.append(Problem(table.file, row.line, column, key, mend))
        elif key in first:
            mend = f"line {first[key]} has it too. Give each person one row."
            problems.append(Problem(table.file, row.line, column, key, mend))
        else:
            first[key] = row.line
    return problems


def _managers_that_are_missing(table: Table, column: str, ids: Sequence[str]) -> list[Problem]:
    known = {*ids, ""}
    mend = (
        "is not in the file. Add that person, or leave the cell empty for someone without a"
        " manager."
    )
    named = ((row.line, row.cells.get(column, "")) for row in table.rows)
    return [
        Problem(table.file, line, column, name, mend) for line, name in named if name not in known
    ]


def _managers(table: Table, column: str, ids: Sequence[str]) -> Ints:
    place = {key: number for number, key in enumerate(ids)}
    named = [row.cells.get(column, "") for row in table.rows]
    manager = np.array([place.get(name, NOBODY) for name in named], dtype=np.int64)
    # Some systems let the head report to themselves.
    manager[manager == np.arange(len(manager))] = NOBODY
    _refuse(_circles(table, column, manager, named))
    return manager


def _circles(table: Table, column: str, manager: Ints, named: Sequence[str]) -> list[Problem]:
    if not (manager != NOBODY).any():
        return []
    try:
        line_of(manager)
    except ManagersFormACircle as circle:
        mend = "a circle of managers. One of these people must report to somebody else."
        return [
            Problem(table.file, table.rows[person].line, column, named[person], mend)
            for person in circle.people.tolist()
        ]
    return []


def _attribute(rows: Sequence[Row], heading: str) -> Attribute:
    cells = [row.cells.get(heading, "") for row in rows]
    labels = tuple(sorted(set(cells) - {""}))
    place = {label: number for number, label in enumerate(labels)}
    return Attribute(labels, np.array([place.get(cell, NOBODY) for cell in cells], dtype=np.int64))
