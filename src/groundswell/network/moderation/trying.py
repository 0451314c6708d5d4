"""A watched word tried on what was written lately, before it is switched on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from groundswell.foundation.errors import NotFound
from groundswell.network.posts import text
from groundswell.network.posts.models import Post
from groundswell.network.rules.matching import found
from groundswell.network.rules.models import WatchWord
from groundswell.people.persons.models import Person

RECENT = 1000  # posts and replies, the newest that the viewer may read
SHOWN = 20
EXCERPT = 160  # letters


@dataclass(frozen=True, slots=True)
class Hit:
    """A post in which the word stands."""

    post_id: int
    author: str
    word: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Trial:
    """In how many of the newest posts a word stands, and the first of them."""

    tried: int
    count: int
    hits: Sequence[Hit]


def words() -> QuerySet[WatchWord]:
    """All watched words, for moderators; those that are on first."""
    return WatchWord.objects.order_by("-is_on", "pattern", "pk")


def word(word_id: int) -> WatchWord:
    """One watched word, for moderators.

    Raises:
        NotFound: there is no such word.
    """
    one = WatchWord.objects.filter(pk=word_id).first()
    if one is None:
        raise NotFound
    return one


def trial(viewer: Person, watched: WatchWord) -> Trial:
    """What the word would have refused among the newest posts that the viewer may read."""
    recent = Post.objects.visible_to(viewer).filter(removed_at=None).select_related("author")
    newest = list(recent.order_by("-pk").only("title", "html", "author__name")[:RECENT])
    hits = []
    for post in newest:
        said = f"{post.title}\n{text.plain_text(post.html)}"
        if match := found(watched, said):
            hits.append(Hit(post.pk, post.author.name, match, text.excerpt(said, EXCERPT)))
    return Trial(len(newest), len(hits), hits[:SHOWN])
