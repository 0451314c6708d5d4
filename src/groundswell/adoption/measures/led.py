"""What measures of leaders are given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from groundswell.adoption.measures.structure.arcs import Ints

# Of `series`: a row a leader that begins with the leader's number, and leaves by the roster alone.
LED = "leaders"


@dataclass(frozen=True, slots=True)
class AskedLeaders:
    """Questions put to leaders: whose (a place in `leaders`), by whom, how long, and answered then.

    `leaders` are the numbers of those who show their figures; hours are working hours.
    """

    leaders: Sequence[int]
    employed: int
    asked: Sequence[tuple[int, int, float, bool]]


@dataclass(frozen=True, slots=True)
class LeadersWords:
    """What was said under leaders' names: whose (a place in `leaders`), week, and by a delegate."""

    leaders: Sequence[int]
    employed: int
    said: Sequence[tuple[int, int, bool]]


@dataclass(frozen=True, slots=True)
class LedTalk:
    """Who turned to whom, as numbers of people under `people`; which of them show their figures.

    `places` are the numbers of these leaders there, `units` how many people are under each.
    """

    leaders: Sequence[int]
    places: Sequence[int]
    units: Sequence[int]
    people: int
    source: Sequence[int] | Ints
    target: Sequence[int] | Ints


@dataclass(frozen=True, slots=True)
class Visits:
    """What people contributed in which group and week, and in which weeks leaders spoke there.

    `since` holds for each leader the first week of which they show it; nothing is in `spoken` of
    those before. `kind` says for each person of which kind they are. `acts` holds group, person,
    week and how many, of those who do not lead; outside of groups the group is -1. `spoken` holds
    group, week, and the leader as a place in `leaders`. A group in which fewer than `fewest` people
    contributed before or after is left out.
    """

    leaders: Sequence[int]
    since: Sequence[int]
    kind: Sequence[int]
    acts: Sequence[tuple[int, int, int, int]] | Ints
    spoken: Sequence[tuple[int, int, int]]
    weeks: int
    fewest: int
