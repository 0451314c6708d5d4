"""Times as logs write them: ISO 8601, or a number since 1970."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Seconds of today have ten digits; what is a thousand times as much is meant as milliseconds.
LATEST_SECONDS = 1e11
MEND = "Write it like 2026-03-31T14:05:00+02:00, or as seconds since 1970."
MIXED = "All of the column must be of one sort, and the first row has {first}. Write it like that."


def read_times(cells: list[str]) -> tuple[Floats, list[int]]:
    """Seconds since 1970 UTC of each cell, and the places of those that are no times.

    A file holds one sort, told by its first cell: numbers (seconds, milliseconds, microseconds),
    or ISO 8601, where a time without a zone is taken as UTC.
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
        while seconds.max() > LATEST_SECONDS:
            seconds /= 1000
    return seconds, bad


def mend(cells: list[str], place: int) -> str:
    """How a cell that is no time as the first of its column is mended."""
    is_epoch = _is_number(cells[0])
    try:
        _iso(cells[place]) if is_epoch else float(cells[place])
    except ValueError:
        return MEND
    first = "seconds since 1970" if is_epoch else "a date"
    return MIXED.format(first=first)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


def _iso(cell: str) -> float:
    read = datetime.fromisoformat(cell)
    if read.tzinfo is None:
        read = read.replace(tzinfo=UTC)
    return (read - EPOCH).total_seconds()
