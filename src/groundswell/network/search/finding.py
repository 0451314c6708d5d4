"""Ids of what matches, newest first, of what the viewer may read.

SQLite walks its index from the newest id down. PostgreSQL's inverted index knows no order, and its
planner, asked for the newest twenty, walks the whole table for a rare word (measured: 0.4 s of a
million posts). So we bound it: a short walk finds what is common; what is rarer is looked for in
the index, in the last days, then in a window eight times as long, and at last in all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from groundswell.foundation import sql
from groundswell.network.search.documents import FACT, WINDOWS
from groundswell.network.search.matching import AllOf, AnyOf, Match, Phrase, written
from groundswell.network.search.narrowed import ANYHOW, Standing
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
STEPS = 1_000  # posts of the walk: about a millisecond
ENOUGH = 2_500  # posts that the shortest window looked into holds at least, by the walk's measure
EITHER = {"answered": -1, "unanswered": -1, "solved": -1}


def newest(
    viewer: Person,
    match: Match,
    *,
    from_id: int,
    below_id: int,
    limit: int,
    standing: Standing = ANYHOW,
) -> list[int]:
    """The newest `limit` ids that match and that the viewer may read, between two ids."""
    stands = standing or Standing()
    bounds: dict[str, Any] = {
        "viewer": viewer.pk,
        "from_id": from_id,
        "below_id": below_id,
        "limit": limit,
    }
    bounds |= {**EITHER, **stands.states, "without": list(stands.without)}
    if stands.among is not None:
        return _ids("among", match, {**bounds, "among": list(stands.among)})
    if connection.vendor == "sqlite":
        return _ids("newest", match, bounds)
    rows = QUERIES.tuples("walk", match=written(match), steps=STEPS, **bounds)
    found = sorted((id_ for id_, is_hit in rows if is_hit), reverse=True)
    edges = sorted(id_ for id_, is_hit in rows if not is_hit and id_ is not None)
    if len(found) == limit or len(edges) < 3:  # enough is found, or the walk came to the end
        return found
    wanted = limit - len(found)
    bounds |= {"below_id": edges[1], "limit": wanted}
    for window, begins in _windows(*edges):
        older = _ids("window", AllOf([match, window]), bounds)
        if len(older) == wanted or begins <= from_id:
            return found + older
    return found + _ids("window", match, bounds)


def _windows(oldest_id: int, edge_id: int, newest_id: int) -> Iterator[tuple[Match, int]]:
    """The window at the edge and the one before it, in growing lengths; and where they begin."""
    for letter, shift in WINDOWS.items():
        number = edge_id >> shift
        begins = (number - 1) << shift
        if (STEPS << shift) // (newest_id - edge_id) >= ENOUGH and begins > oldest_id:
            yield AnyOf([Phrase([f"{FACT}{letter}{at}"]) for at in (number, number - 1)]), begins


def _ids(name: str, match: Match, bounds: dict[str, Any]) -> list[int]:
    return [id_ for (id_,) in QUERIES.tuples(name, match=written(match), **bounds)]
