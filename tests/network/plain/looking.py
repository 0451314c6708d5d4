"""What the product shows each viewer, beside what the plain company says."""

from __future__ import annotations

import re

from django.test import Client

from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards, marks, queries, ranking, threads
from groundswell.network.feeds.wording import sentence
from groundswell.network.groups import queries as groups
from groundswell.network.groups.models import Group
from groundswell.network.messages import queries as messages
from groundswell.network.moderation import approving
from groundswell.network.notifications import around
from groundswell.network.notifications import queries as notices
from groundswell.network.polls.models import Ballot, Poll, Vote
from groundswell.network.posts import own_words
from groundswell.network.posts.text import plain_text
from groundswell.network.search import asking
from groundswell.network.search import queries as search
from groundswell.people.persons.models import Person
from groundswell.people.signin import actions as signin
from tests.network.plain import company
from tests.network.plain.acting import TOPICS, Acting
from tests.network.plain.notices import Bundle
from tests.network.plain.sights import Shown, Talk
from tests.web.reading import posts_of, replies_of, text

PAGED = 2  # people whose pages are asked for, too
ASKED = (
    "shaft", "schaden", "hello -shaft", "from:me", "from:ann_aas shaft", "in:pilots",
    "in:everybody noise", "-in:board shaft", "kind:question", "kind:reply shaft", "topic:noise",
    "is:unanswered", "is:answered", "is:solved",
)  # fmt: skip
OWN = {"voted", "voted--1", "voted-0", "voted-1", "addressed", "acknowledged"}
BADGE = r'class="badge badge--needs">(\d+)<'
BY_NUMBER = {"decision", "outcome", "held", "verdict", "delegation"}  # of what, not of a group


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

    def compare(self) -> None:
        self.both.catch_up("search")
        self.counters()
        for person in self.plain.people:
            self.glance(person)
            viewer = Person.objects.get(pk=person.id)
            self.around(person, viewer)
            self.held(person, viewer)
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
        listed = {group.name for group in groups.groups(viewer)}
        assert listed == {
            group.name
            for group in self.plain.of_kind("group")
            if self.plain.exists_for(person, group)
        }

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
            assert everything_found(viewer, question) == self.plain.finds(person, typed), typed

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


def whole(feed, viewer, *more):
    """All pages of a feed, one after the other; each thread once."""
    seen, older_than = [], None
    while True:
        page = feed(viewer, *more, older_than=older_than)
        seen += [line.id for line in page.lines]
        older_than = page.older_than
        if older_than is None:
            assert len(seen) == len(set(seen))
            return seen


def all_messages(viewer, talk_id):
    """All that was said in a conversation, page by page."""
    seen, older_than = [], None
    while True:
        page = messages.newest(viewer, talk_id, older_than=older_than, limit=2)
        seen = [line.id for line in page.lines] + seen
        older_than = page.older_than
        if older_than is None:
            return seen


def everything_found(viewer, question):
    seen, place = [], search.Place()
    while place:
        page = search.posts(viewer, question, place)
        seen += [hit.id for hit in page.lines]
        place = page.older
    return seen


def about(bundle):
    return bundle.subject_id if bundle.kind in BY_NUMBER else 0


def all_windows(viewer, thread_id):
    """A thread from its beginning to its end, and back from its end, a window each time."""
    there = [threads.thread(viewer, thread_id)]
    while there[-1].later:
        there.append(threads.thread(viewer, thread_id, threads.Window(there[-1].later)))
    back = [threads.thread(viewer, thread_id, threads.ending())]
    while back[-1].earlier:
        back.append(threads.thread(viewer, thread_id, threads.ending(back[-1].earlier)))
    lines = {line.id: line for window in there for line in window.lines}
    assert lines == {line.id: line for window in back for line in window.lines}
    assert there[0].newest == max(lines)
    return [lines[id_] for id_ in sorted(lines)]


def news_of(viewer, thread_id):
    """Its replies, as an open page asks for them."""
    return threads.newer(viewer, thread_id, thread_id)


def found(look, *arguments):
    try:
        return look(*arguments)
    except NotFound:
        return None


def shown(viewer, thread_id):
    """A thread as its page shows it; None where there is no page."""
    lines, news = found(all_windows, viewer, thread_id), found(news_of, viewer, thread_id)
    assert news == (lines and [line.id for line in lines[1:]])
    if lines is None:
        return None
    drawn = cards.cards([line.id for line in lines])
    mine = marks.of(viewer, [line.id for line in lines])
    return [shown_post(line, drawn[line.id], mine[line.id]) for line in lines]


def shown_post(line, card, mine):
    return Shown(
        id=line.id,
        parent_id=line.parent_id,
        text=None if card.is_removed else plain_text(card.html),
        replies=card.reply_count,
        reactions=card.reaction_counts,
        is_answered=card.answered_at is not None,
        best_id=card.best.id if card.best else None,
        result=result_of(card),
        asked=card.poll.asked if card.poll else 0,
        hand=card.acted_by,
        best_hand=card.best.acted_by if card.best else "",
        own=mine.own & OWN,
        own_reactions=mine.reactions,
        places=frozenset(p.name for p in mine.places if p.kind == "group"),
    )


def result_of(card):
    result = card.poll and card.poll.result
    return tuple(str(count) for count in result.counts) if result else None


def badges_of(answer):
    """How much waits, as the frame of a page says: of notices, of messages."""
    return {int(number) for number in re.findall(BADGE, text(answer))}
