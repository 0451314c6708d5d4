"""What people write, in threads and in conversations, and what they do to it."""

from __future__ import annotations

from groundswell.network.messages import actions as messages
from groundswell.network.messages import queries as talks
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.reactions import actions as reactions
from tests.network.plain import company as plain
from tests.network.plain.both import Both, Nothing, pick

TEXTS = (
    "Hello", "The shaft", "About #noise", "Wellenschaden #paint shaft", "Schaden", "@bo_berg look",
    "@ann_aas and @cai_chen : #noise", "@dag_dahl shaft", "@eva_egge @finn_foss Hello",
    "@pilots shaft", "@board and @merger : budget", "layoff shaft",
)  # fmt: skip
REACTIONS = ("thanks", "agree", "idea")


class Talking(Both):
    def publish(self, who: plain.Person, what: int, other: int, kind: str = "post") -> None:
        own = [stream for stream in self.plain.streams if who in stream.members]
        may = [*self.plain.of_kind("organisation"), self.plain.storyline(who), *own]
        may = [stream for stream in may if stream.kind != "conversation"]
        if other % 7 == 0:
            may = [stream for stream in self.plain.streams if stream.kind != "conversation"]
        # Where it stands in two places, who reads one of them reads it.
        places = [pick(may, what), pick(may, what + other)][: 1 + other % 2]
        chosen = list(dict.fromkeys(places))
        text, title = pick(TEXTS, other), "Who" if kind == "question" else ""
        post = self.both(
            who,
            lambda: (
                posts.publish(
                    author=self.row(who),
                    stream_ids=[stream.id for stream in chosen],
                    source=text,
                    title=title,
                    kind=kind,
                ).pk
            ),
            lambda id_: self.plain.publish(
                plain.Post(id_, who, self.plain.now, text, kind, title, streams=chosen)
            ),
        )
        self._was_said(post)

    def ask(self, who: plain.Person, what: int, other: int) -> None:
        self.publish(who, what, other, kind="question")

    def reply(self, who: plain.Person, what: int, other: int) -> None:
        to, text = self.post(what), pick(TEXTS, other)
        post = self.both(
            who,
            lambda: posts.reply(author=self.row(who), to_id=to.id, source=text).pk,
            lambda id_: self.plain.reply(plain.Post(id_, who, self.plain.now, text), to),
        )
        self._was_said(post)

    def _was_said(self, post: plain.Post | None) -> None:
        self.moves(post)
        if post is not None:
            self.plain.read_thread(post.hand, post.start)
            self.plain.tell_of_post(post)

    def edit(self, _who: plain.Person, what: int, other: int) -> None:
        post, text = self.post(what), pick(TEXTS, other)
        who = post.author if post.author.is_here else _who
        self.both(
            who,
            lambda: changing.edit(editor=self.row(who), post_id=post.id, source=text),
            lambda _: (self.plain.edit(who, post, text), self.moves(post)),
        )
        if post in self.plain.posts and post.text == text and self.moved:
            self.plain.tell_of_edit(post)

    def edit_of_another(self, who: plain.Person, what: int, other: int) -> None:
        post = self.post(what)
        if post.author is who:
            raise Nothing
        self.both(
            who,
            lambda: changing.edit(editor=self.row(who), post_id=post.id, source="Mine"),
            lambda _: self.plain.edit(who, post, "Mine"),
        )

    def remove(self, who: plain.Person, what: int, other: int) -> None:
        post = self.post(what)
        who = post.author if post.author.is_here and other % 2 else who
        is_new = not post.is_removed
        stood = set(post.start.streams)
        self.both(
            who,
            lambda: changing.remove(remover=self.row(who), post_id=post.id),
            lambda _: self.plain.remove(who, post),
        )
        if is_new and post.is_removed:
            self.moved |= stood

    def react(self, who: plain.Person, what: int, other: int) -> None:
        post, name = self.post(what), pick(REACTIONS, other)

        def plainly(_: object) -> None:
            self.plain.react(who, post, name)
            self.moves(post)
            if who in post.reactions and who is not post.author:
                self.plain.tell(post.author, "reaction", post)

        self.both(
            who, lambda: reactions.react(person=self.row(who), post_id=post.id, name=name), plainly
        )

    def mark_best(self, who: plain.Person, what: int, other: int) -> None:
        answers = [post for post in self.plain.posts if post.start.kind == "question"]
        if not answers:
            raise Nothing
        answer, is_best = pick(answers, what), other % 3 > 0
        who = answer.start.author if other % 2 and answer.start.author.is_here else who
        before = answer.start.best

        def plainly(_: object) -> None:
            self.plain.mark_best(who, answer, is_best=is_best)
            if before is not answer.start.best:
                self.moves(answer)
                if is_best and who is not answer.author:
                    self.plain.tell(answer.author, "best", answer.start)

        self.both(
            who,
            lambda: tending.mark_best_answer(
                marker=self.row(who), reply_id=answer.id, is_best=is_best
            ),
            plainly,
        )

    def lock(self, who: plain.Person, what: int, other: int) -> None:
        post, is_locked = self.post(what), other % 3 > 0
        owners = [one for stream in post.start.streams for one in stream.owners if one.is_here]
        who = pick(owners, other) if owners and other % 5 else who
        self.both(
            who,
            lambda: tending.lock(
                locker=self.row(who), post_id=post.id, reason="Done", is_locked=is_locked
            ),
            lambda _: (self.plain.lock(who, post, is_locked=is_locked), self.moves(post)),
        )

    def pin(self, who: plain.Person, what: int, other: int) -> None:
        post, is_pinned = self.post(what).start, other % 3 > 0
        owners = [one for stream in post.streams for one in stream.owners if one.is_here]
        who = pick(owners, other) if owners and other % 5 else who
        self.both(
            who,
            lambda: tending.pin(owner=self.row(who), post_id=post.id, is_pinned=is_pinned),
            lambda _: (self.plain.pin(who, post, is_pinned=is_pinned), self.moves(post)),
        )

    # Messages

    def write(self, who: plain.Person, what: int, other: int) -> None:
        """Begin a conversation with one or two others, or go on with that of two."""
        people = list(
            dict.fromkeys([pick(self.plain.people, what), pick(self.plain.people, other)])
        )
        others = [person for person in people if person is not who]
        text = pick(TEXTS, what)
        known = self.plain.pair(who, others[0]) if len(others) == 1 else None

        def plainly(given: tuple[int, int] | None) -> plain.Post:
            self.plain.converse(who, others)
            talk_id, post_id = given or (0, 0)
            new = plain.Stream(
                talk_id,
                "conversation",
                visibility="secret",
                members=[who, *others],
                is_pair=len(others) == 1,
            )
            talk = known or self.plain.begin(new)
            assert talk.id == talk_id
            return self.plain.publish(self._message(post_id, who, talk, text))

        def do() -> tuple[int, int]:
            talk = messages.start(
                author=self.row(who), person_ids=[person.id for person in others], source=text
            )
            return talk, talks.newest(self.row(who), talk).lines[-1].id

        self._was_said(self.both(who, do, plainly))

    def _message(self, id_: int, who: plain.Person, talk: plain.Stream, text: str) -> plain.Post:
        return plain.Post(id_, who, self.plain.now, text, streams=[talk])

    def say(self, who: plain.Person, what: int, other: int) -> None:
        talk, text = self.talk(what), pick(TEXTS, other)
        who = pick(talk.members, other) if other % 5 and talk.members else who
        if not who.is_here:
            raise Nothing
        post = self.both(
            who,
            lambda: posts.publish(author=self.row(who), stream_ids=[talk.id], source=text).pk,
            lambda id_: self.plain.publish(self._message(id_, who, talk, text)),
        )
        self._was_said(post)

    def let_into(self, who: plain.Person, what: int, other: int) -> None:
        talk, people = self.talk(what), [pick(self.plain.people, other)]
        self.both(
            who,
            lambda: messages.add(
                adder=self.row(who),
                conversation_id=talk.id,
                person_ids=[person.id for person in people],
            ),
            lambda _: (self.plain.let_into(who, talk, people), self.moved.add(talk)),
        )

    def leave_talk(self, who: plain.Person, what: int, other: int) -> None:
        talk = self.talk(what)
        self.both(
            who,
            lambda: messages.leave(person=self.row(who), conversation_id=talk.id),
            lambda _: (self.plain.leave_talk(who, talk), self.moved.add(talk)),
        )

    def mute_talk(self, who: plain.Person, what: int, other: int) -> None:
        talk, is_muted = self.talk(what), other % 3 > 0
        self.both(
            who,
            lambda: messages.mute(person=self.row(who), conversation_id=talk.id, is_muted=is_muted),
            lambda _: self.plain.mute_talk(who, talk, is_muted=is_muted),
        )

    def read_talk(self, who: plain.Person, what: int, other: int) -> None:
        talk = self.talk(what)
        self.both(
            who,
            lambda: messages.mark_read(
                reader=self.row(who), conversation_id=talk.id, message_id=2**62
            ),
            lambda _: self.plain.read_talk(who, talk),
        )
