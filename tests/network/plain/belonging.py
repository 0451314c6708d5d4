"""Who belongs where and hears of what: groups, following, coming and going."""

from __future__ import annotations

from groundswell.exchange.people import states
from groundswell.foundation import clock, ids
from groundswell.network.bookmarks import actions as bookmarks
from groundswell.network.groups import actions as groups
from groundswell.network.moderation import deciding, reporting
from groundswell.network.moderation.models import Reason
from groundswell.network.notifications import actions as notices
from groundswell.network.notifications.models import Level
from groundswell.network.streams import actions as streams
from groundswell.network.topics import actions as topics
from groundswell.people.persons.models import Person, State
from tests.network.plain import company as plain
from tests.network.plain.both import Both, Nothing, pick
from tests.network.plain.company import Missing

NEWCOMERS = ("Finn Foss", "Gro Gran")
TOPICS = ("noise", "paint")
LEVELS = ("all", "none", "highlights")


class Hearing(Both):
    def follow(self, who: plain.Person, what: int, other: int) -> None:
        stream, is_followed = pick(self.plain.streams, what), other % 3 > 0
        if stream.kind == "conversation":
            raise Nothing
        is_new = is_followed and (who, stream) not in self.plain.following

        def plainly(_: object) -> None:
            self.plain.follow(who, stream, is_followed=is_followed)
            if is_new and stream.owner and stream.owner is not who:
                self.plain.tell(stream.owner, "follow", None)

        act = streams.follow if is_followed else streams.unfollow
        self.both(who, lambda: act(follower=self.row(who), stream_id=stream.id), plainly)

    def follow_person(self, who: plain.Person, what: int, other: int) -> None:
        at = self.plain.streams.index(self.plain.storyline(self.person(what)))
        self.follow(who, at, other)

    def follow_topic(self, who: plain.Person, what: int, other: int) -> None:
        topic, is_followed = pick(TOPICS, what), other % 3 > 0
        topics.follow(follower=self.row(who), name=topic, is_followed=is_followed)
        self.plain.follow_topic(who, topic, is_followed=is_followed)

    def choose_level(self, who: plain.Person, what: int, other: int) -> None:
        group, level = self.group(what), pick(LEVELS, other)
        self.both(
            who,
            lambda: notices.choose_level(
                person=self.row(who), stream_id=group.id, level=Level(level)
            ),
            lambda _: self.plain.choose_level(who, group, level),
        )

    def keep(self, who: plain.Person, what: int, other: int) -> None:
        post, is_kept = self.post(what), other % 3 > 0
        if not post.start.is_thread:
            raise Nothing
        self.both(
            who,
            lambda: bookmarks.save(person=self.row(who), post_id=post.id, is_saved=is_kept),
            lambda _: self.plain.keep(who, post, is_kept=is_kept),
        )

    def mute(self, who: plain.Person, what: int, other: int) -> None:
        post, is_muted = self.post(what), other % 3 > 0
        self.both(
            who,
            lambda: notices.mute(person=self.row(who), thread_id=post.id, is_muted=is_muted),
            lambda _: self.plain.mute(who, post, is_muted=is_muted),
        )

    def open_thread(self, who: plain.Person, what: int, other: int) -> None:
        """Read a thread to its end, or up to a reply that a page ends with."""
        post, until, up_to = self.post(what), self.plain.now, ids.floor(self.plain.now)
        if other % 3 == 0:
            last = pick([one for one in self.plain.posts if one.start is post.start], other)
            until, up_to = last.said_at, last.id

        def plainly(_: object) -> None:
            if not self.plain.sees(who, post):
                raise Missing
            self.plain.read_thread(who, post.start, until)

        self.both(
            who,
            lambda: notices.mark_thread_read(reader=self.row(who), thread_id=post.id, up_to=up_to),
            plainly,
        )

    def read_all(self, who: plain.Person, what: int, other: int) -> None:
        notices.mark_all_read(reader=self.row(who))
        self.plain.read_all(who)


