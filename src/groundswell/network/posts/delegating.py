"""Whoever writes in the name of another: asked whether they may, each time, and remembered."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts import places
from groundswell.network.posts.models import Post
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.people.audit import actions as audit
from groundswell.people.delegates import queries as delegates
from groundswell.people.delegates.models import Right
from groundswell.people.persons.limits import ask_to_write
from groundswell.people.persons.models import Person


class YouDoNotWriteForThem(Refused):
    """Who may write for somebody is theirs to say, at any time."""

    message = _lazy("You may not write for %(name)s. They name their delegates in their settings.")


class YouMayOnlyDraftForThem(Refused):
    """A draft is published by whose name stands on it."""

    message = _lazy("You may draft for %(name)s, and not post. Leave them a draft.")


class TheyDoNotWriteThere(Refused):
    """A place is asked about the leader: being in it oneself opens it to nobody else."""

    message = _lazy("%(name)s does not write there. Choose a place that you both are in.")


class TheyCannotWriteNow(Refused):
    """Through a delegate nobody says what they may not say themselves."""

    message = _lazy("Nothing can be posted for %(name)s at the moment. Ask them.")


class MessagesHaveNoDelegates(Refused):
    """A message is between its people."""

    message = _lazy("A message is written by its author alone. Write it in your own name.")


REFUSALS = (YouDoNotWriteForThem, YouMayOnlyDraftForThem, TheyDoNotWriteThere, TheyCannotWriteNow)


def ask_to_act(delegate: Person, leader: Person, right: Right) -> None:
    """Nothing, for whoever may do that for a leader now.

    Raises:
        Refused: the leader gave no such right, one of them may not write, or not now.
    """
    ask_to_write(delegate)
    found = delegates.delegation(delegate, leader.pk)
    if found is None:
        raise YouDoNotWriteForThem(name=leader.name)
    if right == Right.POST and found.right != Right.POST:
        raise YouMayOnlyDraftForThem(name=leader.name)
    if found.leader.reads_only(clock.now()):
        raise TheyCannotWriteNow(name=leader.name)


def ask_to_post(delegate: Person | None, leader: Person, stream_id: int) -> Stream:
    """The stream, when its rules let the leader begin a thread there and the delegate reads it.

    Raises:
        NotFound: no such stream for whoever presses the button.
        Refused: the right, or the stream.
    """
    if delegate is None:
        return places.to_post_in(leader, stream_id)
    if not Stream.objects.visible_to(delegate).filter(pk=stream_id).exists():
        raise NotFound
    return _as_them(leader, lambda: places.to_post_in(leader, stream_id))


def ask_to_reply(delegate: Person, leader: Person, thread_id: int) -> None:
    """Nothing, when both read the thread and it stands in no conversation.

    Raises:
        NotFound: no such thread for the delegate.
        Refused: the leader does not read it, or it is a conversation.
    """
    if not Post.objects.visible_to(delegate).filter(pk=thread_id).exists():
        raise NotFound
    _as_them(leader, lambda: places.living_place(leader, thread_id))


def remember(delegate: Person, leader: Person, verb: str, noun_id: int) -> None:
    """Write the use of a right into the audit log, in the caller's transaction."""
    audit.record(delegate, verb, "person", leader.pk, id=noun_id)


def _as_them(leader: Person, find: Callable[[], Stream]) -> Stream:
    try:
        stream = find()
    except (NotFound, places.OnlyMembersMayPost):
        raise TheyDoNotWriteThere(name=leader.name) from None
    if stream.kind == StreamKind.CONVERSATION:
        raise MessagesHaveNoDelegates
    return stream
