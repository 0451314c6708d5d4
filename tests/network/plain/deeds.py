"""What people do, and what it changes. Refused before anything is changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from tests.network.plain.addressing import Addressing
from tests.network.plain.company import Case, Forbidden, Missing, Person, Post, Stream


class Deeds(Addressing):
    # Following and hearing

    def follow(self, person: Person, stream: Stream, *, is_followed: bool) -> None:
        if not self.may_read(person, stream):
            raise Missing
        if is_followed:
            self.following.setdefault((person, stream), self.now)
        else:
            self.following.pop((person, stream), None)

    def follow_topic(self, person: Person, topic: str, *, is_followed: bool) -> None:
        own = self.topics.setdefault(person, set())
        (own.add if is_followed else own.discard)(topic)

    def choose_level(self, person: Person, stream: Stream, level: str) -> None:
        if not self.may_read(person, stream):
            raise Missing
        self.levels[person, stream] = level

    def keep(self, person: Person, post: Post, *, is_kept: bool) -> None:
        self._ask_to_see(person, post)
        others = [one for one in self.kept if one != (person, post.start)]
        self.kept = [*others, (person, post.start)] if is_kept else others

    def mute(self, person: Person, post: Post, *, is_muted: bool) -> None:
        self._ask_to_see(person, post)
        (self.mutes.add if is_muted else self.mutes.discard)((person, post.start))

    # Groups

    def found(self, founder: Person, group: Stream) -> None:
        self._ask_to_write(founder)
        self.streams.append(group)
        self._let_in(founder, group)
        group.owners.append(founder)

    def join(self, person: Person, group: Stream) -> None:
        is_invited = person in group.invited
        if not is_invited and not self.exists_for(person, group):
            raise Missing
        if group.is_archived:
            raise Forbidden
        if group.visibility == "open" or is_invited:
            group.invited.pop(person, None)
            self._let_in(person, group)
        elif person not in group.members:
            self._ask_to_write(person)
            group.asking.setdefault(person, self.now)

    def _let_in(self, person: Person, group: Stream) -> None:
        group.asking.pop(person, None)
        if person not in group.members:
            group.members.append(person)
        if person.is_here:
            self.following.setdefault((person, group), self.now)

    def answer_request(
        self, owner: Person, group: Stream, person: Person, *, is_welcome: bool
    ) -> None:
        self._ask_to_own(owner, group)
        if person not in group.asking:
            raise Missing
        if not is_welcome:
            del group.asking[person]
        elif group.is_archived:
            raise Forbidden
        else:
            self._let_in(person, group)

    def invite(self, member: Person, group: Stream, person: Person) -> None:
        if not self.exists_for(member, group) or member not in group.members:
            raise Missing
        if group.is_archived or (group.visibility != "open" and member not in group.owners):
            raise Forbidden
        self._ask_to_write(member)
        if person not in group.members:
            group.invited.setdefault(person, (member, self.now))

    def decline(self, person: Person, group: Stream) -> None:
        if person not in group.invited:
            raise Missing
        del group.invited[person]

    def leave(self, person: Person, group: Stream) -> None:
        if not self.exists_for(person, group):
            raise Missing
        if person in group.owners and not self._other_owners(group, person):
            raise Forbidden
        self._let_go(person, group)

    def dismiss(self, owner: Person, group: Stream, person: Person) -> None:
        self._ask_to_own(owner, group)
        if person not in group.members:
            raise Missing
        if person in group.owners and not self._other_owners(group, person):
            raise Forbidden
        self._let_go(person, group)

    def _let_go(self, person: Person, group: Stream) -> None:
        """Whom they had asked in is asked no longer; in closed groups owners choose."""
        asked = group.invited.items()
        group.invited = {who: ask for who, ask in asked if ask[0] is not person}
        if person in group.members:
            group.members.remove(person)
            self.following.pop((person, group), None)
        if person in group.owners:
            group.owners.remove(person)

    def appoint(self, owner: Person, group: Stream, person: Person, *, is_owner: bool) -> None:
        self._ask_to_own(owner, group)
        if person not in group.members:
            raise Missing
        if is_owner and not person.is_here:
            raise Forbidden
        if not is_owner and not self._other_owners(group, person):
            raise Forbidden
        if is_owner != (person in group.owners):
            (group.owners.append if is_owner else group.owners.remove)(person)

    def archive(self, owner: Person, group: Stream, *, is_archived: bool) -> None:
        self._ask_to_own(owner, group)
        group.is_archived = is_archived

    def change_visibility(self, owner: Person, group: Stream, visibility: str) -> None:
        self._ask_to_own(owner, group)
        group.visibility = visibility
        if visibility != "open":
            for person, stream in list(self.following):
                if stream is group and person not in group.members:
                    del self.following[person, stream]
            asked = group.invited.items()
            group.invited = {who: ask for who, ask in asked if ask[0] in group.owners}

    def _ask_to_own(self, owner: Person, group: Stream) -> None:
        if not self.exists_for(owner, group):
            raise Missing
        if owner not in group.owners:
            raise Forbidden
        self._ask_to_write(owner)

    def _other_owners(self, group: Stream, person: Person) -> list[Person]:
        return [owner for owner in group.owners if owner is not person and owner.is_here]

    # Messages

    def pair(self, one: Person, other: Person) -> Stream | None:
        """The conversation that two people have."""
        for talk in self.of_kind("conversation"):
            if talk.is_pair and one in talk.members and other in talk.members:
                return talk
        return None

    def converse(self, author: Person, others: Iterable[Person]) -> None:
        """Ask whether somebody may write to these people."""
        people = [person for person in others if person is not author]
        if not people or not all(person.is_here for person in people):
            raise Forbidden
        self._ask_to_write(author)

    def begin(self, talk: Stream) -> Stream:
        self.streams.append(talk)
        talk.read_up_to = dict.fromkeys(talk.members, 0)
        return talk

    def let_into(self, adder: Person, talk: Stream, people: list[Person]) -> None:
        self._ask_to_take_part(adder, talk)
        new = [person for person in people if person not in talk.members]
        if talk.is_pair or not all(person.is_here for person in new):
            raise Forbidden
        self._ask_to_write(adder)
        talk.members += new
        talk.read_up_to |= dict.fromkeys(new, self.last_of(talk))

    def leave_talk(self, person: Person, talk: Stream) -> None:
        self._ask_to_take_part(person, talk)
        if talk.is_pair:
            raise Forbidden
        talk.members.remove(person)
        del talk.read_up_to[person]
        talk.muted_by = [other for other in talk.muted_by if other is not person]

    def mute_talk(self, person: Person, talk: Stream, *, is_muted: bool) -> None:
        self._ask_to_take_part(person, talk)
        others = [other for other in talk.muted_by if other is not person]
        talk.muted_by = [*others, person] if is_muted else others

    def read_talk(self, person: Person, talk: Stream) -> None:
        self._ask_to_take_part(person, talk)
        talk.read_up_to[person] = max(talk.read_up_to[person], self.last_of(talk))

    def last_of(self, talk: Stream) -> int:
        """The id of its last message, 0 before the first."""
        return max((post.id for post in self.posts if talk in post.streams), default=0)

    def _ask_to_take_part(self, person: Person, talk: Stream) -> None:
        if person not in talk.members:
            raise Missing

    # People

    def arrive(self, person: Person, storyline: Stream) -> None:
        """Somebody new follows the organisation and what they say themselves."""
        self.people.append(person)
        self.streams.append(storyline)
        self._settle_in(person)

    def _settle_in(self, person: Person) -> None:
        for stream in (*self.of_kind("organisation"), self.storyline(person)):
            self.following.setdefault((person, stream), self.now)

    def shut_out(self, person: Person, *, has_left: bool) -> None:
        """Suspended, or left: their feed is empty, their groups and what they said stay."""
        person.is_here, person.has_left = False, person.has_left or has_left
        self.following = {key: at for key, at in self.following.items() if key[0] is not person}

    def reinstate(self, person: Person) -> None:
        """Who was suspended comes back: their groups come back into their feed."""
        if person.is_here or person.has_left:
            return
        person.is_here = True
        self._settle_in(person)
        for group in self.of_kind("group"):
            if person in group.members:
                self.following.setdefault((person, group), self.now)

    def report(self, reporter: Person, post: Post, case_id: int) -> Case:
        """Open the case of a post, or open it again."""
        if not self.sees(reporter, post):
            raise Missing
        case = next((case for case in self.cases if case.post is post), Case(case_id, post))
        if post.author is reporter or post.is_removed or reporter in case.reporters:
            raise Forbidden
        if case not in self.cases:
            self.cases.append(case)
        case.reporters.append(reporter)
        case.streams = list(post.start.streams)
        return case

    def hide(self, moderator: Person, case: Case, *, days: int) -> None:
        """A moderator hides what was reported, and lets its author only read for some days."""
        self.take_away(case.post, moderator)
        case.is_decided = True
        if days:
            case.until.append(self.now + timedelta(days=days))

    def lift(self, moderator: Person, case: Case) -> None:
        """Its author asked for another look: all is taken back."""
        post, case.is_decided, case.until = case.post, False, []
        if post.removed_by is moderator:
            post.is_removed, post.removed_by = False, None
            new = [stream for stream in case.streams if stream not in post.start.streams]
            post.start.streams = post.start.streams + new