class Grouping(Both):
    def join(self, who: plain.Person, what: int, other: int) -> None:
        group = self.group(what)
        was_asking = who in group.asking

        def plainly(_: object) -> None:
            self.plain.join(who, group)
            if who in group.asking and not was_asking:
                for owner in group.owners:
                    self.plain.tell(owner, "request", group)

        self.both(who, lambda: groups.join(person=self.row(who), group_id=group.group_id), plainly)

    def answer_request(self, who: plain.Person, what: int, other: int) -> None:
        asked = [group for group in self.plain.of_kind("group") if group.asking]
        if not asked:
            raise Nothing
        group, is_welcome = pick(asked, what), other % 2 == 0
        who = pick(group.owners, other) if other % 5 and group.owners else who
        person = pick(list(group.asking), what)
        self.both(
            who,
            lambda: groups.answer_request(
                owner=self.row(who),
                group_id=group.group_id,
                person_id=person.id,
                is_welcome=is_welcome,
            ),
            lambda _: (
                self.plain.answer_request(who, group, person, is_welcome=is_welcome),
                self.plain.tell(person, "welcomed" if is_welcome else "turned away", group),
            ),
        )

    def invite(self, who: plain.Person, what: int, other: int) -> None:
        group, person = self.group(what), self.person(other)
        is_new = person not in group.invited

        def plainly(_: object) -> None:
            self.plain.invite(who, group, person)
            if is_new and person in group.invited:
                self.plain.tell(person, "invitation", group)

        self.both(
            who,
            lambda: groups.invite(
                member=self.row(who), group_id=group.group_id, person_id=person.id
            ),
            plainly,
        )

    def decline(self, who: plain.Person, what: int, other: int) -> None:
        group = self.group(what)
        self.both(
            who,
            lambda: groups.decline(person=self.row(who), group_id=group.group_id),
            lambda _: self.plain.decline(who, group),
        )

    def leave(self, who: plain.Person, what: int, other: int) -> None:
        group = self.group(what)
        self.both(
            who,
            lambda: groups.leave(person=self.row(who), group_id=group.group_id),
            lambda _: self.plain.leave(who, group),
        )

    def dismiss(self, who: plain.Person, what: int, other: int) -> None:
        group, who = self._owned(who, what, other)
        person = pick(self.plain.people, other)
        self.both(
            who,
            lambda: groups.dismiss(
                owner=self.row(who), group_id=group.group_id, person_id=person.id
            ),
            lambda _: (
                self.plain.dismiss(who, group, person),
                person is not who and self.plain.tell(person, "dismissed", group),
            ),
        )

    def appoint(self, who: plain.Person, what: int, other: int) -> None:
        group, who = self._owned(who, what, other)
        person, is_owner = pick(self.plain.people, other), what % 3 > 0
        is_new = is_owner != (person in group.owners) and person is not who
        self.both(
            who,
            lambda: groups.appoint(
                owner=self.row(who),
                group_id=group.group_id,
                person_id=person.id,
                role="owner" if is_owner else "member",
            ),
            lambda _: (
                self.plain.appoint(who, group, person, is_owner=is_owner),
                is_new and self.plain.tell(person, "owner" if is_owner else "member", group),
            ),
        )

    def archive(self, who: plain.Person, what: int, other: int) -> None:
        group, who = self._owned(who, what, other)
        is_archived, was_archived = other % 2 == 0, group.is_archived
        self.both(
            who,
            lambda: (
                groups.archive(owner=self.row(who), group_id=group.group_id)
                if is_archived
                else groups.reopen(person=self.row(who), group_id=group.group_id)
            ),
            lambda _: (
                self.plain.archive(who, group, is_archived=is_archived),
                is_archived and not was_archived and self.plain.tell_of_archiving(group, who),
            ),
        )

    def change_visibility(self, who: plain.Person, what: int, other: int) -> None:
        group, who = self._owned(who, what, other)
        visibility = pick(("open", "closed", "secret"), other)
        called = group.name.split()[0]
        name = f"{called} Two" if what % 3 == 0 else called
        was = group.visibility

        def plainly(_: object) -> None:
            self.plain.change_visibility(who, group, visibility)
            if "secret" in {visibility, was} and visibility != was:
                # The handle of a secret group tells nothing.
                group.handle = "" if visibility == "secret" else name.lower().replace(" ", "_")
            group.name = name

        self.both(
            who,
            lambda: groups.change(
                owner=self.row(who),
                group_id=group.group_id,
                name=name,
                purpose="",
                visibility=visibility,
                asks_approval=group.asks_approval,
            ),
            plainly,
        )

    def _owned(self, who: plain.Person, what: int, other: int) -> tuple[plain.Stream, plain.Person]:
        """A group, and mostly one of its owners instead of anybody."""
        group = self.group(what)
        here = [owner for owner in group.owners if owner.is_here]
        return group, pick(here, other) if here and other % 5 else who


