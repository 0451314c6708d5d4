"""What of posts is the viewer's own, which a post drawn once for everybody leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from groundswell.foundation import sql
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)


class Place(NamedTuple):
    """A stream that a thread stands in, as the viewer sees it."""

    kind: str
    name: str
    id: int
    is_owned: bool
    is_archived: bool = False


class Marks(NamedTuple):
    """What of one post is the viewer's: their reactions, where it stands for them, a bookmark.

    `own` is what else of theirs shows in its slots: how they voted.
    """

    reactions: frozenset[str]
    places: tuple[Place, ...]
    is_saved: bool = False
    own: frozenset[str] = frozenset()


def of(viewer: Person, post_ids: Iterable[int]) -> dict[int, Marks]:
    """The viewer's marks on the posts, by id; one query."""
    wanted = list(post_ids)
    rows = QUERIES.tuples("marks", ids=wanted, viewer=viewer.pk) if wanted else []
    return told(wanted, rows)


def told(post_ids: Iterable[int], rows: Iterable[Sequence[Any]]) -> dict[int, Marks]:
    """The marks on the posts, by id, from rows of `own.sql`."""
    reactions: dict[int, set[str]] = {}
    places: dict[int, list[Place]] = {}
    saved: set[int] = set()
    own: dict[int, set[str]] = {}
    for post_id, kind, name, place_id, role, is_archived in rows:
        if kind == "reaction":
            reactions.setdefault(post_id, set()).add(name)
        elif kind == "bookmark":
            saved.add(post_id)
        elif kind == "own":
            own.setdefault(post_id, set()).update((name, f"{name}-{place_id}"))
        else:
            place = Place(kind, name, place_id, role == "owner", bool(is_archived))
            places.setdefault(post_id, []).append(place)
    return {
        post_id: Marks(
            frozenset(reactions.get(post_id, ())),
            # A database gives them in any order: everybody's stream first, then by number.
            tuple(sorted(places.get(post_id, ()), key=lambda place: place.id)),
            post_id in saved,
            frozenset(own.get(post_id, ())),
        )
        for post_id in post_ids
    }
