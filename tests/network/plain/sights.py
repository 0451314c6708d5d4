"""What each viewer sees of a company."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from tests.network.plain.company import TOPIC, Person, Post, Stream
from tests.network.plain.near import Near


class Shown(NamedTuple):
    """A post as it stands on a page."""

    id: int
    parent_id: int | None
    text: str | None
    replies: int
    reactions: dict[str, int]
    is_answered: bool
    best_id: int | None
    result: tuple[str, ...] | None
    asked: int
    hand: str
    best_hand: str
    own: frozenset[str]
    own_reactions: frozenset[str]
    places: frozenset[str]


class Talk(NamedTuple):
    """A conversation as it stands in the list, and who of the others has read how far."""

    id: int
    is_unread: bool
    last_text: str | None
    read_up_to: dict[int, int]


class Plain(Near):
    """A company as it is seen."""

    def newest(self, viewer: Person) -> list[int]:
        followed = {stream for person, stream in self.following if person is viewer}
        return [post.id for post in self.threads(viewer) if followed & set(post.streams)]

    def unanswered(self, viewer: Person) -> list[int]:
        return [
            post.id
            for post in self.threads(viewer)
            if post.kind == "question" and not post.is_removed and not self.is_answered(post)
        ]

    def saved(self, viewer: Person) -> list[int]:
        posts = [post for post in self.threads(viewer) if (viewer, post) in self.kept]
        return [post.id for post in posts if not post.is_removed]

    def of_stream(self, viewer: Person, stream: Stream) -> list[int]:
        if not self.may_read(viewer, stream):
            return []
        posts = sorted(self.posts, key=lambda post: -post.id)
        return [post.id for post in posts if stream in post.streams]

    def to_join(self, viewer: Person) -> list[int]:
        """Groups that stand open, the largest first."""
        groups = [
            group
            for group in self.of_kind("group")
            if group.visibility == "open" and not group.is_archived and viewer not in group.members
        ]
        groups.sort(key=lambda group: (-len(group.members), group.group_id))
        return [group.group_id for group in groups]

    def may_post(self, viewer: Person) -> list[int]:
        """Everybody, the own groups by name, the own storyline."""
        own = [group for group in self.of_kind("group") if viewer in group.members]
        living = sorted((group for group in own if not group.is_archived), key=lambda g: g.name)
        streams = [*self.of_kind("organisation"), *living, self.storyline(viewer)]
        return [stream.id for stream in streams]

    def pinned(self, viewer: Person, stream: Stream) -> set[int]:
        here = self.of_stream(viewer, stream)
        return {post.id for post in self.posts if post.id in here and stream in post.pinned_in}

    def by_id(self, id_: int) -> Post:
        return next(post for post in self.posts if post.id == id_)

    def of_person(self, viewer: Person, author: Person) -> list[int]:
        return [post.id for post in self.threads(viewer) if post.author is author]

    def of_topic(self, viewer: Person, *topics: str) -> list[int]:
        saying = {
            post.start
            for post in self.posts
            if not post.is_removed and any(TOPIC + topic in post.words for topic in topics)
        }
        return [post.id for post in self.threads(viewer) if post in saying]

    def of_followed_topics(self, viewer: Person) -> list[int]:
        return self.of_topic(viewer, *self.topics.get(viewer, ()))

    def thread(self, viewer: Person, start: Post) -> list[Shown] | None:
        """A thread with its replies, the oldest first; none for those who may not read it."""
        if not self.sees(viewer, start):
            return None
        return [
            self._shown(viewer, post)
            for post in sorted(self.posts, key=lambda post: post.id)
            if post.start is start
        ]

    def _shown(self, viewer: Person, post: Post) -> Shown:
        counts = Counter(name for name, _at in post.reactions.values())
        return Shown(
            id=post.id,
            parent_id=post.parent.id if post.parent else None,
            text=None if post.is_removed else post.read_out,
            replies=len(self.replies(post)),
            reactions={} if post.is_removed else dict(counts),
            is_answered=self.is_answered(post),
            best_id=post.best.id if post.best and not post.is_removed else None,
            result=self.result(post),
            asked=post.poll.asked if post.poll and not post.is_removed else 0,
            hand=post.acted_by.name if post.acted_by else "",
            best_hand=self._hand_of_best(post),
            own=frozenset(self._own(viewer, post)),
            own_reactions=frozenset(name for name, _ in [post.reactions[viewer]])
            if viewer in post.reactions
            else frozenset(),
            places=frozenset(
                place.name for place in self.places(viewer, post) if place.kind == "group"
            )
            if post.thread is None
            else frozenset(),
        )

    def history(self, viewer: Person, post: Post) -> list[str] | None:
        """What a post said before, the newest first; None for those who may not read it."""
        if not self.sees(viewer, post):
            return None
        return [] if post.is_removed else post.before[::-1]

    def _hand_of_best(self, post: Post) -> str:
        hand = post.best.acted_by if post.best and not post.is_removed else None
        return hand.name if hand else ""

    def _own(self, viewer: Person, post: Post) -> Iterator[str]:
        """How the viewer voted, as far as anybody knows; whether they are asked to acknowledge."""
        if post.poll and viewer in post.poll.votes:
            yield "voted"
            yield f"voted-{-1 if post.poll.is_anonymous else post.poll.votes[viewer]}"
        if post.announced and viewer in self.addressed(post):
            yield "addressed"
        if post.announced and viewer in post.announced.acknowledged:
            yield "acknowledged"

    def said_for(self, leader: Person) -> tuple[int, int]:
        """Of a leader's posts those that they posted themselves, and all."""
        theirs = [
            post
            for post in self.posts
            if post.author is leader
            and not post.is_removed
            and all(stream.kind != "conversation" for stream in post.start.streams)
        ]
        return sum(post.acted_by is None for post in theirs), len(theirs)

    def finds(self, viewer: Person, typed: str) -> list[int]:
        """Posts with all that was typed: as typed before longer words, the newest first."""
        readable = [
            post
            for post in sorted(self.posts, key=lambda post: -post.id)
            if self.sees(viewer, post) and not post.is_removed
        ]
        fits = [self._fits(viewer, part) for part in typed.split()]
        exact = [post.id for post in readable if all(fit(post) == 2 for fit in fits)]
        loose = [post.id for post in readable if all(fit(post) >= 1 for fit in fits)]
        return exact + [id_ for id_ in loose if id_ not in exact]

    def _fits(self, viewer: Person, part: str):
        """How well a post fits a part of what was typed: 2 as typed, 1 as part of a word, 0 not."""
        if part.startswith("-"):
            wanted = self._fits(viewer, part[1:])
            return lambda post: 2 if wanted(post) < 2 else 0
        name, has_value, value = part.partition(":")
        if not has_value:
            return lambda post: self._says(post, part)
        rule = {
            "from": lambda post: post.author is (viewer if value == "me" else self._person(value)),
            "in": lambda post: any(self._is_called(p, value) for p in self.places(viewer, post)),
            "kind": lambda post: value == ("reply" if post.thread else post.kind),
            "topic": lambda post: TOPIC + value in post.words,
            "is": lambda post: self._is(viewer, post, value),
        }[name]
        return lambda post: 2 if rule(post) else 0

    def _person(self, handle: str) -> Person:
        return next(person for person in self.people if person.handle == handle)

    def _is_called(self, stream: Stream, value: str) -> bool:
        if value == "everybody":
            return stream.kind == "organisation"
        return stream.kind == "group" and value in stream.name.lower().split()

    def _is(self, viewer: Person, post: Post, value: str) -> bool:
        if value == "saved":
            return (viewer, post) in self.kept
        if value == "pinned":
            return any(self.may_read(viewer, place) for place in post.pinned_in)
        is_question = post.kind == "question" and post.thread is None
        return (
            is_question
            and {
                "answered": self.is_answered(post),
                "unanswered": not self.is_answered(post),
                "solved": post.best is not None,
            }[value]
        )

    def _says(self, post: Post, word: str) -> int:
        said = [term.strip("#@") for term in post.words]
        if word in said:
            return 2
        return int(any(term.startswith(word) or term.endswith(word) for term in said))

    def talks(self, viewer: Person) -> list[Talk]:
        """The conversations, those with something unread first, then the newest."""
        own = [talk for talk in self.of_kind("conversation") if viewer in talk.members]
        own.sort(key=lambda talk: (self.is_unread(viewer, talk), self.last_of(talk)), reverse=True)
        return [
            Talk(
                talk.id,
                self.is_unread(viewer, talk),
                self._last_text(talk),
                {who.id: mark for who, mark in talk.read_up_to.items() if who is not viewer},
            )
            for talk in own
        ]

    def _last_text(self, talk: Stream) -> str | None:
        last = [post for post in self.posts if post.id == self.last_of(talk)]
        return last[0].read_out if last and not last[0].is_removed else None

    def said(self, viewer: Person, talk: Stream) -> list[int]:
        """The messages of a conversation, the oldest first."""
        return self.of_stream(viewer, talk)[::-1]

    def is_unread(self, viewer: Person, talk: Stream) -> bool:
        return any(
            post.id > talk.read_up_to[viewer]
            for post in self.posts
            if talk in post.streams and post.author is not viewer and not post.is_removed
        )

    def unread_talks(self, viewer: Person) -> int:
        own = [talk for talk in self.of_kind("conversation") if viewer in talk.members]
        return sum(self.is_unread(viewer, talk) for talk in own if viewer not in talk.muted_by)