class Staying(Both):
    def hide(self, who: plain.Person, what: int, other: int) -> None:
        """Report a post; a moderator hides it, and sometimes lets its author only read."""
        post, days, moderator = self.post(what), other % 2, self.moderator
        stood, is_new = set(post.start.streams), not post.is_removed

        def do() -> int:
            case = reporting.report(reporter=self.row(who), post_id=post.id, reason=Reason.HARM)
            deciding.decide(
                moderator=self.row(moderator),
                case_id=case.pk,
                words="No",
                hides=True,
                reads_only_days=days,
            )
            return int(case.pk)

        def plainly(case_id: int) -> None:
            case = self.plain.report(who, post, case_id)
            self.plain.hide(moderator, case, days=days)
            self._tell_of_case(case)

        if post.author is moderator or not moderator.is_here:
            raise Nothing
        self.both(who, do, plainly)
        if is_new and post.is_removed:
            self.moved |= stood

    def _tell_of_case(self, case: plain.Case) -> None:
        self.plain.tell(case.post.author, "decision", case.id)
        for reporter in case.reporters:
            if reporter is not self.moderator:
                self.plain.tell(reporter, "outcome", case.id)

    def appeal(self, _who: plain.Person, what: int, other: int) -> None:
        """Whose post was hidden asks for another look, and a moderator takes it back."""
        decided = [one for one in self.plain.cases if one.is_decided and one.post.author.is_here]
        if not decided or not self.moderator.is_here:
            raise Nothing
        case = pick(decided, what)
        author, moderator = self.row(case.post.author), self.row(self.moderator)
        deciding.appeal(author=author, case_id=case.id, words="Why?")
        deciding.answer_appeal(moderator=moderator, case_id=case.id, words="So", is_lifted=True)
        was_removed = case.post.is_removed
        self.plain.lift(self.moderator, case)
        self._tell_of_case(case)
        if was_removed and not case.post.is_removed:
            self.moves(case.post)

    def suspend(self, _who: plain.Person, what: int, other: int) -> None:
        person = self.person(what)
        if person in {self.administrator, self.moderator}:
            raise Nothing
        if other % 3:
            row = self.row(self.administrator)
            states.suspend(person=self.row(person), suspended_by=row)
        else:
            states.depart(self.row(person), clock.today())
        self.plain.shut_out(person, has_left=other % 3 == 0)

    def reinstate(self, _who: plain.Person, what: int, other: int) -> None:
        gone = [person for person in self.plain.people if not person.is_here]
        if not gone:
            raise Nothing
        person = pick(gone, what)
        states.reinstate(person=self.row(person), reinstated_by=self.row(self.administrator))
        Person.objects.filter(pk=person.id, state=State.INVITED).update(state=State.ACTIVE)
        self.plain.reinstate(person)

    def arrive(self, _who: plain.Person, what: int, other: int) -> None:
        known = {person.name for person in self.plain.people}
        new = [name for name in NEWCOMERS if name not in known]
        if not new:
            raise Nothing
        self._arrive(new[0])
