"""Open groups as measures are given them: who takes part, of what they speak, who has ties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints

AFTER_WEEKS = 8  # that are compared, before and after a suggestion was taken up


@dataclass(frozen=True, eq=False)
class Ties:
    """Ties between people, each once: `low` < `high`, as numbers."""

    low: Ints
    high: Ints


@dataclass(frozen=True, eq=False)
class Gathered:
    """Open groups of at least `fewest` people, and two-way ties in what everybody may read.

    `groups` holds their ids; `members` who takes part in each, as numbers under `people`; `topics`
    who wrote there under which topic's id.
    """

    groups: Sequence[int]
    members: Sequence[Ints]
    topics: Sequence[Mapping[int, frozenset[int]]]
    people: int
    ties: Ties
    fewest: int


@dataclass(frozen=True, eq=False)
class TakenUp:
    """A pair of groups (places among those gathered) that a suggestion was taken up for.

    `gathered` is as it stood then; `before` and `after` hold who turned to whom in the weeks before
    and after, `busy` the pairs that were taken up about then, this one too.
    """

    pair: tuple[int, int]
    gathered: Gathered
    before: Ties
    after: Ties
    busy: frozenset[tuple[int, int]]


@dataclass(frozen=True, eq=False)
class Trials:
    """All suggestions that were taken up and whose weeks are over, the last first."""

    people: int
    trials: Sequence[TakenUp]
