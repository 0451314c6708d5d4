"""What the product shows each viewer, beside what the plain company says."""

from __future__ import annotations

from django.test import Client

from groundswell.network.feeds import queries, ranking, threads
from groundswell.network.feeds.wording import sentence
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group
from groundswell.network.messages import queries as messages
from groundswell.network.moderation import approving
from groundswell.network.notifications import around
from groundswell.network.notifications import queries as notices
from groundswell.network.polls.models import Ballot, Poll, Vote
from groundswell.network.posts import own_words
from groundswell.network.posts import queries as posts
from groundswell.network.posts.text import plain_text
from groundswell.network.search import asking, facets
from groundswell.people.persons.models import Person
from groundswell.people.signin import actions as signin
from tests.network.plain import company
from tests.network.plain.acting import TOPICS, Acting
from tests.network.plain.asking import (
    about,
    all_messages,
    badges_of,
    everything_found,
    found,
    shown,
    whole,
)
from tests.network.plain.notices import Bundle
from tests.network.plain.sights import Talk
from tests.web.reading import posts_of, replies_of

PAGED = 2  # people whose pages are asked for, too
ASKED = (
    "shaft", "schaden", "hello -shaft", "from:me", "from:ann_aas shaft", "in:pilots",
    "in:everybody noise", "-in:board shaft", "kind:question", "kind:reply shaft", "topic:noise",
    "is:unanswered", "is:answered", "is:solved", "is:saved", "is:pinned",
)  # fmt: skip
NARROWED = {"shaft"}  # of which is looked at the facets, too


