"""Ids of what matches, newest first, of what the viewer may read.

SQLite walks its index from the newest id down. PostgreSQL's inverted index knows no order, and its
planner, asked for the newest twenty, walks the whole table for a rare word (measured: 0.4 s of a
million posts). So we bound it: a short walk finds what is common; what is rarer is looked for in
windows of time, each eight times as wide as the one before.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from groundswell.foundation import sql
from groundswell.network.search.documents import FACT, WINDOW_SHIFT, window_of
from groundswell.network.search.matching import AllOf, AnyOf, Match, Phrase, written
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
STEPS = 400  # posts of the walk: 1 to 2 ms
FIRST_WINDOW = 50  # walks: a word that a walk does not find has a few hundred hits there
WIDER = 8
MOST_WINDOWS = 600  # of six days: ten years; what is older is one window


def newest(viewer: Person, match: Match, *, from_id: int, below_id: int, limit: int) -> list[int]:
    """The newest `limit` ids that match and that the viewer may read, between two ids."""
    bounds = {"viewer": viewer.pk, "from_id": from_id, "below_id": below_id, "limit": limit}
    if connection.vendor == "sqlite":
        return _ids("newest", match, bounds)
    found = _ids("walk", match, {**bounds, "steps": STEPS})
    edges = [id_ for (id_,) in QUERIES.tuples("edge", below_id=below_id, steps=STEPS - 1)]
    if len(found) >= limit or len(edges) < 2 or edges[1] < from_id:
        return found
    for first, last in _windows(*edges):
        bounds["limit"] = limit - len(found)
        if first is None:
            bounds["below_id"] = (last + 1) << WINDOW_SHIFT
            return found + _ids("window", match, bounds)
        bounds["below_id"] = edges[1]
        spans = AnyOf([Phrase([f"{FACT}w{number}"]) for number in range(first, last + 1)])
        found += _ids("window", AllOf([match, spans]), bounds)
        if len(found) >= limit or first << WINDOW_SHIFT <= from_id:
            break
    return found


def _windows(newest_id: int, edge_id: int) -> Iterator[tuple[int | None, int]]:
    """First and last of the windows to look into together; None and the last that is left."""
    last = window_of(edge_id)
    count = max(1, window_of((newest_id - edge_id) * FIRST_WINDOW))
    while last >= 0 and count <= MOST_WINDOWS:
        first = max(0, last - count + 1)
        yield first, last
        last, count = first - 1, count * WIDER
    if last >= 0:
        yield None, last


def _ids(name: str, match: Match, bounds: dict[str, int]) -> list[int]:
    return [id_ for (id_,) in QUERIES.tuples(name, match=written(match), **bounds)]
