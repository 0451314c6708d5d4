"""Groups by their names, where figures leave; kept are their numbers alone.

A group that is closed, secret or archived by now is named no more, whatever was kept of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from groundswell.adoption.measures.measure import Measure, Needs
from groundswell.adoption.tables import ToldTable
from groundswell.network.groups.models import Group, Visibility

OF_GROUPS = frozenset({Needs.GATHERED, Needs.TAKEN_UP})


def named(measure: Measure, tables: Sequence[ToldTable]) -> Sequence[ToldTable]:
    """The tables of a figure, groups by name; without those that may be named no more."""
    if measure.needs not in OF_GROUPS or not tables:
        return tables
    names = _names([int(one) for table in tables for one in (*table.rows, *table.columns)])
    return [_with_names(table, names) for table in tables]


def _names(group_ids: Sequence[int]) -> Mapping[str, str]:
    found = Group.objects.filter(pk__in=group_ids, visibility=Visibility.OPEN, archived_at=None)
    return {str(pk): name for pk, name in found.values_list("pk", "name")}


def _with_names(table: ToldTable, names: Mapping[str, str]) -> ToldTable:
    cells = [
        replace(told, cell=replace(told.cell, row=names[row], column=names[column]))
        for told in table.cells
        if (row := told.cell.row) in names and (column := told.cell.column) in names
    ]
    return replace(table, cells=cells)