class Looking:
    """Every page of everybody, or a glance of one at what changes most."""

    def __init__(self, both: Acting) -> None:
        self.both, self.plain = both, both.plain

    def glance(self, person: company.Person) -> None:
        """What costs little, after each step."""
        viewer = Person.objects.get(pk=person.id)
        self.feeds(person, viewer)
        if person.is_here:
            self.threads(person, viewer)
        self.messages(person, viewer)
        if any(held.is_waiting for held in self.plain.held):
            self.held(person, viewer)

    def compare(self) -> None:
        self.both.catch_up("search")
        self.counters()
        for person in self.plain.people:
            self.glance(person)
            viewer = Person.objects.get(pk=person.id)
            self.around(person, viewer)
            self.held(person, viewer)
            self.groups(person, viewer)
            self.histories(person, viewer)
            if person.is_here:
                self.search(person, viewer)
                self.for_you(person, viewer)
            self.notices(person, viewer)
        for person in self.plain.people[:PAGED]:
            self.pages(person)

    def counters(self) -> None:
        """What is counted in the database, and what of anonymous votes is kept there."""
        counted = dict(Group.objects.values_list("pk", "member_count"))
        for group in self.plain.of_kind("group"):
            assert counted[group.group_id] == len(group.members), group.name
        for leader in self.plain.people:
            said = own_words.of(self.both.row(leader)).quarter
            assert (said.own, said.total) == self.plain.said_for(leader), leader
        for post in self.plain.posts:
            if post.poll and post.poll.is_anonymous:
                self.secret(post, post.poll)

    def secret(self, post: company.Post, poll: company.Poll) -> None:
        """That somebody voted, and no choice of anybody; the ballots only as long as they count."""
        votes = Vote.objects.filter(poll_id=post.id)
        assert set(votes.values_list("person_id", "choice")) == {(p.id, None) for p in poll.votes}
        ballots = Ballot.objects.filter(poll_id=post.id).count()
        assert ballots == (0 if poll.is_over else len(poll.votes))
        if not poll.is_over:
            assert Poll.objects.get(pk=post.id).counts == [0, 0]

    def feeds(self, person, viewer) -> None:
        plain = self.plain
        assert whole(queries.newest, viewer) == plain.newest(person)
        assert whole(queries.unanswered, viewer) == plain.unanswered(person)
        assert whole(queries.saved, viewer) == plain.saved(person)
        assert whole(queries.of_followed_topics, viewer) == plain.of_followed_topics(person)
        waiting = [
            post for post in plain.unanswered(person) if plain.by_id(post).author is not person
        ]
        assert [one.id for one in queries.waiting(viewer, limit=100)] == waiting
        for topic in TOPICS:
            assert whole(queries.of_topic, viewer, topic) == plain.of_topic(person, topic)
        for author in plain.people:
            assert whole(queries.of_person, viewer, author.id) == plain.of_person(person, author)
        for stream in plain.streams:
            assert whole(queries.of_stream, viewer, stream.id) == plain.of_stream(person, stream)
            pinned = {line.id for line in queries.pinned(viewer, stream.id)}
            assert pinned == plain.pinned(person, stream)

    def around(self, person, viewer) -> None:
        """What stands around the home page's feed, from one query and from its own."""
        found = around.around(viewer, limit=3)
        assert list(found.waiting) == queries.waiting(viewer, limit=3)
        assert [group.id for group in found.groups] == self.plain.to_join(person)[:3]
        assert [at.stream_id for at in found.surroundings.places] == self.plain.may_post(person)
        assert found.surroundings == around.surroundings(viewer)
        assert found.surroundings.unread == len(self.plain.waiting(person)), person
        assert found.surroundings.unread_messages == self.plain.unread_talks(person)
        voices = {(voice.leader_id, voice.may_post) for voice in found.surroundings.voices}
        assert voices == self.plain.voices(person)

    def groups(self, person, viewer) -> None:
        """Which groups exist, who is in those that may be read, and who asks owners to be let in.

        And to nobody else the handle of a secret one tells its name.
        """
        known = [g for g in self.plain.of_kind("group") if self.plain.exists_for(person, g)]
        rows = {row.pk: row for row in groups.groups(viewer)}
        assert {pk: row.name for pk, row in rows.items()} == {g.group_id: g.name for g in known}
        for group in known:
            row, may_read = rows[group.group_id], self.plain.may_read(person, group)
            assert row.account.handle == (group.handle or f"g{row.pk}")
            members = set(groups.members(viewer, row).values_list("person_id", flat=True))
            assert members == {one.id for one in group.members if may_read}
            asking = set(groups.join_requests(viewer, row).values_list("person_id", flat=True))
            assert asking == {one.id for one in group.asking if person in group.owners}

    def histories(self, person, viewer) -> None:
        """What posts said before, for those who read them, while they stand."""
        for post in self.plain.posts:
            if post.before:
                versions = found(posts.history, viewer, post.id)
                said = None if versions is None else [one.source for one in versions]
                assert said == self.plain.history(person, post)

    def threads(self, person, viewer) -> None:
        for start in self.plain.posts:
            if start.thread is None:
                assert shown(viewer, start.id) == self.plain.thread(person, start)

    def held(self, person, viewer) -> None:
        """What waits, for those who decide about it and who wrote it."""
        found = list(approving.to_decide(viewer))
        assert [held.pk for held in found] == self.plain.to_decide(person)
        by_id = {held.id: held for held in self.plain.held}
        for held in found:
            assert held.may_open == self.plain.may_read(person, by_id[held.pk].stream)
        assert [held.pk for held in approving.own(viewer)] == self.plain.own_held(person)

    def search(self, person, viewer) -> None:
        for typed in ASKED:
            question = asking.ask(viewer, typed)
            if self._names_what_is_hidden(person, typed):
                assert question.refusals
                continue
            assert question.refusals == []
            expected = self.plain.finds(person, typed)
            assert everything_found(viewer, question) == expected, typed
            if typed in NARROWED:
                self.facets(person, facets.facets(viewer, question), expected)

    def facets(self, person, told, hits) -> None:
        """How often each group is told beside a search: only of those that may be read."""
        assert told.counted == len(hits)
        places = [p.name for id_ in hits for p in self.plain.places(person, self.plain.by_id(id_))]
        named = {
            value.name: value.count
            for one in told.facets
            if one.operator == "in"
            for value in one.values
        }
        groups = {group.name for group in self.plain.of_kind("group")}
        assert named == {name: places.count(name) for name in places if name in groups}

    def _names_what_is_hidden(self, person, typed) -> bool:
        hidden = [g for g in self.plain.of_kind("group") if not self.plain.exists_for(person, g)]
        return any(f"in:{group.name.split()[0].lower()}" in typed for group in hidden)

    def for_you(self, person, viewer) -> None:
        """Nothing hidden, nothing unreadable, and each says why it is there."""
        page = ranking.for_you(viewer)
        lines = list(page.lines)
        while page.rest:
            page = ranking.continued(viewer, page.rest)
            lines += page.lines
        assert len(lines) == len({one.line.id for one in lines})
        assert {one.line.id for one in lines} == self.plain.for_you(person)
        hidden = [g for g in self.plain.of_kind("group") if not self.plain.exists_for(person, g)]
        for one in lines:
            said = sentence(one.reason)
            assert said
            assert not [group.name for group in hidden if group.name in said]

    def notices(self, person, viewer) -> None:
        inbox = notices.inbox(viewer)
        told = [
            Bundle(
                bundle.kind,
                bundle.thread_id or bundle.group_id or about(bundle),
                bundle.people,
                bundle.things,
                bundle.is_read,
            )
            for bundle in (*inbox.unread, *inbox.read)
        ]
        expected = [one._replace(people=len(one.people)) for one in self.plain.inbox(person)]
        if self.both.is_slow:
            # What was over before a reader came was never told, and is not kept as read.
            told, expected = ([one for one in both if not one.is_read] for both in (told, expected))
        assert sorted(told) == sorted(expected), person

    def messages(self, person, viewer) -> None:
        listed = [
            Talk(
                entry.id,
                entry.is_unread,
                plain_text(entry.html) or None,
                {other.id: other.read_up_to for other in entry.others},
            )
            for entry in messages.conversations(viewer).entries
        ]
        assert listed == self.plain.talks(person), person
        for talk in self.plain.of_kind("conversation"):
            assert all_messages(viewer, talk.id) == self.plain.said(person, talk)

    def pages(self, person) -> None:
        """What a browser shows: the home page, a thread, a search; the door to who is shut out."""
        client = Client()
        viewer = Person.objects.get(pk=person.id)
        token = signin.open_session(person=viewer, device="Firefox", address="127.0.0.1")
        client.cookies["groundswell"] = token
        home = client.get("/")
        if not person.is_here:
            assert home.status_code == 302
            return
        assert posts_of(home) == self.plain.newest(person)[: queries.PAGE]
        waiting = (len(self.plain.waiting(person)), self.plain.unread_talks(person))
        assert badges_of(home) == set(filter(None, waiting))
        for start in [post for post in self.plain.posts if post.is_thread][-PAGED:]:
            page, expected = client.get(f"/posts/{start.id}/"), self.plain.thread(person, start)
            assert page.status_code == (404 if expected is None else 200)
            shown, there = {*posts_of(page), *replies_of(page)}, {one.id for one in expected or ()}
            assert shown <= there
            assert len(shown) >= min(len(there), 1 + threads.WINDOW)
