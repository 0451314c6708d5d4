"""What a viewer finds inside files: each file once, with the first page that says it.

A file is read by whoever may read a post that it hangs on. Operators speak of that post.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from groundswell.foundation import sql
from groundswell.network.posts.models import Post
from groundswell.network.search import finding
from groundswell.network.search.asking import Question
from groundswell.network.search.matching import AllOf, AnyOf, Match, Without, written
from groundswell.network.search.models import FilePart
from groundswell.network.search.queries import PAGE, Found
from groundswell.network.search.snippets import Marker, Piece
from groundswell.people.persons.models import Person

MOST_PAGES = 1_000  # pages of one search that are looked at
QUERIES = sql.folder(__package__)


@dataclass(frozen=True, slots=True)
class FileHit:
    """A file, the first of its `pages` that say what was looked for, and the post it hangs on."""

    id: int
    name: Sequence[Piece]
    file_name: str
    kind: str
    place: str
    pages: int
    text: Sequence[Piece]
    post_id: int
    thread_id: int
    author: str
    acted_by: str
    published_at: datetime


type Row = tuple[int, int, int, int]  # file, first page, number of pages, post


def files(viewer: Person, question: Question, *, limit: int = PAGE) -> Found[FileHit]:
    """The files of the newest posts first."""
    match = _match(question)
    if match is None:
        return Found([], has_more=False)
    rows: list[Row] = QUERIES.tuples(
        "file_hits",
        match=written(match),
        viewer=viewer.pk,
        from_id=question.from_id,
        below_id=question.below_id,
        most=MOST_PAGES,
    )
    rows = _narrowed(viewer, question, rows)
    return Found(_hits(rows[:limit], question), len(rows) > limit)


def _match(question: Question) -> Match | None:
    if question.refusals or not question.words or question.standing.is_contradictory:
        return None
    wanted = AllOf([part.loosely() for part in question.words])
    unwanted = [part.exactly() for part in question.parts if part.is_unwanted and part.terms]
    return Without(wanted, AnyOf(unwanted)) if unwanted else wanted


def _narrowed(viewer: Person, question: Question, rows: list[Row]) -> list[Row]:
    """Those whose post is meant too: asked of the index of posts, which knows what they are."""
    match = question.narrowed_only()
    if match is None or not rows:
        return rows
    standing = question.standing.only_among([row[3] for row in rows])
    bounds = {"from_id": question.from_id, "below_id": question.below_id}
    meant = set(finding.newest(viewer, match, limit=len(rows), standing=standing, **bounds))
    return [row for row in rows if row[3] in meant]


def _hits(rows: Sequence[Row], question: Question) -> list[FileHit]:
    if not rows:
        return []
    marker = Marker(question.words)
    pages = FilePart.objects.select_related("file").in_bulk([row[1] for row in rows])
    posts = Post.objects.select_related("author", "acted_by").defer("source", "html")
    by_id = posts.in_bulk([row[3] for row in rows])
    return [
        _hit(pages[part_id], count, by_id[post_id], marker) for _, part_id, count, post_id in rows
    ]


def _hit(page: FilePart, count: int, post: Post, marker: Marker) -> FileHit:
    return FileHit(
        id=page.file_id,
        name=marker.marked(page.file.name),
        file_name=page.file.name,
        kind=page.kind,
        place=page.place,
        pages=count,
        text=marker.snippet(page.text),
        post_id=post.pk,
        thread_id=post.thread_id,
        author=post.author.name,
        acted_by=post.acted_by.name if post.acted_by else "",
        published_at=post.published_at,
    )
