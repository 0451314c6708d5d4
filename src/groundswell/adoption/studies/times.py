"""Times as logs write them: ISO 8601, or a number since 1970."""

from __future__ import annotations

from datetime import UTC, datetime
from math import isfinite

import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats, Ints

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Seconds of today have ten digits; what is a thousand times as much is meant as milliseconds.
SORTS = ("seconds", "milliseconds", "microseconds", "nanoseconds")
LATEST = np.array([1e11, 1e14, 1e17, 1e20])  # the highest number of each sort
MEND = "Write it like 2026-03-31T14:05:00+02:00, or as seconds since 1970."
MIXED = "All of the column must be of one sort, and the first row has {first}. Write it like that."


def read_times(cells: list[str]) -> tuple[Floats, list[int]]:
    """Seconds since 1970 UTC of each cell, and the places of those that are no times.

    A file holds one sort, told by its first cell: seconds since 1970 or thousandths, millionths,
    billionths of them, by how large it is, or ISO 8601, where a time without a zone is UTC.
    """
    is_epoch = bool(cells) and _is_number(cells[0])
    read = float if is_epoch else _iso
    seconds, bad = np.zeros(len(cells)), []
    for place, cell in enumerate(cells):
        try:
            seconds[place] = read(cell)
        except ValueError:
            bad.append(place)
    bad += np.flatnonzero(~np.isfinite(seconds)).tolist()
    if is_epoch and not bad:
        sorts = _sorts(seconds)
        bad = np.flatnonzero((sorts != sorts[0]) | (sorts == len(SORTS))).tolist()
        seconds /= 1000.0 ** int(sorts[0])
    return seconds, bad


def mend(cells: list[str], place: int) -> str:
    """How a cell that is no time as the first of its column is mended."""
    if not _is_number(cells[0]):
        return MIXED.format(first="a date") if _is_number(cells[place]) else MEND
    sort = int(_sorts(np.array([float(cells[0])]))[0])
    if sort == len(SORTS) or not (_is_number(cells[place]) or _is_iso(cells[place])):
        return MEND
    return MIXED.format(first=f"{SORTS[sort]} since 1970")


def _sorts(numbers: Floats) -> Ints:
    """Which of `SORTS` each number is by its size; their count for what is none of them."""
    return np.searchsorted(LATEST, np.abs(numbers))


def _is_number(cell: str) -> bool:
    try:
        return isfinite(float(cell))
    except ValueError:
        return False


def _is_iso(cell: str) -> bool:
    try:
        _iso(cell)
    except ValueError:
        return False
    return True


def _iso(cell: str) -> float:
    read = datetime.fromisoformat(cell)
    if read.tzinfo is None:
        read = read.replace(tzinfo=UTC)
    return (read - EPOCH).total_seconds()
