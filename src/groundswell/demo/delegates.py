"""Whose office posts for them: the voice is theirs, the hand somebody else's."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.demo.member import Member
from groundswell.demo.rooms import STORYLINE
from groundswell.demo.talk import Said

ALWAYS, HALF = "Denise Carter", "Astrid Halvorsen"


def speaks_through_office(member: Member) -> bool:
    """Whether somebody never writes a word themselves; they still press a reaction."""
    return member.name == ALWAYS


class Delegates:
    """Says who pressed the button."""

    def __init__(self, people: Sequence[Member]) -> None:
        self._hands = {ALWAYS: _office(people, ALWAYS), HALF: _office(people, HALF)}
        self._own = self._by_office = 0

    def hand_of(self, said: Said) -> Member | None:
        """Who wrote it for the author; None when they did so themselves.

        One leader's office writes all. The chief writes her storyline and her answers herself,
        and as many threads elsewhere as keep those of her office at half of all.
        """
        name = said.author.name
        if name == ALWAYS:
            return self._hands[ALWAYS]
        if name != HALF or said.thread is not None:
            return None
        if said.room == STORYLINE or self._by_office > self._own:
            self._own += 1
            return None
        self._by_office += 1
        return self._hands[HALF]

    @property
    def pairs(self) -> dict[str, Member]:
        """Who writes for whom, by the name of the leader."""
        return self._hands


def _office(people: Sequence[Member], name: str) -> Member:
    """Somebody at a desk near the leader: of their function, at their site if there is one."""
    leader = next(member for member in people if member.name == name)
    desk = [
        member
        for member in people
        if member.place.level == "desk"
        and member.place.function == leader.place.function
        and member.left_on is None
        and member.moved_on is None
        and member.named is None
    ]
    return min(desk, key=lambda member: (member.place.site != leader.place.site, member.started_on))
