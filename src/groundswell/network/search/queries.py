"""What a viewer finds: posts, people, groups. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from groundswell.foundation import ids, sql
from groundswell.network.groups.models import Group
from groundswell.network.search import documents, finding
from groundswell.network.search.asking import Part, Question
from groundswell.network.search.documents import INNER
from groundswell.network.search.matching import AllOf, AnyOf, Match, Phrase, Without, written
from groundswell.network.search.snippets import Marker, Piece
from groundswell.people.persons.models import Person, State

PAGE = 20
MOST_ACCOUNTS = 1_000  # people or groups of one search that are looked at
QUERIES = sql.folder(__package__)
# The same posts are found again with each letter that somebody types.
_said = lru_cache(maxsize=2_048)(documents.said)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next page begins: among the exact hits or the loose ones, below an id."""

    below_id: int = ids.MAX
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that was found, and why: its words are marked."""

    id: int
    thread_id: int
    kind: str
    is_reply: bool
    is_answered: bool
    title: Sequence[Piece]
    text: Sequence[Piece]
    published_at: datetime
    author_id: int
    author: str
    photo: str
    acted_by: str = ""


@dataclass(frozen=True, slots=True)
class Hits:
    """One page, and where the next one begins (None on the last)."""

    lines: Sequence[Hit]
    older: Place | None


def posts(viewer: Person, question: Question, place: Place | None = None) -> Hits:
    """One page of posts: those with the words as typed, newest first, then those found loosely."""
    place = place or Place()
    exact, loose = question.exactly(), question.loosely()
    if exact is None:
        return Hits([], None)
    found = [] if place.is_loose else _ids(viewer, question, exact, place.below_id)
    count = len(found)
    if loose and count <= PAGE:
        below_id = place.below_id if place.is_loose else ids.MAX
        found += _ids(viewer, question, loose, below_id)
    return Hits(_hits(found[:PAGE], question.words), _next(found, count))


def _next(found: Sequence[int], exact: int) -> Place | None:
    if len(found) <= PAGE:
        return None
    if exact > PAGE:
        return Place(found[PAGE - 1])
    # A page that ends with the last exact hit goes on with the first loose one.
    return Place(found[PAGE - 1] if exact < PAGE else ids.MAX, is_loose=True)


def count(viewer: Person, question: Question, *, most: int) -> int:
    """How many posts are found, counted up to `most`."""
    return len(newest(viewer, question, most=most))


def newest(viewer: Person, question: Question, *, most: int) -> list[int]:
    """The newest ids of what is found, exactly or loosely, up to `most`."""
    match = question.anyhow()
    return _ids(viewer, question, match, ids.MAX, limit=most) if match else []


def _ids(
    viewer: Person, question: Question, match: Match, below_id: int, *, limit: int = PAGE + 1
) -> list[int]:
    below_id = min(below_id, question.below_id)
    return finding.newest(
        viewer,
        match,
        from_id=question.from_id,
        below_id=below_id,
        limit=limit,
        standing=question.standing,
    )


def _hits(post_ids: Sequence[int], parts: Sequence[Part]) -> list[Hit]:
    rows = QUERIES.tuples("hits", ids=list(post_ids)) if post_ids else []
    marker = Marker(parts)
    by_id = {row[0]: _hit(row, shown, marker) for row, shown in documents.described(rows)}
    return [by_id[post_id] for post_id in post_ids if post_id in by_id]


def _hit(row: Sequence[Any], shown: Sequence[str], marker: Marker) -> Hit:
    return Hit(
        id=row[0],
        thread_id=row[1],
        kind=row[2],
        is_reply=bool(row[4]),
        is_answered=row[6] is not None,
        title=marker.marked("" if row[5] else row[3]),
        text=marker.snippet(_said(row[7], row[13], shown)),
        published_at=row[8],
        author_id=row[9],
        author=row[10],
        photo=row[11],
        acted_by=row[12],
    )


@dataclass(frozen=True, slots=True)
class Found[Row]:
    """People or groups, and whether there are more."""

    rows: Sequence[Row]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Accounts:
    """Ids of people and groups: whose name has all the words, and about whom they are said."""

    named: Sequence[int] = ()
    described: Sequence[int] = ()


def accounts(question: Question) -> Accounts:
    """The people and groups that match; who of them exists for whom, `people` and `groups` tell."""
    # Operators and unwanted words speak of posts; narrowed by them, there are no people.
    if question.refusals or not question.words or len(question.words) < len(question.parts):
        return Accounts()
    names = AllOf([_begins(part) for part in question.words])
    about = AllOf([_said_of(part) for part in question.words])
    return Accounts(_matching(names), _matching(Without(about, names)))


def people(viewer: Person, found: Accounts, *, limit: int = PAGE) -> Found[Person]:
    """People by name and handle, then by title, skills and what they ask to be asked about."""
    steps = [account_ids for account_ids in (found.named, found.described) if account_ids]
    if not steps:
        return Found([], has_more=False)
    visible = Person.objects.visible_to(viewer).select_related("account")
    rows: list[Person] = []
    for account_ids in steps:
        step = visible.filter(pk__in=account_ids).order_by("name_folded", "pk")[: limit + 1]
        rows += sorted(step, key=lambda person: person.state == State.LEFT)
    return Found(rows[:limit], len(rows) > limit)


def groups(viewer: Person, found: Accounts, *, limit: int = PAGE) -> Found[Group]:
    """Groups that exist for the viewer, by name and handle, then by purpose."""
    steps = [account_ids for account_ids in (found.named, found.described) if account_ids]
    if not steps:
        return Found([], has_more=False)
    visible = Group.objects.visible_to(viewer).select_related("account")
    rows: list[Group] = []
    for account_ids in steps:
        rows += visible.filter(pk__in=account_ids).order_by("name_folded", "pk")[: limit + 1]
    return Found(rows[:limit], len(rows) > limit)


def _begins(part: Part, mark: str = "") -> Phrase:
    is_long = len(part.terms[-1]) > 1
    terms = [mark + term for term in part.terms]
    return Phrase(terms, is_prefix=part.is_prefix or (is_long and not part.is_phrase))


def _said_of(part: Part) -> Match:
    return AnyOf([_begins(part), _begins(part, INNER)])


def _matching(match: Match) -> list[int]:
    rows = QUERIES.tuples("accounts", match=written(match), limit=MOST_ACCOUNTS)
    return [id_ for (id_,) in rows]
