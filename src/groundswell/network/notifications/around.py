"""What stands around a page, and around the feed of the home page: one query each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from groundswell.foundation import sql
from groundswell.network.feeds.queries import Waiting
from groundswell.network.groups.queries import GroupToJoin, PlaceToPost
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody else for whom one may write: posts, or drafts alone."""

    leader_id: int
    name: str
    may_post: bool


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the frame of every page shows of somebody: where they may post, how much waits.

    And for whom else they may write.
    """

    places: tuple[PlaceToPost, ...]
    unread: int
    unread_messages: int
    voices: tuple[Voice, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a feed for one viewer."""

    waiting: tuple[Waiting, ...]
    groups: tuple[GroupToJoin, ...]
    surroundings: Surroundings


def surroundings(viewer: Person) -> Surroundings:
    """Where the viewer may post, and how many notices and conversations wait; one query."""
    return _surroundings(PlaceToPost(*row[:4]) for row in QUERIES.tuples("frame", viewer=viewer.pk))


def around(viewer: Person, *, limit: int) -> Around:
    """The same, with `feeds.waiting` and `groups.to_join`; still one query."""
    waiting, groups, frame = [], [], []
    for part, _, _, id_, other, name, more, photo, at, hand in QUERIES.tuples(
        "around", viewer=viewer.pk, limit=limit
    ):
        if part == "waiting":
            waiting.append(Waiting(id_, more, at, other, name, photo, hand))
        elif part == "group":
            groups.append(GroupToJoin(id_, name, other))
        else:
            frame.append(PlaceToPost(id_, more, other, name))
    return Around(tuple(waiting), tuple(groups), _surroundings(frame))


def _surroundings(lines: Iterable[PlaceToPost]) -> Surroundings:
    places, voices, waiting = [], [], {}
    for line in lines:
        if line.kind.startswith("unread "):
            waiting[line.kind] = line.stream_id
        elif line.kind.startswith("for "):
            voices.append(Voice(line.stream_id, line.name, line.kind == "for post"))
        else:
            places.append(line)
    unread, messages = waiting["unread notices"], waiting["unread messages"]
    return Surroundings(tuple(places), unread, messages, tuple(voices))
