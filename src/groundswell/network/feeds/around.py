"""Around the feed of a home page: who waits, which groups to join, where to post. One query."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.foundation import sql
from groundswell.network.feeds.queries import Waiting
from groundswell.network.groups.queries import GroupToJoin, PlaceToPost
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a feed for one viewer."""

    waiting: tuple[Waiting, ...]
    groups: tuple[GroupToJoin, ...]
    places: tuple[PlaceToPost, ...]


def around(viewer: Person, *, limit: int) -> Around:
    """The same as `queries.waiting`, `groups.to_join` and `groups.places_to_post`, in one trip."""
    waiting, groups, places = [], [], []
    for part, _, _, id_, other, name, more, photo, at in QUERIES.tuples(
        "around", viewer=viewer.pk, limit=limit
    ):
        if part == "waiting":
            waiting.append(Waiting(id_, more, at, other, name, photo))
        elif part == "group":
            groups.append(GroupToJoin(id_, name, other))
        else:
            places.append(PlaceToPost(id_, more, other, name))
    return Around(tuple(waiting), tuple(groups), tuple(places))
