"""Which groups a study looks at: a column of the people file, or the branches of the line."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from groundswell.adoption.measures.structure.hierarchy import Line, line_of
from groundswell.adoption.studies.refusals import ColumnsAreUnclear
from groundswell.adoption.studies.section import Choices, Refusal
from groundswell.adoption.studies.ties import NOBODY, Attribute, Ties

BRANCH = "branch"  # the part of the line that is under one direct report of the head
FEWEST = 10  # people of a group whose traffic is told
SMALL = "the smaller groups"
NO_GROUPS = Refusal(
    "There are no groups. Name a people file with a column that makes some, and the column with"
    " --by."
)


def groups_of(ties: Ties, choices: Choices) -> tuple[str, Attribute] | Refusal:
    """The column that makes groups, by name: the one asked for, else the first that can."""
    for name, attribute in _columns(ties, ids=choices.ids):
        if choices.by == name or (not choices.by and _can_group(attribute)):
            return name, attribute
    return NO_GROUPS


def column_of(ties: Ties, column: str, *, ids: bool) -> Attribute:
    """The groups of a column that is known."""
    return dict(_columns(ties, ids=ids))[column]


def without_small(groups: Attribute) -> Attribute:
    """The same with all small groups as one, which has `FEWEST` people too if there are so many.

    Traffic between groups of one person would be the list of who turned to whom.
    """
    sizes = np.bincount(groups.of[groups.of != NOBODY], minlength=len(groups.labels))
    rising = np.argsort(sizes, kind="stable")
    before = np.append(0, sizes[rising].cumsum()[:-1])
    # Whose own people are too few, and, while those before are too few together, the next.
    is_small = (sizes[rising] < FEWEST) | ((before > 0) & (before < FEWEST))
    small = set(rising[is_small].tolist())
    if not small:
        return groups
    kept = [place for place in range(len(groups.labels)) if place not in small]
    number = np.full(len(groups.labels) + 1, len(kept))
    number[kept], number[NOBODY] = np.arange(len(kept)), NOBODY
    return Attribute((*(groups.labels[place] for place in kept), SMALL), number[groups.of])


def refuse_unknown(file: str, ties: Ties, column: str) -> None:
    """Refuse a column that the people file has not.

    Raises:
        ColumnsAreUnclear: there is none of that name.
    """
    names = [name for name, _ in _columns(ties, ids=False)]
    if column and column not in names:
        known = f"There are: {', '.join(names)}." if names else "Name a file that has it: --people."
        reason = f"no column '{column}' makes groups. {known}"
        raise ColumnsAreUnclear(file=file, reason=reason)


def _columns(ties: Ties, *, ids: bool) -> Iterator[tuple[str, Attribute]]:
    yield from ties.attributes.items()
    manager = ties.manager
    if BRANCH not in ties.attributes and manager is not None and (manager != NOBODY).any():
        yield BRANCH, _branches(ties, line_of(manager), ids=ids)


def _branches(ties: Ties, line: Line, *, ids: bool) -> Attribute:
    """The branches, the largest first; only where ids may be told they bear that of their top."""
    inside = np.flatnonzero(line.is_inside)
    tops, place, sizes = np.unique(line.branch[inside], return_inverse=True, return_counts=True)
    rank = np.argsort(np.argsort(-sizes, kind="stable"))
    of = np.full(ties.people, NOBODY)
    of[inside] = rank[place]
    falling = tops[np.argsort(rank)].tolist()
    labels = (ties.ids[top] if ids else f"branch {n}" for n, top in enumerate(falling, 1))
    return Attribute(tuple(labels), of)


def _can_group(attribute: Attribute) -> bool:
    """Neither one group for all nor, as names and titles would be, a group for nearly each."""
    people = int((attribute.of != NOBODY).sum())
    return 2 <= len(attribute.labels) <= people / 2
