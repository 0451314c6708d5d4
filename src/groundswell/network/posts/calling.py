"""Calling a group by naming it where a thread begins: its members hear of it.

Who may call is who may announce to it. Anybody else who names a group only links to it, and so do
answers, changes, conversations, and what a delegate posts for somebody.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef

from groundswell.network.groups.models import Group, Visibility
from groundswell.network.posts.models import Mention, Post
from groundswell.network.streams.models import MemberRole, Membership, Stream, StreamKind
from groundswell.people.persons.models import Person
from groundswell.people.roles.queries import Permission, permissions, roles_of


def callable_by(author: Person, account_ids: Collection[int]) -> list[int]:
    """Which of some accounts are groups whose members the author may call."""
    listed = Group.objects.filter(pk__in=account_ids, archived_at=None)
    groups = listed.exclude(visibility=Visibility.SECRET)
    if not groups.exists():
        return []
    if Permission.ANNOUNCE not in permissions(roles_of(author)):
        own = Membership.objects.filter(person=author, role=MemberRole.OWNER)
        groups = groups.filter(Exists(own.filter(stream=OuterRef("stream"))))
    return sorted(groups.values_list("pk", flat=True))


def call(post: Post, streams: Sequence[Stream], account_ids: Collection[int]) -> None:
    """Note which of the groups that a new thread names it calls, in the caller's transaction."""
    is_private = any(stream.kind == StreamKind.CONVERSATION for stream in streams)
    if not account_ids or is_private or post.acted_by_id is not None:
        return
    called = callable_by(post.author, account_ids)
    Mention.objects.filter(post=post, account_id__in=called).update(calls=True)
