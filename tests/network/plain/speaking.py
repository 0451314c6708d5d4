"""Leaders and their delegates: who names whom, and what is written in another's voice."""

from __future__ import annotations

from groundswell.network.posts import actions as posts
from groundswell.people.delegates import actions as delegates
from groundswell.people.delegates.models import Right
from tests.network.plain import company as plain
from tests.network.plain.both import Nothing, pick
from tests.network.plain.talking import TEXTS, Talking


class Speaking(Talking):
    def name_delegate(self, who: plain.Person, what: int, other: int) -> None:
        """A leader mostly, and mostly the right to post."""
        leaders = [one for one in self.plain.people if one.is_here and self.plain.leads(one)]
        who = pick(leaders, other) if leaders and other % 5 else who
        delegate, may_post = pick(self.plain.people, what), other % 4 > 0

        def plainly(id_: int) -> None:
            self.plain.name_delegate(who, delegate)
            known = [one for one in self.plain.rights if one.id == id_]
            right = known[0] if known else plain.Right(id_, who, delegate, may_post, self.plain.now)
            right.may_post = may_post
            self.plain.rights += [] if known else [right]
            self.plain.tell(delegate, "delegation", right)

        self.both(
            who,
            lambda: (
                delegates.name_delegate(
                    leader=self.row(who),
                    delegate_id=delegate.id,
                    right=Right.POST if may_post else Right.DRAFT,
                ).pk
            ),
            plainly,
        )

    def take_right_back(self, who: plain.Person, what: int, other: int) -> None:
        right = self._right(what)
        who = right.leader if other % 4 and right.leader.is_here else who

        def plainly(_: object) -> None:
            if right.leader is not who:
                raise plain.Missing
            self.plain.rights.remove(right)
            self.plain.close("delegation", right)

        self.both(
            who,
            lambda: delegates.take_back(leader=self.row(who), delegation_id=right.id),
            plainly,
        )

    def publish_for(self, who: plain.Person, what: int, other: int) -> None:
        """A delegate posts for their leader, mostly where both may."""
        leader, who = self._voice(who, what, other)
        own = [stream for stream in self.plain.streams if leader in stream.members]
        may = [*self.plain.of_kind("organisation"), self.plain.storyline(leader), *own]
        may = may if other % 5 else self.plain.streams
        streams = list(dict.fromkeys([pick(may, what), pick(may, other)]))
        kind, now = pick(("post", "question"), other), self.plain.now
        text, title = pick(TEXTS, what), "Who" if kind == "question" else ""
        post = self.both(
            who,
            lambda: (
                posts.publish(
                    author=self.row(leader),
                    acted_by=self.row(who),
                    stream_ids=[stream.id for stream in streams],
                    source=text,
                    title=title,
                    kind=kind,
                ).pk
            ),
            lambda id_: self.plain.publish(
                plain.Post(id_, leader, now, text, kind, title, streams=streams, acted_by=who)
            ),
        )
        self._was_said(post)

    def reply_for(self, who: plain.Person, what: int, other: int) -> None:
        leader, who = self._voice(who, what, other)
        to, text, now = self.post(what), pick(TEXTS, other), self.plain.now
        post = self.both(
            who,
            lambda: (
                posts.reply(
                    author=self.row(leader), acted_by=self.row(who), to_id=to.id, source=text
                ).pk
            ),
            lambda id_: self.plain.reply(plain.Post(id_, leader, now, text, acted_by=who), to),
        )
        self._was_said(post)

    def _right(self, what: int) -> plain.Right:
        if not self.plain.rights:
            raise Nothing
        return pick(self.plain.rights, what)

    def _voice(self, who: plain.Person, what: int, other: int) -> tuple[plain.Person, plain.Person]:
        """A leader and mostly one of their delegates."""
        right = self._right(what)
        is_theirs = other % 6 and right.delegate.is_here
        return right.leader, right.delegate if is_theirs else who
