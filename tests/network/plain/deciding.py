"""What has to be seen first: groups that ask for approval, watched words, and who decides."""

from __future__ import annotations

from groundswell.network.groups import actions as groups
from groundswell.network.moderation import approving
from groundswell.network.rules import actions as rules
from groundswell.network.rules.models import WatchWord
from tests.network.plain import company as plain
from tests.network.plain.both import Nothing, pick
from tests.network.plain.talking import Talking

WATCHED = (("budget", True), ("layoff", False))  # the first ones wait, the others are refused


class Deciding(Talking):
    def ask_approval(self, _who: plain.Person, what: int, other: int) -> None:
        """An owner wants to see first what is written in a group, or does not any more."""
        group = self.group(what)
        here = [owner for owner in group.owners if owner.is_here]
        if not here:
            raise Nothing
        owner, asks = pick(here, other), other % 4 > 0

        def plainly(_: object) -> None:
            self.plain.change_visibility(owner, group, group.visibility)
            group.asks_approval = asks

        self.both(
            owner,
            lambda: groups.change(
                owner=self.row(owner),
                group_id=group.group_id,
                name=group.name,
                purpose="",
                visibility=group.visibility,
                asks_approval=asks,
            ),
            plainly,
        )

    def watch(self, _who: plain.Person, what: int, other: int) -> None:
        """The moderator has a word watched, or not any more."""
        word, holds = pick(WATCHED, what)
        moderator, known = self.row(self.moderator), WatchWord.objects.filter(pattern=word)
        if word in self.plain.watched:
            rules.remove(moderator=moderator, word_id=known.get().pk)
            del self.plain.watched[word]
        else:
            added = rules.add(moderator=moderator, pattern=word, is_regex=False, holds=holds)
            rules.switch(moderator=moderator, word_id=added.pk, is_on=True)
            self.plain.watched[word] = holds

    def approve(self, who: plain.Person, what: int, other: int) -> None:
        held, who = self._held(who, what, other)
        passed_to = self.plain.passes_on(held)

        def plainly(id_: int | None) -> plain.Post | None:
            self.plain.decide(who, held)
            if passed_to:
                held.decider, held.stream = "owners", passed_to
                self.plain.tell_deciders(held)
                return None
            return self._let_through(held, id_ or 0)

        def do() -> int | None:
            post = approving.approve(decider=self.row(who), held_id=held.id)
            return post.pk if post else None

        post = self.both(who, do, plainly)
        if post is not None and held.changes:
            self.moves(post)
            self.plain.tell_of_edit(post)
        elif post is not None:
            self._was_said(post)
        if post is not None:
            self._was_decided(held)

    def _let_through(self, held: plain.Held, id_: int) -> plain.Post:
        """Its author does it now; all else is asked anew."""
        if held.changes:
            self.plain.edit(held.author, held.changes, held.post.text, is_seen=True)
            return held.changes
        held.post.id, held.post.said_at = id_, self.plain.now
        if held.post.thread:
            to = held.post.parent or held.post.thread
            return self.plain.reply(held.post, to, is_seen=True)
        return self.plain.publish(held.post, is_seen=True)

    def _was_decided(self, held: plain.Held) -> None:
        held.is_waiting = False
        self.plain.close("held", held)
        for person in held.post.writers:
            self.plain.tell(person, "verdict", held)

    def turn_down(self, who: plain.Person, what: int, other: int) -> None:
        held, who = self._held(who, what, other)

        def plainly(_: object) -> None:
            self.plain.decide(who, held)
            self._was_decided(held)

        self.both(
            who,
            lambda: approving.turn_down(decider=self.row(who), held_id=held.id, words="No"),
            plainly,
        )

    def take_back_held(self, who: plain.Person, what: int, other: int) -> None:
        held, who = self._held(who, what, other)
        who = held.author if other % 2 and held.author.is_here else who
        self.both(
            who,
            lambda: approving.take_back(writer=self.row(who), held_id=held.id),
            lambda _: self.plain.take_back_held(who, held),
        )

    def _held(self, who: plain.Person, what: int, other: int) -> tuple[plain.Held, plain.Person]:
        """Something that waits, or waited, and mostly somebody who decides about it."""
        if not self.plain.held:
            raise Nothing
        held = self.plain.held[-1 - what % len(self.plain.held)]
        deciders = [one for one in self.plain.people if one.is_here]
        deciders = [one for one in deciders if self.plain.decides(one, held)]
        return held, pick(deciders, other) if deciders and other % 5 else who
