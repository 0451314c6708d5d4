"""Feeds: ids and versions of one page, newest first. Hydration turns them into what is shown.

Every function takes the viewer first. Keyset paging: an older page starts below the last id
shown, so it neither repeats nor skips while new posts arrive.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from groundswell.foundation import ids, sql
from groundswell.foundation.words import fold
from groundswell.network.feeds import marks
from groundswell.network.feeds.marks import Marks
from groundswell.network.posts.models import Post
from groundswell.people.persons.models import Person

PAGE = 20  # posts: two screens of a phone
NO_ID = sql.Fixed(ids.MAX)  # that of no post: all are older
QUERIES = sql.folder(__package__)


class FeedLine(NamedTuple):
    """One thread on a page: half of its fragment's key each."""

    id: int
    version: int


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page, below which id the older one starts (None on the last), and the viewer's marks."""

    lines: list[FeedLine]
    older_than: int | None
    marks: dict[int, Marks]


class Feed(Protocol):
    """A feed of the viewer that needs nothing else to be named."""

    def __call__(self, viewer: Person, *, older_than: int | None = None) -> FeedPage: ...


def newest(viewer: Person, *, older_than: int | None = None) -> FeedPage:
    """All threads of the viewer's streams."""
    return _page("feed", older_than, viewer=viewer.pk)


def unanswered(viewer: Person, *, older_than: int | None = None) -> FeedPage:
    """Questions that nobody but the asker has answered yet, in every stream the viewer may read."""
    return _page("unanswered", older_than, viewer=viewer.pk)


def of_stream(viewer: Person, stream_id: int, *, older_than: int | None = None) -> FeedPage:
    """A group's threads, or a storyline's, or the organisation's; none when not readable."""
    return _page("stream", older_than, viewer=viewer.pk, stream=stream_id)


def of_person(viewer: Person, author_id: int, *, older_than: int | None = None) -> FeedPage:
    """The threads that somebody began, as far as the viewer may read them."""
    return _page("person", older_than, viewer=viewer.pk, author=author_id)


def of_topic(viewer: Person, topic: str, *, older_than: int | None = None) -> FeedPage:
    """The threads under a topic, as far as the viewer may read them."""
    return _page("topic", older_than, viewer=viewer.pk, topic=fold(topic))


def saved(viewer: Person, *, older_than: int | None = None) -> FeedPage:
    """The threads that the viewer keeps, as far as they may still read them."""
    return _page("saved", older_than, viewer=viewer.pk)


def of_followed_topics(viewer: Person, *, older_than: int | None = None) -> FeedPage:
    """The threads under the topics that the viewer follows, as far as they may read them."""
    return _page("followed_topics", older_than, viewer=viewer.pk)


def _page(name: str, older_than: int | None, **parameters: object) -> FeedPage:
    # One more than a page tells whether there is an older one, without counting.
    rows = QUERIES.tuples(
        f"marked.{name}", older_than=older_than or NO_ID, limit=PAGE + 1, **parameters
    )
    # The lines stand before the marks.
    count = sum(kind == "line" for _, kind, *_ in rows)
    shown = [FeedLine(id_, version) for id_, _, _, version, *_ in rows[: min(count, PAGE)]]
    found = marks.told([line.id for line in shown], rows[count:])
    return FeedPage(shown, shown[-1].id if count > PAGE else None, found)


def pinned(viewer: Person, stream_id: int) -> list[FeedLine]:
    """The threads pinned in a stream, last pinned first; none when it is not readable."""
    return QUERIES.rows("pinned", FeedLine, viewer=viewer.pk, stream=stream_id)


class Waiting(NamedTuple):
    """A question that nobody has answered yet, and who asks."""

    id: int
    title: str
    asked_at: datetime
    author_id: int
    author: str
    photo: str
    acted_by: str


def versions(viewer: Person, post_ids: Iterable[int]) -> dict[int, int]:
    """The versions of those of some posts that the viewer may read; one query."""
    readable = Post.objects.visible_to(viewer).filter(pk__in=list(post_ids))
    return dict(readable.values_list("pk", "version"))


def waiting(viewer: Person, *, limit: int) -> list[Waiting]:
    """The newest questions without an answer that somebody else asked."""
    return QUERIES.rows("waiting", Waiting, viewer=viewer.pk, limit=limit)
