"""The gate of tables: which of their cells are withheld.

Nothing can be got by subtraction, because of what is told and what is not:

- *Talk* (from each group to each). A group of fewer people than the threshold, or of a cell
  that cannot be protected, is left out, and what is expected is expected among the others. No
  volume, row sum or column sum is told, only how many times as much as expected, to one
  decimal. Yet all ratios of a table together give away its shares: whoever attacks is taken to
  know every row sum, every column sum, the whole and how much stays inside functions (which is
  told), exactly. A cell of fewer people, who speak or are spoken to, is withheld. Nobody
  speaking is told: it names nobody. Then more is withheld until each such cell is the corner of
  a rectangle of withheld cells in which talk can be moved from two opposite corners to the
  others: all those sums stay, and each corner becomes another that would be withheld as well.
  Which rectangle is taken is drawn by a secret of the instance, the fewest cells first. Tables
  of one figure (function, site, level) count the same talk: only where no sum of groups of one
  but the whole is a sum of groups of the others can these not be combined (`is_apart`, found by
  rank); else the first alone is told.
- *People* (communities by functions, bridges). Each cell is a count of people under no sum:
  those of rows and columns are not told, nor is how many people were sorted in all. 1 to 4 read
  so; of a group of fewer than the threshold nothing is told. Told for periods and quarters alone.
- *Parts* (threads by level) add up to a number that is told. Cells of too few people are
  withheld, and further ones, the smallest first, until at least two are and as many people as
  the threshold stand behind them together: what is left of the whole is then no small group.
- *Apart* (an index for each function): each stands for itself, and is told of enough people.

They are told for quarters that never overlap; what is not promised is said in `privacy`.
"""

from __future__ import annotations

import hmac
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from groundswell.adoption import rounding
from groundswell.adoption.measures.figures import Cell, Rule, Table, Unit
from groundswell.adoption.suppression import FEW, Withheld

type Key = tuple[str, str]
type Labels = dict[Key, Withheld]
MOVED = 2  # acts that the corners which lose one must have, or they would be told as none
DECIMALS = 1  # of a ratio of talk


