"""Beside the feed: whose question waits, and which groups one might join. Two queries."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import queries as groups
from groundswell.people.persons.models import Person

MOST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """Questions that wait and groups to join."""

    waiting: tuple[feeds.Waiting, ...]
    groups: tuple[groups.GroupToJoin, ...]


def side(viewer: Person) -> Side:
    """What helps with the page at hand."""
    waiting = feeds.waiting(viewer, limit=MOST)
    return Side(tuple(waiting), tuple(groups.to_join(viewer, limit=MOST)))
