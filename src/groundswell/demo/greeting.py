"""First words in the network: most are answered by somebody, those of the unheard site late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random

from groundswell.demo.acts import QUIET, UNHEARD_WAIT, Acts, is_unheard
from groundswell.demo.casting import Casting
from groundswell.demo.delegates import speaks_through_office
from groundswell.demo.hours import Hours, Week
from groundswell.demo.member import Member
from groundswell.demo.rooms import rooms
from groundswell.demo.talk import Said, Talk

GREETED = 0.85  # of first threads
WAIT = 150  # minutes until somebody sees one, the middle


class Greeting:
    """Sees to it that first threads are answered, by those close to their authors."""

    def __init__(
        self, casting: Casting, hours: Hours, talk: Talk, acts: Acts, dice: Random
    ) -> None:
        self._casting, self._hours, self._talk = casting, hours, talk
        self._acts, self._dice = acts, dice
        self._read = 0  # threads
        self._due: list[tuple[datetime, Said]] = []

    def greet(self, active: Sequence[Member], week: Week) -> None:
        """Answer the first threads that somebody sees this week."""
        begun = self._talk.threads[self._read :]
        self._read = len(self._talk.threads)
        self._due += [
            (self._seen_at(thread), thread)
            for thread in begun
            if thread.is_first and thread.sort not in QUIET and self._dice.random() < GREETED
        ]
        now = [thread for at, thread in self._due if at < week.ends_at]
        self._due = [(at, thread) for at, thread in self._due if at >= week.ends_at]
        for thread in now:
            if not thread.replies:
                self._answer(thread, active, week)

    def _seen_at(self, thread: Said) -> datetime:
        wait = self._hours.wait(UNHEARD_WAIT if is_unheard(thread) else WAIT, spread=0.6)
        return self._hours.after(thread.at, thread.author, wait)

    def _answer(self, thread: Said, active: Sequence[Member], week: Week) -> None:
        room = rooms()[thread.room]
        others = [
            member
            for member in active
            if member is not thread.author
            and not speaks_through_office(member)
            and thread.language in member.languages
            and (room.visibility == "open" or room.concerns(member))
            and room.lets_in(member, week.number)
        ]
        weights = [self._casting.closeness(member, thread.author) for member in others]
        if others:
            self._acts.answer(thread, self._dice.choices(others, weights)[0], week)
