"""The many who say little: they fill each week of each room up to its demand.

So what was planted (functions that talk less, a leader whose presence raises talk) shows in what
is counted. Whoever takes part in a week does at least one thing in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from groundswell.demo.acts import Acts
from groundswell.demo.adoption import Adoption
from groundswell.demo.casting import Casting
from groundswell.demo.demand import Concern, Demand
from groundswell.demo.hours import Week
from groundswell.demo.member import Member
from groundswell.demo.phrases import texts
from groundswell.demo.rooms import STORYLINE, Room, rooms
from groundswell.demo.talk import Talk

NOTES, REPLIES = 0.045, 0.14  # of what is left to the crowd; the rest are reactions
LEADER_SAYS = 2  # things a leader does at least in a week in the room that counts on them
FULL = 0.05  # what a room that has all its talk still asks of those who have said nothing


class Crowd:
    """Lets everybody who takes part say their little."""

    def __init__(
        self,
        people: Sequence[Member],
        spread: Adoption,
        *,
        casting: Casting,
        talk: Talk,
        acts: Acts,
        demand: Demand,
        concern: Concern,
        dice: Random,
    ) -> None:
        self._people, self._spread, self._casting = people, spread, casting
        self._talk, self._acts, self._dice = talk, acts, dice
        self._demand, self._concern = demand, concern

    def fill(self, week: Week) -> None:
        """One week: leaders first, then those who have not spoken, then whoever likes to."""
        active = [self._people[number] for number in self._spread.active[week.number]]
        open_rooms = {
            name: room
            for name, room in rooms().items()
            if self._demand[name][week.number] > 0
            and (name in texts("notes") or self._acts.live(name, week))
        }
        left = {
            name: self._demand[name][week.number] - self._talk.by_place[name, week.number]
            for name in open_rooms
        }
        for name, member in _leaders(open_rooms, active, week):
            left[name] -= sum(self._speak_up(name, member, week) for _ in range(LEADER_SAYS))
        for member in self._dice.sample(active, len(active)):
            if not self._talk.by_person[week.number][member.number]:
                self._join_in(member, open_rooms, left, week)
        for name, room in open_rooms.items():
            self._fill_room(room, active, left[name], week)

    def _speak_up(self, name: str, member: Member, week: Week) -> bool:
        return self._acts.reply(name, member, week) or self._acts.react(name, member, week)

    def _join_in(
        self, member: Member, open_rooms: Mapping[str, Room], left: dict[str, float], week: Week
    ) -> None:
        """One thing at least, in a room that concerns them and has something left to be said."""
        drawn = {
            name: self._concern[name][member.number] * max(left[name], FULL)
            for name, room in open_rooms.items()
            if room.lets_in(member, week.number)
        }
        while any(drawn.values()):
            name = self._dice.choices(list(drawn), list(drawn.values()))[0]
            if self._do_something(name, member, week):
                left[name] -= 1
                return
            del drawn[name]
        # Nothing there to react to, as on the first days: whoever is here says good morning.
        self._acts.note(STORYLINE, member, week)

    def _fill_room(self, room: Room, active: Sequence[Member], left: float, week: Week) -> None:
        concern, energy = self._concern[room.name], self._casting.energy
        those = [
            (member, concern[member.number] * energy[member.number])
            for member in active
            if concern[member.number] and room.lets_in(member, week.number)
        ]
        if not those or left <= 0:
            return
        members, weights = zip(*those, strict=True)
        whole = int(left + self._dice.random())
        for member in self._dice.choices(members, weights, k=whole):
            self._do_something(room.name, member, week)

    def _do_something(self, name: str, member: Member, week: Week) -> bool:
        chance = self._dice.random()
        is_first = not self._talk.by_room[name]
        may_note = rooms()[name].is_daily_work_of(member)
        if (chance < NOTES or is_first) and may_note and self._acts.note(name, member, week):
            return True
        if chance < NOTES + REPLIES and self._acts.reply(name, member, week):
            return True
        return self._acts.react(name, member, week)


def _leaders(
    open_rooms: Mapping[str, Room], active: Sequence[Member], week: Week
) -> Iterator[tuple[str, Member]]:
    by_name = {member.name: member for member in active}
    for room in open_rooms.values():
        for window in room.windows:
            if window.holds(week.number) and window.leader in by_name:
                yield room.name, by_name[window.leader]
