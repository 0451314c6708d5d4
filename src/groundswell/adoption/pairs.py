"""Two groups worth bridging as the page shows them, and what followed; a way out.

Closed, secret and archived groups stand nowhere here, whatever was kept: see `naming`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from groundswell.adoption.measures.bridging import TOPICS
from groundswell.adoption.shown import Figure
from groundswell.adoption.suggestions import queries as suggestions
from groundswell.adoption.suggestions.models import Kind, Suggestion
from groundswell.adoption.suppression import Withheld
from groundswell.adoption.tables import ToldCell
from groundswell.network.groups.models import Group, Visibility
from groundswell.network.topics.models import Topic

__all__ = ["Kind", "Pair", "Suggestion", "Trial", "pairs", "trials"]

MANY_TOPICS = 6  # shared: reason enough for a group of their own
TABLES = "shared_topics", "people_in_both", "ties", "ties_by_chance"
WEEK = timedelta(weeks=1)

type Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups, what both speak of, who is in both, how few ties there are, and what to try."""

    one: Group
    other: Group
    topics: Sequence[str]  # those that tell most first
    people_in_both: ToldCell
    ties: ToldCell
    by_chance: float
    proposal: Kind
    taken: Suggestion | None  # the last for this pair


@dataclass(frozen=True, slots=True)
class Trial:
    """A suggestion that was taken up, whether its weeks are over, and what followed, if kept."""

    taken: Suggestion
    is_over: bool
    followed: ToldCell | None


def pairs(figure: Figure | None) -> list[Pair]:
    """The pairs of a figure that are told and may be named, those worth most first."""
    tables = {table.name: table.by_place for table in figure.kept_tables} if figure else {}
    if figure is None or any(name not in tables for name in TABLES):
        return []
    rows = [[int(one) for one in row] for row in figure.series.get(TOPICS, ())]
    groups = _groups(number for row in rows for number in row[:2])
    topics = Topic.objects.in_bulk({topic for row in rows for topic in row[2:]})
    taken = suggestions.last_of_pairs({_ordered(one, other) for one, other, *_ in rows})
    found = []
    for one, other, *shared in rows:
        key = str(one), str(other)
        if {one, other} <= groups.keys() and _are_told(tables, key):
            names = [topics[topic].name for topic in shared if topic in topics]
            cells = [tables[table][key] for table in TABLES]
            last = taken.get(_ordered(one, other))
            found.append(_pair(groups[one], groups[other], names, cells, last))
    return found


def _ordered(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _are_told(tables: Mapping[str, Mapping[Key, ToldCell]], key: Key) -> bool:
    cells = [tables[name].get(key) for name in TABLES]
    return all(cell and cell.withheld in {None, Withheld.SMALL} for cell in cells)


def _pair(
    one: Group,
    other: Group,
    topics: Sequence[str],
    cells: Sequence[ToldCell],
    taken: Suggestion | None,
) -> Pair:
    _shared, both, ties, by_chance = cells
    return Pair(
        one=one,
        other=other,
        topics=topics,
        people_in_both=both,
        ties=ties,
        by_chance=by_chance.cell.value or 0,
        proposal=_proposal(len(topics), both),
        taken=taken,
    )


def _proposal(topics: int, both: ToldCell) -> Kind:
    if topics >= MANY_TOPICS:
        return Kind.GROUP
    # Whoever is in both can carry a question over; where nobody is, the two have to meet.
    return Kind.EVENT if both.withheld is None and not both.cell.value else Kind.QUESTION


def trials(figure: Figure | None) -> list[Trial]:
    """What was taken up until a week after a figure's last day, the last first, what followed."""
    if figure is None:
        return []
    told = figure.kept_tables[0].by_place if figure.kept_tables else {}
    found = suggestions.last_of_each_pair(figure.on + WEEK)
    groups = _groups(number for one in found for number in (one.one_id, one.other_id))
    return [
        Trial(one, is_over, told.get((str(one.one_id), str(one.other_id))) if is_over else None)
        for one in found
        if {one.one_id, one.other_id} <= groups.keys()
        for is_over in [one.is_over_on <= figure.on]
    ]


def _groups(group_ids: Iterable[int]) -> dict[int, Group]:
    """Those that everybody may see and that are in use."""
    open_ones = Group.objects.filter(visibility=Visibility.OPEN, archived_at=None)
    return open_ones.in_bulk(set(group_ids))
