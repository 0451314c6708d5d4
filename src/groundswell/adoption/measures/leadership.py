"""Whether leaders take part, whom they reach, and whether what managers say stays unanswered."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.adoption.measures.structure.arcs import Arcs, Floats, Ints, Pairs
from groundswell.adoption.measures.structure.hierarchy import NO_MANAGER, Line


@dataclass(frozen=True, slots=True)
class Broadcasts:
    """Rows that nobody answered, of so many: those of people with reports, and those of others."""

    of_managers: float | None
    managers_rows: int
    of_others: float | None


def leaders(line: Line) -> NDArray[np.bool_]:
    """The head and the head's direct reports, shape (people,)."""
    return np.isin(line.depth, (0, 1))


def who_write(arcs: Arcs, line: Line) -> int:
    """Leaders who turned to anybody of the line."""
    inside = line.is_inside[arcs.target]
    writers = np.zeros(arcs.people, dtype=bool)
    writers[arcs.source[inside]] = True
    return int((leaders(line) & writers).sum())


def reached(two_way: Pairs, line: Line) -> int:
    """People of the line below the leaders who have a two-way tie to any leader."""
    lead = leaders(line)
    tied = np.zeros(two_way.people, dtype=bool)
    tied[two_way.low[lead[two_way.high]]] = True
    tied[two_way.high[lead[two_way.low]]] = True
    return int((tied & ~lead & line.is_inside).sum())


def reach_by_chance(two_way: Pairs, line: Line) -> float:
    """The share of others that as many people as there are leaders reach, if they are anybody."""
    return reach_of_anybody(two_way, line.is_inside, int(leaders(line).sum()))


def reach_of_anybody(two_way: Pairs, inside: NDArray[np.bool_], chosen: int) -> float:
    """The share of the others that so many people of those inside reach, whoever they are.

    Exact: somebody with d ties among n people is missed by k others with the chance
    C(n-1-d, k) / C(n-1, k).
    """
    among = inside[two_way.low] & inside[two_way.high]
    ends = np.concatenate([two_way.low[among], two_way.high[among]])
    ties = np.bincount(ends, minlength=two_way.people)[inside]
    others = len(ties) - 1
    missed = np.ones(len(ties))
    for place in range(min(chosen, others)):
        missed *= np.maximum(others - ties - place, 0) / (others - place)
    return float(1 - missed.mean())


def broadcasts(
    source: Ints, target: Ints, waited: Floats, longest: float, line: Line
) -> Broadcasts:
    """The share of rows inside the line that were not answered within `longest` seconds.

    `waited` holds the seconds from each row to its answer, infinite where there is none; give only
    rows that were watched for `longest`, or those that may be answered yet count as unanswered.
    """
    inside = line.is_inside[source] & line.is_inside[target]
    has_reports = np.zeros(len(line.manager), dtype=bool)
    has_reports[line.manager[line.manager != NO_MANAGER]] = True
    manages, silent = has_reports[source], waited > longest
    of_managers, of_others = inside & manages, inside & ~manages
    return Broadcasts(
        _share(silent[of_managers]), int(of_managers.sum()), _share(silent[of_others])
    )


def _share(chosen: NDArray[np.bool_]) -> float | None:
    return float(chosen.mean()) if len(chosen) else None
