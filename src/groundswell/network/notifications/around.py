"""What stands around a page, and around the feed of the home page: one query each."""

from __future__ import annotations

from dataclasses import dataclass

from groundswell.foundation import sql
from groundswell.network.feeds.queries import Waiting
from groundswell.network.groups.queries import GroupToJoin, PlaceToPost
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the frame of every page shows of somebody: where they may post, how much waits."""

    places: tuple[PlaceToPost, ...]
    unread: int


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a feed for one viewer."""

    waiting: tuple[Waiting, ...]
    groups: tuple[GroupToJoin, ...]
    surroundings: Surroundings


def surroundings(viewer: Person) -> Surroundings:
    """Where the viewer may post, and how many notices wait; one query."""
    rows = QUERIES.tuples("frame", viewer=viewer.pk)
    return Surroundings(tuple(PlaceToPost(*row[:4]) for row in rows[:-1]), rows[-1][0])


def around(viewer: Person, *, limit: int) -> Around:
    """The same, with `feeds.waiting` and `groups.to_join`; still one query."""
    waiting, groups, places, unread = [], [], [], 0
    for part, _, _, id_, other, name, more, photo, at in QUERIES.tuples(
        "around", viewer=viewer.pk, limit=limit
    ):
        if part == "waiting":
            waiting.append(Waiting(id_, more, at, other, name, photo))
        elif part == "group":
            groups.append(GroupToJoin(id_, name, other))
        elif part == "place":
            places.append(PlaceToPost(id_, more, other, name))
        else:
            unread = id_
    return Around(tuple(waiting), tuple(groups), Surroundings(tuple(places), unread))
