"""From what was typed for somebody else to a post in their name, or a draft on their desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts import delegating
from groundswell.network.streams import actions as stream_actions
from groundswell.network.streams import queries as streams
from groundswell.network.unsent import handing
from groundswell.people.delegates import queries as delegates
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person


class ADraftHasNoTime(Refused):
    """When it is said is up to whose name stands on it."""

    message = _lazy(
        "You may draft for %(name)s, who decides when it is said. Leave the time empty."
    )


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose name something is written, and who writes it when that is somebody else."""

    author: Person
    delegate: Person | None
    may_post: bool

    def key(self, typed: str) -> str | None:
        """The key of a request: a leader's own requests are not their delegates'."""
        if not typed or self.delegate is None:
            return typed or None
        return f"{self.delegate.pk}-{typed}"[:64]

    def stream(self, stream_id: int) -> int:
        """Where it is meant: the delegate's storyline stands for that of the leader."""
        if self.delegate is None:
            return stream_id
        own = streams.storyline_of(self.delegate.pk)
        if own is None or own.pk != stream_id:
            return stream_id
        return stream_actions.open_storyline(self.author.pk).pk


def voice(viewer: Person, typed: Mapping[str, Any]) -> Voice:
    """Who speaks, as it was chosen in the box.

    Raises:
        NotFound: there is no such person.
        Refused: they did not let the viewer write for them, or a draft is to have a time.
    """
    leader_id = typed.get("writes_for")
    if not leader_id or leader_id == viewer.pk:
        return Voice(viewer, None, may_post=True)
    leader = persons.person(viewer, leader_id)
    found = delegates.delegation(viewer, leader_id)
    if found is None:
        raise delegating.YouDoNotWriteForThem(name=leader.name)
    may_post = found.right == "post"
    if typed.get("later") and not may_post:
        raise ADraftHasNoTime(name=leader.name)
    return Voice(leader, viewer, may_post)


def leave(
    voice: Voice,
    typed: Mapping[str, Any],
    *,
    file_ids: Sequence[int],
    stream_id: int | None = None,
    reply_to_id: int | None = None,
) -> None:
    """Leave it as a draft for the leader.

    Raises:
        NotFound, Refused: as `handing.hand`.
    """
    if voice.delegate is None:
        raise NotFound
    handing.hand(
        writer=voice.delegate,
        leader=voice.author,
        stream_id=voice.stream(stream_id) if stream_id else None,
        reply_to_id=reply_to_id,
        source=typed["source"],
        title=typed.get("title", ""),
        kind=typed.get("kind") or "post",
        answerers=typed.get("answerers", ""),
        file_ids=file_ids,
        request_key=typed["request_key"],
    )


def left(voice: Voice) -> str:
    """What tells whoever left a draft that it waits."""
    return _("The draft waits for %(name)s.") % {"name": voice.author.name}
