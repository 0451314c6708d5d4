"""From files to `Ties`: every row is right, or the study is refused with what to mend."""

from __future__ import annotations

import gzip
import io
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats, Ints
from groundswell.adoption.studies import times
from groundswell.adoption.studies.columns import understand
from groundswell.adoption.studies.refusals import RowsAreWrong, ThereAreNoTies
from groundswell.adoption.studies.roster import Roster, read_roster
from groundswell.adoption.studies.ties import NOBODY, Ties
from groundswell.foundation import tables
from groundswell.foundation.tables import Problem

FIELDS = {
    "source": "source; src; from; sender; author; von; absender",
    "target": "target; dst; to; recipient; receiver; addressee; an; empfanger",
    "at": "at; time; timestamp; date; datetime; event date; unix time; seconds; sent at; zeit",
    "weight": "weight; count; messages; gewicht; anzahl",
}
LARGEST = 512 * 1024 * 1024  # bytes: ten million rows of short ids and times
GZIP = b"\x1f\x8b"
NO_NAME = "is empty. Name who it was, or remove the row."
NO_WEIGHT = "must be a number above 0, like 3 or 1.5."


@dataclass(frozen=True, slots=True)
class File:
    """A file by the name that a message tells."""

    name: str
    content: bytes


def read(ties: File, people: File | None = None) -> Ties:
    """The ties of a file among the people of another, or among all who occur in it.

    Where there is a people file it says who counts: rows from or to anybody else are left out.

    Raises:
        FileIsNoTable, ColumnsAreUnclear: a file cannot be read, or lacks a column.
        RowsAreWrong: the rows that are wrong, and how to mend each.
        ThereAreNoTies: nobody of the people turned to anybody of them.
    """
    rows = _read_rows(ties)
    roster = read_roster(people.name, _unpacked(people)) if people else None
    return _joined(ties.name, rows, roster)


def _numbers() -> array[int]:
    return array("q")


@dataclass(slots=True)
class _Rows:
    """What the ties file holds, each row once; `source` and `target` are places in `names`."""

    names: dict[str, int] = field(default_factory=dict)
    lines: array[int] = field(default_factory=_numbers)
    source: array[int] = field(default_factory=_numbers)
    target: array[int] = field(default_factory=_numbers)
    weight: Floats | None = None
    at: Floats | None = None


def _read_rows(file: File) -> _Rows:
    sheet = tables.open_sheet(file.name, _unpacked(file), largest=LARGEST)
    of = understand(file.name, sheet.headings, FIELDS, needed=("source", "target"))
    place = {name: sheet.headings.index(heading) for name, heading in of.items()}
    rows = _Rows()
    told: dict[str, list[str]] = {name: [] for name in ("at", "weight") if name in of}
    one, other, names = place["source"], place["target"], rows.names
    more = [(place[name], cells.append) for name, cells in told.items()]
    width, misfits = len(sheet.headings), []
    # Millions of rows: each cell is looked at while it is in the processor's cache.
    for line, cells in sheet.lines:
        if len(cells) != width:
            misfits.append((line, cells))
            continue
        rows.lines.append(line)
        rows.source.append(names.setdefault(cells[one].strip(), len(names)))
        rows.target.append(names.setdefault(cells[other].strip(), len(names)))
        for where, keep in more:
            keep(cells[where].strip())
    problems = [problem for misfit in misfits if (problem := sheet.misfit(*misfit))]
    _Checker(file.name, of, rows, told, problems).check()
    return rows


