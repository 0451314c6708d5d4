"""What is said, and what is done to what was said. Refused before anything is changed."""

from __future__ import annotations

from collections.abc import Callable

from tests.network.plain.company import Forbidden, Missing, Person, Post, Stream
from tests.network.plain.rules import Rules


class Saying(Rules):
    def publish(
        self, post: Post, *, is_seen: bool = False, also: Callable[[], bool] = lambda: True
    ) -> Post:
        """Keep a new thread, or a message, in the streams that it names; `also` may refuse it."""
        if post.acted_by:
            self.ask_to_act(post.acted_by, post.author)
        for stream in post.streams:
            if post.acted_by:
                self._ask_for_delegate(post.acted_by, post.author, stream)
            self._ask_to_post(post.author, stream)
        self.ask_first(post, post.streams, is_seen=is_seen)
        if not also():
            raise Forbidden
        self._keep(post)
        self._call(post)
        return post

    def _ask_for_delegate(self, delegate: Person, leader: Person, stream: Stream) -> None:
        """Both are there, and nobody writes messages for another."""
        if not self.may_read(delegate, stream):
            raise Missing
        if not self.may_read(leader, stream) or stream.kind == "conversation":
            raise Forbidden

    def _call(self, post: Post) -> None:
        """Announcers and owners call the members of groups by naming them in a new thread."""
        is_private = any(stream.kind == "conversation" for stream in post.streams)
        if not is_private and post.acted_by is None:
            author, living = post.author, [one for one in post.groups if not one.is_archived]
            post.called = [one for one in living if author.is_announcer or author in one.owners]

    def _ask_to_post(self, author: Person, stream: Stream) -> None:
        if not self.may_read(author, stream):
            raise Missing
        if stream.kind == "storyline" and stream.owner is not author:
            raise Forbidden
        if stream.kind == "group" and (author not in stream.members or stream.is_archived):
            raise Forbidden
        self._ask_for_readers(author, stream)
        self._ask_to_write(author)

    def _ask_for_readers(self, author: Person, stream: Stream) -> None:
        """Nobody writes where nobody else is any more."""
        others = [person for person in stream.members if person is not author]
        if stream.kind == "conversation" and not any(person.is_here for person in others):
            raise Forbidden

    def reply(self, post: Post, to: Post, *, is_seen: bool = False) -> Post:
        """Keep an answer to a post; below the second level it joins that."""
        self._ask_to_see(post.hand, to)
        author, thread = post.author, to.start
        if post.acted_by:
            self.ask_to_act(post.acted_by, author)
            if not self.sees(author, thread):
                raise Forbidden
        if any(stream.kind == "conversation" for stream in thread.streams) and post.acted_by:
            raise Forbidden
        self._ask_to_see(author, to)
        living = self._living(author, thread)
        if thread.is_removed or thread.is_locked or not living:
            raise Forbidden
        for stream in thread.streams:
            self._ask_for_readers(author, stream)
        self._ask_to_write(author)
        post.thread, post.parent = thread, None if to is thread else to.parent or to
        self.ask_first(post, sorted(living, key=lambda one: one.id)[:1], is_seen=is_seen)
        return self._keep(post)

    def _keep(self, post: Post) -> Post:
        self.word(post, post.text)
        self.posts.append(post)
        return post

    def edit(self, editor: Person, post: Post, text: str, *, is_seen: bool = False) -> None:
        self._ask_to_see(editor, post)
        living = self._living(editor, post)
        if post.author is not editor or post.is_removed or not living:
            raise Forbidden
        self._ask_to_write(editor)
        change = Post(post.id, editor, self.now, text, post.kind, "", post.thread)
        place = sorted(living, key=lambda one: one.id)[:1]
        self.ask_first(change, place, is_seen=is_seen, changes=post)
        post.before.append(post.text)
        self.word(post, text)

    def remove(self, remover: Person, post: Post) -> None:
        self._ask_to_see(remover, post)
        if (
            post.author is not remover
            and not self.owns_a_place(remover, post)
            and not post.is_removed
        ):
            raise Forbidden
        self.take_away(post, remover)

    def take_away(self, post: Post, remover: Person) -> None:
        """Replies of what is removed stay; a thread without any leaves every stream."""
        if post.is_removed:
            return
        post.is_removed, post.removed_by = True, remover
        if post.thread and post.thread.best is post:
            post.thread.best = None
        if post.start.is_removed and not self.replies(post.start):
            post.start.streams, post.start.pinned_in = [], []

    def react(self, person: Person, post: Post, name: str) -> None:
        self._ask_to_see(person, post)
        if post.is_removed or not self._living(person, post):
            raise Forbidden
        self._ask_to_write(person)
        if post.reactions.get(person, ("",))[0] == name:
            del post.reactions[person]
        else:
            post.reactions[person] = (name, self.now)

    def mark_best(self, marker: Person, answer: Post, *, is_best: bool) -> None:
        self._ask_to_see(marker, answer)
        question = answer.thread
        if question is None or answer.is_removed or question.kind != "question":
            raise Missing
        if marker is not question.author and not self.owns_a_place(marker, question):
            raise Forbidden
        if not self._living(marker, question):
            raise Forbidden
        self._ask_to_write(marker)
        if is_best:
            question.best = answer
        elif question.best is answer:
            question.best = None

    def lock(self, locker: Person, post: Post, *, is_locked: bool) -> None:
        self._ask_to_see(locker, post)
        if post.thread is not None or post.is_removed:
            raise Missing
        if not self.owns_a_place(locker, post):
            raise Forbidden
        self._ask_to_write(locker)
        post.is_locked = is_locked

    def pin(self, owner: Person, post: Post, *, is_pinned: bool) -> None:
        self._ask_to_see(owner, post)
        owned = [stream for stream in post.streams if owner in stream.owners]
        living = [stream for stream in owned if not stream.is_archived]
        if not living:
            raise Forbidden
        self._ask_to_write(owner)
        others = [stream for stream in post.pinned_in if stream not in living]
        post.pinned_in = others + (living if is_pinned else [])

    def _ask_to_see(self, person: Person, post: Post) -> None:
        if not self.sees(person, post):
            raise Missing

    def _living(self, person: Person, post: Post) -> list[Stream]:
        """Where something may still be done to a post: in no archived group."""
        return [stream for stream in self.places(person, post) if not stream.is_archived]

    def _ask_to_write(self, person: Person) -> None:
        if self.is_limited(person):
            raise Forbidden
