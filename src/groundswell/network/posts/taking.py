"""Taking a post away, and putting it back. Whoever calls has asked who may, and holds its row."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import F

from groundswell.foundation import clock
from groundswell.network.posts.models import Placement, Post
from groundswell.network.posts.recording import record, stream_of
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import Person


def take_away(post: Post, remover: Person) -> None:
    """Remove a post. Its replies stay; a removed thread without replies leaves every stream."""
    post.removed_at, post.removed_by = clock.now(), remover
    post.version += 1
    post.save(update_fields=["removed_at", "removed_by", "version"])
    if post.root_id is not None:
        _recount(post.root_id, -1)
        Post.objects.filter(pk=post.root_id, best_answer=post).update(best_answer=None)
    hollow = Post.objects.filter(pk=post.thread_id, reply_count=0).exclude(removed_at=None)
    stood = Placement.objects.filter(post__in=hollow)
    stream_ids: list[int | None] = list(
        stood.order_by("stream_id").values_list("stream_id", flat=True)
    )
    stood.delete()
    # Where it stood nobody can look up any more: each of the streams is told.
    for stream_id in stream_ids or [stream_of(post)]:
        record("removed", post, stream_id, actor=remover)


def put_back(post: Post, restorer: Person, stream_ids: Iterable[int]) -> None:
    """Show a removed post again, its thread in the streams where it stood."""
    post.removed_at, post.removed_by = None, None
    post.version += 1
    post.save(update_fields=["removed_at", "removed_by", "version"])
    if post.root_id is not None:
        _recount(post.root_id, 1)
    Placement.objects.bulk_create(
        (
            Placement(stream=stream, post_id=post.thread_id)
            for stream in Stream.objects.filter(pk__in=stream_ids)
        ),
        ignore_conflicts=True,
    )
    record("restored", post, None, actor=restorer)


def _recount(thread_id: int, step: int) -> None:
    threads = Post.objects.filter(pk=thread_id)
    threads.update(reply_count=F("reply_count") + step, version=F("version") + 1)
    thread = threads.only("author_id", "answered_at").get()
    others = Post.objects.filter(root_id=thread_id, removed_at=None)
    first = others.exclude(author_id=thread.author_id).order_by("pk").first()
    threads.update(answered_at=first.published_at if first else None)
