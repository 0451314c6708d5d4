"""Numbers of several breakdowns that count the same acts: what would give a withheld one away.

Sites, levels and languages are margins of the same posts: what one breakdown hides another may
tell, where its groups are made of the same people. So a cell is hidden only if its count follows
from no sum and no difference of cells that are told, whatever they are of. That is a question of
rank: of each sort of act it is unknown how many were counted, and a cell is a sum over sorts. Where
a cell says "nobody" or "all", its sorts are known. Used by `privacy`, the gate.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from groundswell.adoption.measures.figures import Margins, Value

NOTHING = 1e-6  # what is left of a vector that is a sum of others


def further(values: Sequence[Value], hidden: Collection[int], margins: Margins) -> int | None:
    """The place of a number that must be withheld with those that are; None: it is enough.

    A cell is withheld in all ways of counting or in none: answered within a day is answered within
    seven, so that the one bounds the other.
    """
    place = {value.name: at for at, value in enumerate(values)}
    columns = [[place[name] for name in names] for names in margins.columns]
    for ways in zip(*columns, strict=True):
        shown: list[int] = [at for at in ways if at not in hidden]
        if shown and len(shown) < len(ways):
            return shown[0]
    for column in columns:
        found = _giving_away(
            [values[at] for at in column], [at in hidden for at in column], margins
        )
        if found is not None:
            return column[found]
    return None


def _giving_away(cells: Sequence[Value], is_hidden: Sequence[bool], margins: Margins) -> int | None:
    """A cell that is told and of those that together give a hidden one away."""
    if not any(is_hidden):
        return None
    import numpy as np  # noqa: PLC0415 - the pages do without

    inside = np.zeros((len(cells), len(margins.atoms)))
    for number, atom in enumerate(margins.atoms):
        inside[list(atom), number] = 1
    shown = [at for at, one in enumerate(is_hidden) if not one]
    sure = [at for at in shown if cells[at].numerator in {0, cells[at].denominator}]
    if any(inside[at].all() for at in sure):
        return None  # of nobody or everybody the whole itself says so of each
    unknown = inside[:, ~inside[sure].any(axis=0)]
    overlap = unknown @ unknown.T
    hidden = [at for at, one in enumerate(is_hidden) if one and inside[at].any()]
    made, *_ = np.linalg.lstsq(overlap[np.ix_(shown, shown)], overlap[np.ix_(shown, hidden)])
    left = overlap[hidden, hidden] - (made * overlap[np.ix_(shown, hidden)]).sum(axis=0)
    for at, of, rest in zip(hidden, made.T, left, strict=True):
        if rest > NOTHING:
            continue
        giving = [one for one, share in zip(shown, of, strict=True) if abs(share) > NOTHING]
        giving = giving or [one for one in sure if (inside[one] * inside[at]).any()]
        # The whole last: with it goes all that is a part of it. Then the fewest people.
        return min(giving, key=lambda one: (not cells[one].part_of, cells[one].people, one))
    return None
