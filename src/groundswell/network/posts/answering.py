"""Who may answer a thread: whether it is locked, and whom its author asks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts.models import Answerers, Mention, Placement, Post
from groundswell.network.streams.models import Membership, Stream, StreamKind
from groundswell.people.persons.models import Person


class PostIsRemoved(Refused):
    """Nothing more happens to a removed post."""

    message = _lazy("This post was removed. What was answered to it stays readable.")


class ThreadIsLocked(Refused):
    """An owner or a moderator ended it, and said why."""

    message = _lazy("This thread is locked: %(reason)s")


class OnlyMembersAnswer(Refused):
    """Its author asks the members alone."""

    message = _lazy("Its author lets members of the group answer. Join it first.")


class OnlyTheMentionedAnswer(Refused):
    """Its author asks some people by name."""

    message = _lazy("Its author asks those whom the post mentions. You may react to it.")


class NobodyAnswers(Refused):
    """A post that says all there is to say."""

    message = _lazy("Its author wants no answers to this. You may react to it.")


class OnlyGroupsHaveMembers(Refused):
    """Elsewhere there are readers, and no members."""

    message = _lazy("Only a group has members. Choose who else may answer, or post it in a group.")


def refuse_answer(author: Person, thread_id: int) -> None:
    """Refuse whoever may not answer; the thread's row stays locked in the caller's transaction.

    Raises:
        PostIsRemoved, ThreadIsLocked, OnlyMembersAnswer, OnlyTheMentionedAnswer, NobodyAnswers
    """
    # Locked, so that nobody removes it, and with it its place in the streams, under the reply.
    thread = Post.objects.select_for_update(no_key=True).filter(pk=thread_id).first()
    if thread is None:
        raise NotFound
    if refusal := why_not(author, thread):
        raise refusal


def why_not(viewer: Person, thread: Post) -> Refused | None:
    """Why the viewer may not answer a thread that they read; None when they may.

    No query for threads that everybody may answer: nearly all.
    """
    if thread.removed_at is not None:
        return PostIsRemoved()
    if thread.locked_at is not None:
        return ThreadIsLocked(reason=thread.lock_reason)
    is_free = thread.answerers == Answerers.EVERYBODY or thread.author_id == viewer.pk
    return None if is_free else _why_not_asked(viewer, thread)


def _why_not_asked(viewer: Person, thread: Post) -> Refused | None:
    if thread.answerers == Answerers.MEMBERS:
        places = Placement.objects.filter(post=thread).values("stream_id")
        is_member = Membership.objects.filter(person=viewer, stream_id__in=places).exists()
        return None if is_member else OnlyMembersAnswer()
    if thread.answerers == Answerers.MENTIONED:
        is_named = Mention.objects.filter(account_id=viewer.pk, post=thread).exists()
        return None if is_named else OnlyTheMentionedAnswer()
    return NobodyAnswers()


def refuse_without_members(answerers: str, stream_ids: list[int]) -> None:
    """Refuse to ask the members where there are none.

    Raises:
        OnlyGroupsHaveMembers: one of the streams is no group.
    """
    others = Stream.objects.filter(pk__in=stream_ids).exclude(kind=StreamKind.GROUP)
    if answerers == Answerers.MEMBERS and others.exists():
        raise OnlyGroupsHaveMembers
