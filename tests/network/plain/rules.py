"""What is seen first: watched words, and groups whose owners are asked. And who may write for whom.

Refused before anything is changed.
"""

from __future__ import annotations

from collections.abc import Sequence

from tests.network.plain.company import (
    Company,
    Forbidden,
    Held,
    Missing,
    Person,
    Post,
    Right,
    Stream,
)

PARTS = {"poll", "announcement"}  # what is more than a text cannot wait


class Waits(Forbidden):
    """It is kept, and not published yet."""

    def __init__(self, held: Held) -> None:
        super().__init__()
        self.held = held


class Rules(Company):
    def ask_first(
        self, post: Post, streams: Sequence[Stream], *, is_seen: bool, changes: Post | None = None
    ) -> None:
        """Nothing, when it may be said at once; `is_seen`: whoever is asked first has seen it."""
        if any(stream.kind == "conversation" for stream in streams):
            return
        for word, holds in sorted(self.watched.items(), key=lambda watched: watched[1]):
            if word not in post.words or (holds and is_seen):
                continue
            if not holds or len(streams) > 1:
                raise Forbidden
            if not post.hand.is_moderator:
                self._hold(post, streams[0], "moderators", changes)
        asking = self._asking(post.author, changes.start.streams if changes else streams)
        if asking and not is_seen:
            if not post.thread and not changes and len(streams) > 1:
                raise Forbidden
            self._hold(post, asking[0], "owners", changes)

    def _asking(self, author: Person, streams: Sequence[Stream]) -> list[Stream]:
        """Groups that the author knows to stand there, and whose owners are asked first."""
        places = [stream for stream in streams if self.may_read(author, stream)]
        asking = [stream for stream in places if stream.asks_approval]
        return sorted(
            (stream for stream in asking if author not in stream.owners), key=lambda one: one.id
        )

    def _hold(self, post: Post, stream: Stream, decider: str, changes: Post | None) -> None:
        if post.kind in PARTS and not changes:
            raise Forbidden
        raise Waits(Held(post.author, stream, decider, post, changes))

    # Deciding

    def decides(self, viewer: Person, held: Held) -> bool:
        """Owners of its group, or moderators, who do not decide about what they wrote."""
        if held.decider == "owners":
            return viewer in held.stream.owners
        return viewer.is_moderator and viewer is not held.author

    def to_decide(self, viewer: Person) -> list[int]:
        waiting = [held for held in self.held if held.is_waiting and self.decides(viewer, held)]
        return [held.id for held in waiting]

    def own_held(self, viewer: Person) -> list[int]:
        return [held.id for held in reversed(self.held) if viewer in held.post.writers]

    def decide(self, decider: Person, held: Held) -> None:
        if held not in self.held or not self.decides(decider, held):
            raise Missing
        if not held.is_waiting:
            raise Forbidden

    def passes_on(self, held: Held) -> Stream | None:
        """The group whose owners are asked when a moderator has seen it."""
        to = held.changes or held.post
        asking = self._asking(held.post.author, to.start.streams)
        return asking[0] if asking and held.decider == "moderators" else None

    def take_back_held(self, writer: Person, held: Held) -> None:
        if held not in self.held or not held.is_waiting or writer not in held.post.writers:
            raise Missing
        self.held.remove(held)

    # Writing for others

    def leads(self, person: Person) -> bool:
        return any(one.manager is person and not one.has_left for one in self.people)

    def right(self, delegate: Person, leader: Person) -> Right | None:
        """What somebody may write for a leader now: a right rests while one of them is away."""
        both_here = delegate.is_here and leader.is_here
        found = [one for one in self.rights if (one.leader, one.delegate) == (leader, delegate)]
        return found[0] if found and both_here else None

    def voices(self, delegate: Person) -> set[tuple[int, bool]]:
        """For whom somebody may write: all, or drafts alone."""
        mine = [right for right in self.rights if self.right(delegate, right.leader) is right]
        return {(right.leader.id, right.may_post) for right in mine}

    def name_delegate(self, leader: Person, delegate: Person) -> None:
        if not self.leads(leader) or delegate is leader or not delegate.is_here:
            raise Forbidden

    def ask_to_act(self, delegate: Person, leader: Person) -> None:
        right = self.right(delegate, leader)
        if right is None or not right.may_post:
            raise Forbidden
        if self.is_limited(delegate) or self.is_limited(leader):
            raise Forbidden
