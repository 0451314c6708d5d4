"""Polls and announcements: whom they ask, and what is told of it. Refused before a change."""

from __future__ import annotations

from tests.network.plain.company import Forbidden, Missing, Person, Poll, Post, Stream
from tests.network.plain.saying import Saying

FEWEST_VOTERS, SMALL = 5, range(1, 5)


class Addressing(Saying):
    def asked(self, streams: list[Stream]) -> list[Person]:
        """Everybody here, the members of the groups, whose storyline it is and its followers."""
        return [
            person
            for person in self.people
            if person.is_here
            and any(
                stream.kind == "organisation"
                or person in stream.members
                or stream.owner is person
                or (stream.kind == "storyline" and (person, stream) in self.following)
                for stream in streams
            )
        ]

    # Polls

    def ask_poll(self, post: Post) -> Post:
        self.publish(post)
        self.poll_of(post).asked = len(self.asked(post.streams))
        return post

    def poll_of(self, post: Post) -> Poll:
        if post.poll is None or post.is_removed:
            raise Missing
        return post.poll

    def vote(self, voter: Person, post: Post, choice: int, *, is_able: bool = True) -> None:
        """`is_able`: whoever changes an anonymous vote has the key that only they were given."""
        self._ask_to_see(voter, post)
        poll = self.poll_of(post)
        if poll.is_over or poll.ends_at <= self.now or choice > 1 or not self._living(voter, post):
            raise Forbidden
        if voter not in self.asked(post.streams):
            raise Forbidden
        self._ask_to_write(voter)
        if poll.is_anonymous and voter in poll.votes and not is_able:
            raise Forbidden
        poll.votes[voter] = choice

    def end_poll(self, author: Person, post: Post) -> None:
        self._ask_to_see(author, post)
        poll = self.poll_of(post)
        if author is not post.author:
            raise Forbidden
        self.end(post, poll)

    def end(self, post: Post, poll: Poll) -> None:
        if not poll.is_over:
            poll.is_over = True
            poll.asked = len(self.asked(post.streams)) if post.streams else poll.asked

    def result(self, post: Post) -> tuple[str, ...] | None:
        """What is shown of the votes: None, nothing at all, or a number for each answer."""
        poll = post.poll
        if poll is None or post.is_removed or (poll.is_anonymous and not poll.is_over):
            return None
        counts = [list(poll.votes.values()).count(choice) for choice in (0, 1)]
        if not poll.is_anonymous:
            return tuple(str(count) for count in counts)
        if sum(counts) < FEWEST_VOTERS:
            return ()
        return tuple("1–4" if count in SMALL else str(count) for count in counts)

    # Announcements

    def announce(self, post: Post) -> Post:
        """Announcers announce to all and to their groups, owners to their own groups alone."""
        owns_all = all(post.author in stream.owners for stream in post.streams)
        is_told = all(stream.kind != "storyline" for stream in post.streams)
        may = owns_all or (is_told and post.author.is_announcer)
        self.publish(post, also=lambda: may and self._others_addressed(post))
        return post

    def _others_addressed(self, post: Post) -> bool:
        return any(person is not post.author for person in self.addressed(post))

    def addressed(self, post: Post) -> list[Person]:
        """Of those whom its streams ask, those of its function, site and level."""
        told = post.announced
        return [
            person
            for person in self.asked(post.streams)
            if told
            and told.function in {"", person.function}
            and told.site in {"", person.site}
            and told.level in {"", person.level}
        ]

    def is_asked(self, person: Person, post: Post) -> bool:
        """Whether somebody is to acknowledge it."""
        return person is not post.author and person in self.addressed(post)

    def acknowledge(self, person: Person, post: Post) -> None:
        self._ask_to_see(person, post)
        if post.announced is None or post.is_removed:
            raise Missing
        if not self.is_asked(person, post):
            raise Forbidden
        if person not in post.announced.acknowledged:
            post.announced.acknowledged.append(person)

    def remind(self, author: Person, post: Post) -> None:
        self._ask_to_see(author, post)
        if post.announced is None or post.is_removed:
            raise Missing
        if author is not post.author or post.announced.is_reminded:
            raise Forbidden
        post.announced.is_reminded = True

    def missing(self, post: Post) -> list[Person]:
        done = post.announced.acknowledged if post.announced else []
        return [person for person in self.addressed(post) if person not in (post.author, *done)]
