"""What the numbers and the cells of figures are called, on page, in mail and in a comparison.

Words of ours are translated here; names of functions, sites, levels and groups are data and stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.books import IMPORTED
from groundswell.adoption.lines import TOTAL
from groundswell.adoption.measures.measure import LEADERS
from groundswell.adoption.shown import Figure
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.wholes import Told
from groundswell.foundation import locales

type Words = Mapping[str, str | Promise]
type Place = tuple[str, str]  # `by` and `cell` of a line

HEADINGS: Words = {
    "function": _lazy("Function"),
    "site": _lazy("Site"),
    "level": _lazy("Level"),
    "language": _lazy("Language"),
    "shift": _lazy("Time of writing, in the author’s time zone"),
    "turn": _lazy("Of them"),
}
UNNAMED: Words = {
    "function": _lazy("No function stated"),
    "site": _lazy("No site stated"),
    "level": _lazy("No level stated"),
}
NAMES: Mapping[Place, str | Promise] = {
    (TOTAL, "everybody"): _lazy("Everybody"),
    (IMPORTED, "known only from an import"): _lazy("Known only from an import"),
    (LEADERS, LEADERS): _lazy("All who lead"),
    ("everybody", "everybody"): _lazy("Everybody"),
    ("shift", "day"): _lazy("Working days, 6:00 to 18:00"),
    ("shift", "evening"): _lazy("Working days, 18:00 to 22:00"),
    ("shift", "night"): _lazy("Night, 22:00 to 6:00"),
    ("shift", "weekend"): _lazy("Days off, 6:00 to 22:00"),
    ("turn", "first"): _lazy("First posts"),
}
# Of unheard voices: what sort of posts, and how soon they were answered.
SORTS: Words = {
    "first": _lazy("First posts"),
    "post": _lazy("One post of everybody in the quarter"),
}
IN_TIME: Words = {
    "1": _lazy("answered within one working day"),
    "7": _lazy("answered within seven working days"),
}
# Of each two groups: what stands in a table of pairs.
PAIRS: Words = {
    "shared_topics": _lazy("Shared topics"),
    "people_in_both": _lazy("People in both"),
    "ties": _lazy("Two-way ties"),
    "ties_by_chance": _lazy("By chance"),
    "more_ties": _lazy("More ties than expected"),
    "bridges": _lazy("People who bridge"),
}


def name_of(by: str, cell: str) -> str:
    """What a cell of a breakdown is called."""
    if by == "language":
        return locales.language(cell)
    return str(NAMES.get((by, cell)) or cell or UNNAMED.get(by, "–"))


def titles_of(figure: Figure) -> Mapping[Place, str]:
    """What each line of a figure is called, by its `by` and `cell`."""
    rows = {(row.by, row.cell): name_of(row.by, row.cell) for row in figure.rows}
    values = {_place(told): _title(told) for told in figure.values}
    cells = {
        (table.name, f"{told.cell.row} > {told.cell.column}"): _of_table(table, told)
        for table in figure.tables
        for told in table.cells
    }
    return rows | values | cells


def _place(told: Told) -> Place:
    value = told.value
    return (value.by, value.cell) if value.by else (TOTAL, value.name)


def _title(told: Told) -> str:
    value = told.value
    if value.by in HEADINGS:
        return f"{HEADINGS[value.by]}: {name_of(value.by, value.cell)}"
    if value.by == "cohort":
        return started(told)
    sort, _gap, within = value.name.partition(".")[0].partition("_")
    if sort in SORTS and within in IN_TIME:
        return _heard(value.name, sort, within)
    return _(value.title)


def started(told: Told) -> str:
    """A cohort: when they started, and which quarter after that is meant."""
    iso, *_rest = told.value.cell.split("/")
    title = _(told.value.title)
    return _("Started from %(first)s on: %(title)s") % {
        "first": locales.day(date.fromisoformat(iso)),
        "title": title[:1].lower() + title[1:],
    }


def _heard(name: str, sort: str, within: str) -> str:
    _of, by, cell = name.split(".", 2)
    named = name_of(by, cell)
    group = f"{HEADINGS[by]} {named}" if by in {*UNNAMED, "language"} else named
    return f"{SORTS[sort]}, {IN_TIME[within]}: {group}"


def _of_table(table: ToldTable, told: ToldCell) -> str:
    cell = told.cell
    row, column = (name_of(table.name, one) for one in (cell.row, cell.column))
    if table.name in PAIRS:
        return f"{PAIRS[table.name]}: {row} – {column}"
    return f"{row} → {column}" if len(table.columns) > 1 else row
