"""What askers, owners and moderators do for a thread: mark its best answer, pin it, lock it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts import places, queries
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Placement, Post
from groundswell.network.posts.recording import record
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Person

LONGEST_REASON = 200


class OnlyOwnersPin(Refused):
    """What stands on top of a group, its owners decide."""

    message = _lazy("Only an owner of the group may pin this.")


class OnlyOwnersLock(Refused):
    """Whoever looks after a place ends a thread in it."""

    message = _lazy("Only an owner of the group or a moderator may lock this thread.")


class ALockNeedsAReason(Refused):
    """Those who would answer are told why they cannot."""

    message = _lazy("Say in one line why: everybody who would answer reads it.")


class OnlyTheAskerMayChoose(Refused):
    """Who asked, or an owner, marks the best answer."""

    message = _lazy("Only who asked, or an owner of the group, marks the best answer.")


@transaction.atomic
def mark_best_answer(*, marker: Person, reply_id: int, is_best: bool = True) -> Post:
    """Mark the best answer of a question, or take the mark back; the question is returned.

    Raises:
        NotFound: no such answer to a question for this person.
        OnlyTheAskerMayChoose: they neither asked nor own a group that it stands in.
        GroupIsArchived: it is kept for reading.
    """
    # The answer is locked before its question, in the order in which removing it locks them.
    answer = queries.post_to_change(marker, reply_id)
    if answer.root_id is None or answer.removed_at is not None:
        raise NotFound
    question = queries.post_to_change(marker, answer.root_id)
    if not KINDS[question.kind].wants_answers:
        raise NotFound
    if question.author_id != marker.pk and not queries.owns_a_place(marker, question):
        raise OnlyTheAskerMayChoose
    places.living_place(marker, question.pk)
    if is_best != (question.best_answer_id == answer.pk):
        question.best_answer = answer if is_best else None
        question.version += 1
        question.save(update_fields=["best_answer", "version"])
        Post.objects.filter(pk=answer.pk).update(version=F("version") + 1)
        record("chose" if is_best else "unchose", answer, None, actor=marker)
    return question


@transaction.atomic
def pin(*, owner: Person, post_id: int, is_pinned: bool = True) -> Post:
    """Keep a thread on top of the groups of its owner that it stands in, or not any more.

    Raises:
        NotFound: no such thread for this person.
        OnlyOwnersPin: they own no group that it stands in.
        GroupIsArchived: those that they own are kept for reading.
    """
    post = queries.post_to_change(owner, post_id)
    owned = Membership.objects.filter(person=owner, role=MemberRole.OWNER)
    mine = Placement.objects.filter(post=post, stream_id__in=owned.values("stream_id"))
    if mine.exists():
        places.living_place(owner, post.pk)
    living = owned.filter(stream__group__archived_at=None).values("stream_id")
    pinned_at = clock.now() if is_pinned else None
    if not mine.filter(stream_id__in=living).update(pinned_at=pinned_at):
        raise OnlyOwnersPin
    record("pinned" if is_pinned else "unpinned", post, None, actor=owner)
    return post


@transaction.atomic
def lock(
    *,
    locker: Person,
    post_id: int,
    reason: str = "",
    is_locked: bool = True,
    is_moderator: bool = False,
) -> Post:
    """End a thread for everybody, with the reason that they will read, or open it again.

    Raises:
        NotFound: no such thread for this person, or it is removed.
        OnlyOwnersLock: they own no group that it stands in and are no moderator.
        ALockNeedsAReason: none was given.
    """
    ask_to_write(locker)
    post = queries.post_to_change(locker, post_id)
    if post.root_id is not None or post.removed_at is not None:
        raise NotFound
    if not is_moderator and not queries.owns_a_place(locker, post):
        raise OnlyOwnersLock
    if is_locked and not reason.strip():
        raise ALockNeedsAReason
    post.locked_at = clock.now() if is_locked else None
    post.lock_reason = reason.strip()[:LONGEST_REASON] if is_locked else ""
    post.version += 1
    post.save(update_fields=["locked_at", "lock_reason", "version"])
    record("locked" if is_locked else "unlocked", post, None, actor=locker)
    return post
