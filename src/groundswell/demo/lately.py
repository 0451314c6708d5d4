"""On whatever day the company ends, something of late waits for those one may become."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from groundswell.demo.delegates import speaks_through_office
from groundswell.demo.hours import Hours
from groundswell.demo.member import Member
from groundswell.demo.rooms import rooms
from groundswell.demo.stories import STORIES
from groundswell.demo.talk import Reacted, Said, Talk
from groundswell.demo.ties import Ties

FEWEST = 2  # posts of theirs to which others turned
WORKDAYS = 2
SOON = timedelta(minutes=20)  # after it was said nobody reacts yet


class Lately:
    """Lets those who are close react to what somebody said last, where the dice left it alone."""

    def __init__(
        self, active: Sequence[Member], ties: Ties, hours: Hours, talk: Talk, dice: Random
    ) -> None:
        self._active = [member for member in active if not speaks_through_office(member)]
        self._ties, self._hours, self._talk, self._dice = ties, hours, talk, dice
        self._week = hours.weeks[-1]
        self._days = hours.workdays(self._week)[-WORKDAYS:]

    def turn_to(self, author: Member) -> None:
        """See to it that others turned lately to some posts of theirs."""
        own = [said for said in self._talk.everything() if said.author is author]
        own = [said for said in reversed(own) if said.removed_at is None]
        missing = FEWEST - sum(map(self._is_news, own))
        for said in own:
            if missing > 0 and not self._is_news(said):
                missing -= self._react(said)

    def _is_news(self, said: Said) -> bool:
        acts = [(reacted.by, reacted.at) for reacted in said.reactions.values()]
        acts += [(reply.author, reply.at) for reply in said.replies]
        first = self._hours.starts(self._week, self._days[0])
        return any(by is not said.author and at >= first for by, at in acts)

    def _react(self, said: Said) -> bool:
        near = self._ties[said.author.number]
        readers = [member for member in self._active if self._may_react(member, said)]
        for member in sorted(readers, key=lambda one: -near.get(one.number, 0.0)):
            at = self._hours.sometime(member, self._week, days=self._days)
            if at > said.at + SOON:
                self._talk.react(said, Reacted(member, self._name(said), at), self._week.number)
                return True
        return False

    def _may_react(self, member: Member, said: Said) -> bool:
        room = rooms()[said.room]
        is_inside = room.visibility == "open" or room.concerns(member) > 0
        is_new = member is not said.author and member.number not in said.reactions
        return is_new and is_inside and room.lets_in(member, self._week.number)

    def _name(self, said: Said) -> str:
        wanted = STORIES[said.start.kind].reactions
        return self._dice.choices(list(wanted), list(wanted.values()))[0]
