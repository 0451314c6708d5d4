"""What may be read of posts. Every function takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from groundswell.foundation.errors import NotFound
from groundswell.network.posts.models import (
    Mention,
    Placement,
    Post,
    PostVersion,
    VersionFile,
)
from groundswell.network.streams.models import MemberRole, Membership, StreamKind
from groundswell.people.persons.models import Person


def post(viewer: Person, post_id: int) -> Post:
    """One post that the viewer may read, removed or not.

    Raises:
        NotFound: no such post for this viewer: we do not say which.
    """
    found = Post.objects.visible_to(viewer).filter(pk=post_id).first()
    if found is None:
        raise NotFound
    return found


def post_to_change(viewer: Person, post_id: int) -> Post:
    """The same, its row locked until the caller's transaction ends."""
    found = Post.objects.visible_to(viewer).select_for_update().filter(pk=post_id).first()
    if found is None:
        raise NotFound
    return found


def history(viewer: Person, post_id: int) -> QuerySet[PostVersion]:
    """What a post said before each edit, newest first; nothing of a removed one.

    Raises:
        NotFound: no such post for this viewer.
    """
    versions = PostVersion.objects.filter(post=post(viewer, post_id), post__removed_at=None)
    files = VersionFile.objects.select_related("file").order_by("position")
    with_files = versions.prefetch_related(Prefetch("files", files))
    return with_files.select_related("replaced_by").order_by("-pk")


def owns_a_place(viewer: Person, post: Post) -> bool:
    """Whether the viewer owns a group that the post's thread stands in."""
    return Membership.objects.filter(
        person=viewer, role=MemberRole.OWNER, stream__placements__post_id=post.thread_id
    ).exists()


def is_private(post: Post) -> bool:
    """Whether a post was said in a conversation: nobody but its people has a say about it."""
    private = Placement.objects.filter(stream__kind=StreamKind.CONVERSATION)
    return private.filter(post_id=post.thread_id).exists()


def praise_of(viewer: Person, account_id: int) -> QuerySet[Post]:
    """Praise for a person or group that the viewer may read, the newest first."""
    # Not by a join: SQLite then reads all threads and asks of each whether it names them.
    named = Mention.objects.filter(account_id=account_id).values("post_id")
    found = Post.objects.visible_to(viewer).threads().filter(kind="praise", removed_at=None)
    found = found.filter(pk__in=named).exclude(author_id=account_id)
    return found.select_related("author", "acted_by").order_by("-pk")


def standing(viewer: Person, post_ids: Iterable[int]) -> dict[int, Post]:
    """Those of some posts that the viewer may read and that stand there, by id, with authors."""
    readable = Post.objects.visible_to(viewer).filter(pk__in=list(post_ids), removed_at=None)
    return {post.pk: post for post in readable.select_related("author")}
