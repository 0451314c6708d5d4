"""Who turned to whom, as a study has read it: people, rows, what is known of each person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from groundswell.adoption.measures.structure.arcs import Arcs, Floats, Ints, arcs_of

NOBODY = -1  # no manager, no group


@dataclass(frozen=True, eq=False)
class Attribute:
    """One column of the people file: the group of each person, as a position in `labels`.

    `of` has the shape (people,); whose cell is empty has `NOBODY`.
    """

    labels: tuple[str, ...]
    of: Ints

    def taken(self, people: Ints) -> Attribute:
        """The same for some people, in another order."""
        return Attribute(self.labels, self.of[people])


@dataclass(frozen=True, eq=False)
class Ties:
    """Rows of one who turned to another, without self-loops; arrays hold positions in `ids`.

    `source`, `target`, `weight` and `at` have the shape (rows,); `at` is in seconds since 1970 UTC,
    None where the file has no times. `manager` has the shape (people,), `NOBODY` for who has none;
    None where no line is known. People without a tie are people too.
    """

    ids: tuple[str, ...]
    source: Ints
    target: Ints
    weight: Floats
    at: Floats | None
    attributes: Mapping[str, Attribute]
    manager: Ints | None
    self_loops: int = 0  # rows left out: to oneself
    unlisted: int = 0  # rows left out: from or to somebody who is not in the people file

    @property
    def people(self) -> int:
        return len(self.ids)

    @cached_property
    def arcs(self) -> Arcs:
        """Distinct ordered pairs with the sum of their weights."""
        return arcs_of(self.people, self.source, self.target, self.weight)