@dataclass(slots=True)
class _Checker:
    """Fills times and weights in, or refuses with every row that is wrong."""

    file: str
    of: dict[str, str]
    rows: _Rows
    told: dict[str, list[str]]
    problems: list[Problem] = field(default_factory=list)

    def check(self) -> None:
        nobody = self.rows.names.get("", NOBODY)
        for column in ("source", "target") if nobody != NOBODY else ():
            places = [n for n, who in enumerate(getattr(self.rows, column)) if who == nobody]
            self._blame(column, places, lambda _place: NO_NAME)
        if "at" in self.told:
            cells = self.told["at"]
            self.rows.at = self._read("at", times.read_times, lambda at: times.mend(cells, at))
        if "weight" in self.told:
            self.rows.weight = self._read("weight", _read_weights, lambda _place: NO_WEIGHT)
        if self.problems:
            self.problems.sort(key=lambda problem: problem.line)
            raise RowsAreWrong(problems=tables.in_words(self.problems))

    def _read(
        self,
        column: str,
        reader: Callable[[list[str]], tuple[Floats, list[int]]],
        mend: Callable[[int], str],
    ) -> Floats:
        values, bad = reader(self.told[column])
        self._blame(column, bad, mend)
        return values

    def _blame(self, column: str, places: Sequence[int], mend: Callable[[int], str]) -> None:
        cells = self.told.get(column)
        for place in places:
            value = cells[place] if cells else ""
            line = self.rows.lines[place]
            self.problems.append(Problem(self.file, line, self.of[column], value, mend(place)))


def _read_weights(cells: list[str]) -> tuple[Floats, list[int]]:
    weights = np.zeros(len(cells))
    for place, cell in enumerate(cells):
        try:
            weights[place] = float(cell)
        except ValueError:
            weights[place] = 0
    return weights, np.flatnonzero(~((weights > 0) & np.isfinite(weights))).tolist()


def _joined(file: str, rows: _Rows, roster: Roster | None) -> Ties:
    known = list(roster.ids if roster else rows.names)
    order = _in_order(known)
    ids = tuple(known[place] for place in order)
    number = {name: position for position, name in enumerate(ids)}
    of_name = np.array([number.get(name, NOBODY) for name in rows.names], dtype=np.int64)
    source, target = of_name[np.array(rows.source)], of_name[np.array(rows.target)]
    is_loop = np.array(rows.source) == np.array(rows.target)
    is_known = (source != NOBODY) & (target != NOBODY)
    kept = is_known & ~is_loop
    _refuse_nothing(file, kept.any(), is_known.any(), has_rows=bool(rows.lines))
    weight = np.ones(len(source)) if rows.weight is None else rows.weight
    place = np.array(order, dtype=np.int64)
    return Ties(
        ids=ids,
        source=source[kept],
        target=target[kept],
        weight=weight[kept],
        at=None if rows.at is None else rows.at[kept],
        attributes={name: one.taken(place) for name, one in roster.attributes.items()}
        if roster
        else {},
        manager=_moved(roster.manager, place) if roster and roster.manager is not None else None,
        self_loops=int((is_loop & is_known).sum()),
        unlisted=int((~is_known).sum()),
    )


def _in_order(names: Sequence[str]) -> list[int]:
    """Places in rising order: of numbers by their value, else of letters."""
    if all(name.isdecimal() for name in names):
        return sorted(range(len(names)), key=lambda place: (int(names[place]), names[place]))
    return sorted(range(len(names)), key=names.__getitem__)


def _moved(manager: Ints, place: Ints) -> Ints:
    # `manager` holds places of the file; people have been put in another order.
    now = np.empty(len(place) + 1, dtype=np.int64)
    now[place], now[-1] = np.arange(len(place)), NOBODY
    moved: Ints = now[manager[place]]
    return moved


def _refuse_nothing(file: str, has_ties: bool, has_known: bool, *, has_rows: bool) -> None:
    if has_ties:
        return
    reason = "There is no row below the headings. Add some."
    if has_rows:
        reason = "Everybody turned to themselves alone."
    if has_rows and not has_known:
        reason = "No row is between two people of the people file. Use the same ids in both."
    raise ThereAreNoTies(file=file, reason=reason)


def _unpacked(file: File) -> bytes:
    if not file.content.startswith(GZIP):
        return file.content
    try:
        with gzip.open(io.BytesIO(file.content)) as packed:
            return packed.read(LARGEST + 1)
    except (OSError, EOFError):
        reason = "It begins like a gzip file and does not end like one. Pack it again."
        raise tables.FileIsNoTable(file=file.name, reason=reason) from None
