"""Beside the feed: whose question waits, and which groups one might join. Two queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import queries as groups
from groundswell.people.persons.models import Person

MOST = 3


@dataclass(frozen=True, slots=True)
class Side:
    """Questions that wait and groups to join."""

    waiting: Sequence[feeds.Waiting]
    groups: Sequence[groups.GroupToJoin]


def side(viewer: Person) -> Side:
    """What helps with the page at hand."""
    return Side(feeds.waiting(viewer, limit=MOST), groups.to_join(viewer, limit=MOST))
