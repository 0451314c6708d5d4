"""Random people do random things; for each viewer the product shows what a plain model says.

The model (`tests/network/plain`) is lists and dicts, written from what people are told about the
product. `GROUNDSWELL_EXAMPLES=2000` looks at so many worlds, each another time another.
"""

from __future__ import annotations

import copy
import os
import re

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards, marks, queries, threads
from groundswell.network.groups.models import Group
from groundswell.network.live import queries as live
from groundswell.network.messages import queries as messages
from groundswell.network.notifications import around
from groundswell.network.notifications import queries as notices
from groundswell.network.posts.text import plain_text
from groundswell.network.search import asking
from groundswell.network.search import queries as search
from groundswell.people.persons.models import Person
from groundswell.people.signin import actions as signin
from tests.network.plain import acting
from tests.network.plain.acting import Acting, Step
from tests.network.plain.notices import Bundle
from tests.network.plain.sights import Shown, Talk
from tests.network.random_world import taken_back
from tests.web.reading import posts_of, replies_of, text

MANY = int(os.environ.get("GROUNDSWELL_EXAMPLES", "0"))
LOOKED_EVERY = 25  # steps
PAGED = 2  # people whose pages are asked for, too
numbers = st.integers(0, 29)
steps = st.builds(Step, st.sampled_from(acting.DEEDS), numbers, numbers, numbers)
ASKED = (
    "shaft", "schaden", "hello -shaft", "from:me", "from:ann_aas shaft", "in:pilots",
    "in:everybody noise", "-in:board shaft", "kind:question", "kind:reply shaft", "topic:noise",
    "is:unanswered", "is:answered", "is:solved",
)  # fmt: skip


# News of a group's stream, and an invitation into another group whose number is that stream's.
NAMED_ALIKE = [
    Step("choose_level", 5, 0, 0),
    Step("publish", 0, 1, 1),
    Step("invite", 1, 1, 5),
]
BADGE = r'class="badge badge--needs">(\d+)<'


@pytest.fixture
def furnished(db, news, monkeypatch):
    """The company before anything was said, pages of three posts and windows of three replies."""
    monkeypatch.setattr(queries, "PAGE", 3)
    monkeypatch.setattr(threads, "WINDOW", 3)
    return Acting(acting.BEGINNING)


@settings(
    max_examples=MANY or 5,
    derandomize=not MANY,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate, *([Phase.shrink] if MANY else [])],
)
@given(taken=st.lists(steps, min_size=25, max_size=55), is_slow=st.booleans())
@example(taken=NAMED_ALIKE, is_slow=False)
def test_everybody_sees_what_the_plain_model_says(furnished, taken, is_slow):
    with taken_back():
        world = copy.deepcopy(furnished)
        world.is_slow = is_slow
        for number, step in enumerate(taken, 1):
            watching = Watching(world)
            world.take(step)
            with clock.frozen(world.plain.now):
                watching.compare()
                if number % LOOKED_EVERY == 0 or number == len(taken):
                    Looking(world).compare()


class Watching:
    """What a page that is open on everybody's screen hears while something is done."""

    def __init__(self, both: Acting) -> None:
        self.both = both
        self.position = log.newest()
        self.before = self._waiting()

    def _waiting(self):
        """What waits for each, and what would if everything existed for everybody."""
        plain = self.both.plain
        return {one: (plain.waiting(one), plain.open_for(one)) for one in plain.people}

    def compare(self) -> None:
        plain = self.both.plain
        movement = live.moved_after(self.position)
        people = {person.id: person for person in plain.people if person.is_here}
        audience = live.audience(people, movement.streams)
        noticed, after = live.noticed(people, movement), self._waiting()
        for person in people.values():
            heard = {
                stream_id: audience.follows(person.id, stream_id)
                for stream_id in movement.streams
                if audience.hears(person.id, stream_id, of_followed=False)
            }
            expected = {
                stream.id: (person, stream) in plain.following
                for stream in self.both.moved
                if plain.may_read(person, stream)
            }
            assert heard == expected, person
            waited, was_open = self.before.get(person, (frozenset(), frozenset()))
            waits, is_open = after[person]
            # Whoever loses a group, or enters one, loads its page.
            if (waited ^ waits) & (was_open ^ is_open) and not self.both.is_slow:
                assert person.id in noticed, (person, waits)


class Looking:
    """Every page of everybody."""

    def __init__(self, both: Acting) -> None:
        self.both, self.plain = both, both.plain

    def compare(self) -> None:
        self.both.catch_up()
        self.counters()
        for person in self.plain.people:
            viewer = Person.objects.get(pk=person.id)
            self.feeds(person, viewer)
            self.threads(person, viewer)
            if person.is_here:
                self.search(person, viewer)
            self.notices(person, viewer)
            self.messages(person, viewer)
        for person in self.plain.people[:PAGED]:
            self.pages(person)

    def counters(self) -> None:
        counted = dict(Group.objects.values_list("pk", "member_count"))
        for group in self.plain.of_kind("group"):
            assert counted[group.group_id] == len(group.members), group.name

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
        self.around(person, viewer)
        for topic in acting.TOPICS:
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

    def threads(self, person, viewer) -> None:
        for start in self.plain.posts:
            if start.thread is None:
                assert shown(viewer, start.id) == self.plain.thread(person, start)

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
        return any(f"in:{group.name.lower()}" in typed for group in hidden)

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
    return bundle.subject_id if bundle.kind in {"decision", "outcome"} else 0


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


def shown(viewer, thread_id):
    """A thread as its page shows it; None where there is no page."""
    try:
        lines = all_windows(viewer, thread_id)
    except NotFound:
        return None
    drawn = cards.cards([line.id for line in lines])
    mine = marks.of(viewer, [line.id for line in lines])
    return [
        Shown(
            id=line.id,
            parent_id=line.parent_id,
            text=None if drawn[line.id].is_removed else plain_text(drawn[line.id].html),
            replies=drawn[line.id].reply_count,
            reactions=drawn[line.id].reaction_counts,
            is_answered=drawn[line.id].answered_at is not None,
            best_id=drawn[line.id].best.id if drawn[line.id].best else None,
            votes=votes_of(drawn[line.id]),
            own_reactions=mine[line.id].reactions,
            places=frozenset(p.name for p in mine[line.id].places if p.kind == "group"),
        )
        for line in lines
    ]


def votes_of(card):
    result = card.poll and card.poll.result
    return tuple(count.low for count in result.counts) if result else None


def badges_of(answer):
    """How much waits, as the frame of a page says: of notices, of messages."""
    return {int(number) for number in re.findall(BADGE, text(answer))}
