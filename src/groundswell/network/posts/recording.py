"""What happened to a post, for the log."""

from __future__ import annotations

from groundswell.activity import log
from groundswell.network.posts.models import Placement, Post
from groundswell.people.persons.models import Person


def record(verb: str, post: Post, stream_id: int | None, *, actor: Person | None = None) -> None:
    """Write one activity, in the caller's transaction; without an actor it is whoever wrote it."""
    log.record(
        actor_id=actor.pk if actor else post.acted_by_id or post.author_id,
        verb=verb,
        noun="post",
        noun_id=post.pk,
        stream_id=stream_of(post) if stream_id is None else stream_id,
    )


def stream_of(post: Post) -> int | None:
    """The first of the streams that a post's thread stands in."""
    place = Placement.objects.filter(post_id=post.thread_id).order_by("stream_id").first()
    return place.stream_id if place else None
