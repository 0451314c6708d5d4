"""What is counted: polls, by name and without, and announcements that are acknowledged."""

from __future__ import annotations

from datetime import datetime, timedelta

from groundswell.network.announcements import actions as announcements
from groundswell.network.polls import actions as polls
from groundswell.network.polls.models import Poll
from groundswell.network.posts.models import Post
from tests.network.plain import company as plain
from tests.network.plain.both import Nothing, pick
from tests.network.plain.talking import TEXTS, Talking

AUDIENCES = (
    ("", "", ""), ("Service", "", "desk"), ("", "Busan", "field"), ("Comms", "Halden", ""),
    ("Comms", "Nowhere", ""),
)  # fmt: skip


class Counting(Talking):
    def __init__(self, beginning: datetime) -> None:
        super().__init__(beginning)
        # What an anonymous voter's browser keeps: nothing else knows their vote again.
        self.keys: dict[tuple[plain.Post, plain.Person], str] = {}

    def poll(self, who: plain.Person, what: int, other: int) -> None:
        own = [group for group in self.plain.of_kind("group") if who in group.members]
        may = [*self.plain.of_kind("organisation"), self.plain.storyline(who), *own]
        stream, is_anonymous = pick(may, what), other % 3 > 0
        text, now = pick(TEXTS, other), self.plain.now
        poll = plain.Poll(ends_at=now + timedelta(days=7), is_anonymous=is_anonymous)
        post = self.both(
            who,
            lambda: (
                polls.ask(
                    author=self.row(who),
                    stream_ids=[stream.id],
                    options="Canteen\nQuay",
                    title="Where",
                    source=text,
                    is_anonymous=is_anonymous,
                ).pk
            ),
            lambda id_: self.plain.ask_poll(
                plain.Post(id_, who, now, text, "poll", "Where", streams=[stream], poll=poll)
            ),
        )
        self._was_said(post)

    def vote(self, who: plain.Person, what: int, other: int) -> None:
        asked = [post for post in self.plain.posts if post.poll] or self.plain.posts
        if not asked:
            raise Nothing
        self._vote(who, pick(asked, what), other)

    def all_vote(self, _who: plain.Person, what: int, other: int) -> None:
        """Everybody here votes, so that there is a result to tell."""
        asked = [post for post in self.plain.posts if post.poll and not post.poll.is_over]
        if not asked:
            raise Nothing
        for number, voter in enumerate(self.plain.people):
            if voter.is_here:
                self._vote(voter, asked[-1 - what % len(asked)], number * (1 + other % 2))

    def _vote(self, who: plain.Person, post: plain.Post, other: int) -> None:
        """Somebody who voted votes again with their key, with that of another, or with none."""
        own = self.keys.get((post, who), "")
        others = [key for (asked, person), key in self.keys.items() if asked is post]
        key = pick((own, *others, ""), other) if other % 4 == 0 else own
        before = Post.objects.get(pk=post.id).version

        def plainly(new_key: str | None) -> None:
            self.plain.vote(who, post, other % 3, is_able=bool(own) and key == own)
            self.moves(post)
            if post.poll and post.poll.is_anonymous:
                self.keys[post, who] = new_key or own
                assert Post.objects.get(pk=post.id).version == before
                assert Poll.objects.get(pk=post.id).counts == [0, 0]

        self.both(
            who,
            lambda: polls.vote(voter=self.row(who), post_id=post.id, choice=other % 3, key=key),
            plainly,
        )

    def end_poll(self, who: plain.Person, what: int, other: int) -> None:
        """Who asked ends a poll, or the house does when its time is over."""
        asked = [post for post in self.plain.posts if post.poll]
        if not asked:
            raise Nothing
        post = asked[-1 - what % len(asked)]
        who = post.author if other % 4 and post.author.is_here else who

        def plainly(_: object) -> None:
            was_over = post.poll is None or post.poll.is_over
            self.plain.end_poll(who, post)
            if not was_over:
                self.moves(post)

        self.both(who, lambda: polls.end(author=self.row(who), post_id=post.id), plainly)

    def close_due(self, _who: plain.Person, what: int, other: int) -> None:
        polls.close_due()
        for post in self.plain.posts:
            if post.poll and not post.poll.is_over and post.poll.ends_at <= self.plain.now:
                self.plain.end(post, post.poll)
                self.moves(post)

    # Announcements

    def announce(self, who: plain.Person, what: int, other: int) -> None:
        group, everybody = self.group(what), self.plain.of_kind("organisation")
        announcers = [one for one in self.plain.people if one.is_here and one.is_announcer]
        owners = [owner for owner in group.owners if owner.is_here]
        streams = pick(([group], everybody, [*everybody, group]), other)
        entitled = owners if streams == [group] else announcers
        who = pick(entitled, what) if entitled and other % 7 else who
        function, site, level = pick(AUDIENCES, what + other)
        text, now = pick(TEXTS, other), self.plain.now
        post = self.both(
            who,
            lambda: (
                announcements.announce(
                    author=self.row(who),
                    stream_ids=[stream.id for stream in streams],
                    source=text,
                    title="Hear",
                    function=function,
                    site=site,
                    level=level,
                ).pk
            ),
            lambda id_: self.plain.announce(
                plain.Post(
                    id_, who, now, text, "announcement", "Hear",
                    streams=streams, announced=plain.Announced(function, site, level),
                )
            ),
        )  # fmt: skip
        self._was_said(post)

    def acknowledge(self, who: plain.Person, what: int, other: int) -> None:
        post = self._announced(what)
        addressed = self.plain.addressed(post)
        who = pick(addressed, other) if addressed and other % 3 else who

        def plainly(_: object) -> None:
            before = list(post.announced.acknowledged) if post.announced else []
            self.plain.acknowledge(who, post)
            if who not in before:
                self.moves(post)

        self.both(
            who,
            lambda: announcements.acknowledge(person=self.row(who), post_id=post.id),
            plainly,
        )

    def remind(self, who: plain.Person, what: int, other: int) -> None:
        post = self._announced(what)
        who = post.author if other % 4 and post.author.is_here else who
        self.both(
            who,
            lambda: announcements.remind(author=self.row(who), post_id=post.id),
            lambda _: (
                self.plain.remind(who, post),
                self.moves(post),
                self.plain.tell_of_reminder(post),
            ),
        )

    def _announced(self, what: int) -> plain.Post:
        known = [post for post in self.plain.posts if post.announced] or self.plain.posts
        if not known:
            raise Nothing
        return known[-1 - what % len(known)]