@dataclass(frozen=True, slots=True)
class ToldCell:
    """A cell as it may be seen; withheld, it has no number."""

    cell: Cell
    withheld: Withheld | None


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table as it may be seen."""

    name: str
    unit: str
    cells: Sequence[ToldCell]

    @property
    def rows(self) -> list[str]:
        """The names of its rows, in their order."""
        return list(dict.fromkeys(told.cell.row for told in self.cells))

    @property
    def columns(self) -> list[str]:
        """The names of its columns, in their order."""
        return list(dict.fromkeys(told.cell.column for told in self.cells))

    @property
    def by_place(self) -> Mapping[Key, ToldCell]:
        """Each cell by its row and column."""
        return {(told.cell.row, told.cell.column): told for told in self.cells}


def let_through(
    tables: Sequence[Table],
    threshold: int,
    *,
    is_steady: bool,
    secret: str,
    tells_people: bool = True,
) -> list[ToldTable]:
    """The tables of one figure as they may be seen."""
    combine = not all(table.is_apart for table in tables)
    told = []
    for place, table in enumerate(tables):
        if not is_steady:
            cells = _by_place(table.cells)
            labels = dict.fromkeys(cells, Withheld.BASE)
        elif (combine and place) or (table.rule is Rule.PEOPLE and not tells_people):
            cells = _by_place(table.cells)
            labels = dict.fromkeys(cells, Withheld.SUBTRACTION)
        elif table.rule is Rule.TALK:
            cells, labels = matrix(table, threshold, secret)
        else:
            cells = _by_place(table.cells)
            labels = _RULES[table.rule](cells, threshold)
        shown = [
            _shown(cell, labels.get(key), table.rule, table.unit) for key, cell in cells.items()
        ]
        told.append(ToldTable(table.name, table.unit, shown))
    return told


def _shown(cell: Cell, label: Withheld | None, rule: Rule, unit: Unit) -> ToldCell:
    kept = replace(cell, people=0, base=0, volume=0)
    if rule is not Rule.PARTS or label is not None:
        kept = replace(kept, numerator=None, denominator=None)
    if label is not None:
        return ToldCell(replace(kept, value=None, low=None, high=None, chance=None), label)
    if rule is Rule.TALK and kept.value is not None:
        kept = replace(kept, value=round(kept.value, DECIMALS))
    return ToldCell(rounding.number(kept, unit), None)


def _few(cells: Mapping[Key, Cell], threshold: int) -> Labels:
    return {key: Withheld.BASE for key, cell in cells.items() if cell.base < threshold}


def _apart(cells: Mapping[Key, Cell], threshold: int) -> Labels:
    return {key: Withheld.BASE for key, cell in cells.items() if cell.people < threshold}


def _people(cells: Mapping[Key, Cell], threshold: int) -> Labels:
    small = {key: Withheld.SMALL for key, cell in cells.items() if 1 <= cell.people <= FEW}
    return small | _few(cells, threshold)


def _parts(cells: Mapping[Key, Cell], threshold: int) -> Labels:
    labels = _apart(cells, threshold)
    for key in sorted(cells, key=lambda key: cells[key].people):
        hidden = [cells[one].people for one in labels]
        if not hidden or (len(hidden) > 1 and sum(hidden) >= threshold):
            break
        labels.setdefault(key, Withheld.SUBTRACTION)
    return labels


def matrix(table: Table, threshold: int, secret: str) -> tuple[dict[Key, Cell], Labels]:
    """The cells of a table of talk, and what is withheld of them; the module says why it is enough.

    A group with a cell for which no rectangle is found is left out as well.
    """
    cells = _by_place([cell for cell in table.cells if cell.base >= threshold])
    while True:
        labels, unsafe = _labels(cells, threshold, secret, tells_inside=table.tells_inside)
        if unsafe is None:
            return _expected_among(cells), labels
        cells = {key: cell for key, cell in cells.items() if unsafe not in key}


def _by_place(cells: Sequence[Cell]) -> dict[Key, Cell]:
    return {(cell.row, cell.column): cell for cell in cells}


def _expected_among(cells: Mapping[Key, Cell]) -> dict[Key, Cell]:
    """The same with what is expected among these groups alone."""
    by_row, by_column = Counter[str](), Counter[str]()
    for (row, column), cell in cells.items():
        by_row[row] += cell.volume
        by_column[column] += cell.volume
    whole = by_row.total()
    return {
        (row, column): replace(
            cell,
            value=cell.volume * whole / (by_row[row] * by_column[column])
            if by_row[row] * by_column[column]
            else None,
        )
        for (row, column), cell in cells.items()
    }


def _labels(
    cells: Mapping[Key, Cell], threshold: int, secret: str, *, tells_inside: bool
) -> tuple[Labels, str | None]:
    """What is withheld, and the group of a cell that cannot be protected, if there is one."""
    labels: Labels = {
        key: Withheld.BASE for key, cell in cells.items() if cell.volume and cell.people < threshold
    }
    for key in sorted(labels):
        best = _rectangle(key, cells, labels, secret, tells_inside=tells_inside)
        if best is None:
            return labels, min(key, key=lambda group: cells[group, group].volume)
        for corner in best:
            labels.setdefault(corner, Withheld.SUBTRACTION)
    return labels, None


def _rectangle(
    key: Key, cells: Mapping[Key, Cell], labels: Labels, secret: str, *, tells_inside: bool
) -> tuple[Key, ...] | None:
    """The corners of the rectangle that needs the fewest cells more; None: there is none."""
    row, column = key
    rows, columns = (list(dict.fromkeys(one[side] for one in cells)) for side in (0, 1))
    found = []
    for other_row, other_column in product(rows, columns):
        if other_row == row or other_column == column:
            continue
        corners = (key, (other_row, other_column), (row, other_column), (other_row, column))
        if _may_move(corners, cells, tells_inside=tells_inside):
            more = [corner for corner in corners if corner not in labels]
            found.append((len(more), _lot(corners, secret), corners))
    return min(found)[2] if found else None


def _may_move(corners: tuple[Key, ...], cells: Mapping[Key, Cell], *, tells_inside: bool) -> bool:
    gain, lose = corners[:2], corners[2:]
    # Of the diagonal as many corners gain as lose where its sum is told.
    if tells_inside and _inside(gain) != _inside(lose):
        return False
    if not all(cells[corner].volume for corner in corners):
        return False  # nobody is told as nobody
    return any(all(cells[one].volume >= MOVED for one in side) for side in (gain, lose))


def _inside(corners: tuple[Key, ...]) -> int:
    return sum(row == column for row, column in corners)


def _lot(corners: tuple[Key, ...], secret: str) -> bytes:
    words = "\0".join(name for corner in corners for name in corner)
    return hmac.digest(secret.encode(), words.encode(), "sha256")


_RULES: Mapping[Rule, Callable[[Mapping[Key, Cell], int], Labels]] = {
    Rule.PEOPLE: _people,
    Rule.PARTS: _parts,
    Rule.APART: _apart,
}
