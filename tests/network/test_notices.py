"""What waits for somebody: each thing once, bundled, and only what exists for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.activity import readers
from groundswell.exchange.people import states
from groundswell.foundation import clock, ids
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.models import Attention, Notice
from groundswell.network.notifications import actions, bundles, queries, settling
from groundswell.network.notifications.models import Kind, Level
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.reactions import actions as reactions
from groundswell.network.streams import actions as streams
from groundswell.network.streams import queries as stream_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]
SOON = timedelta(seconds=30)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def read():
    """Lets the reader of the log catch up."""
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    return lambda: readers.catch_up(reader)


@pytest.fixture
def inbox(read):
    """What waits for somebody: kind, people, title, of each bundle."""

    def told(person):
        read()
        return [(b.kind, [a.name.split()[0] for a in b.actors], b.people) for b in unread(person)]

    return told


def unread(person):
    return queries.inbox(person).unread


def tell(author, stream, source="The crane is free", **more):
    return posts.publish(author=author, stream_ids=[stream.pk], source=source, **more)


def ask(author, stream, title="Who knows?"):
    return tell(author, stream, kind="question", title=title)


class TestKinds:
    def test_a_mention(self, cast, inbox):
        tell(cast.mira, cast.organisation, f"Ask @{cast.otto.account.handle}")

        assert inbox(cast.otto) == [(Kind.MENTION, ["Mira"], 1)]
        assert inbox(cast.mira) == []

    def test_an_answer_to_me_and_a_reply_in_a_thread_i_am_in(self, cast, inbox):
        thread = ask(cast.mira, cast.organisation)
        reply = posts.reply(author=cast.otto, to_id=thread.pk, source="I do")
        assert inbox(cast.mira) == [(Kind.ANSWER, ["Otto"], 1)]

        posts.reply(author=cast.joan, to_id=thread.pk, source="I do too")
        assert inbox(cast.otto) == [(Kind.THREAD, ["Joan"], 1)]

        posts.reply(author=cast.joan, to_id=reply.pk, source="Really?")
        assert [kind for kind, *_ in inbox(cast.otto)] == [Kind.ANSWER, Kind.THREAD]

    def test_a_best_answer_and_its_mark_taken_back(self, cast, inbox):
        thread = ask(cast.mira, cast.organisation)
        answer = posts.reply(author=cast.otto, to_id=thread.pk, source="I do")
        tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk)
        assert inbox(cast.otto) == [(Kind.BEST, ["Mira"], 1)]

        tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk, is_best=False)

        assert inbox(cast.otto) == []
        assert queries.unread_count(cast.otto) == 0

    def test_reactions_to_all_i_wrote_in_a_thread_are_one_bundle(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        reply = posts.reply(author=cast.mira, to_id=thread.pk, source="Until noon")
        for person in (cast.otto, cast.joan):
            reactions.react(person=person, post_id=thread.pk, name="thanks")
        reactions.react(person=cast.otto, post_id=reply.pk, name="agree")
        reactions.react(person=cast.mira, post_id=thread.pk, name="heart")

        assert inbox(cast.mira) == [(Kind.REACTION, ["Otto", "Joan"], 2)]
        assert queries.unread_count(cast.mira) == 1

    def test_a_reaction_taken_back_waits_for_nobody(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        reactions.react(person=cast.otto, post_id=thread.pk, name="thanks")
        assert len(inbox(cast.mira)) == 1

        reactions.react(person=cast.otto, post_id=thread.pk, name="thanks")

        assert inbox(cast.mira) == []
        assert queries.unread_count(cast.mira) == 0

    def test_a_follower_and_one_who_follows_no_more(self, cast, inbox):
        storyline = stream_queries.storyline_of(cast.mira.pk)
        streams.follow(follower=cast.otto, stream_id=storyline.pk)
        assert inbox(cast.mira) == [(Kind.FOLLOW, ["Otto"], 1)]

        streams.unfollow(follower=cast.otto, stream_id=storyline.pk)

        assert inbox(cast.mira) == []
        assert queries.unread_count(cast.mira) == 0

    def test_a_follower_who_is_shut_out_or_presses_twice(self, cast, inbox):
        storyline = stream_queries.storyline_of(cast.mira.pk)
        streams.follow(follower=cast.otto, stream_id=storyline.pk)
        assert len(inbox(cast.mira)) == 1
        actions.mark_all_read(reader=cast.mira)
        streams.follow(follower=cast.otto, stream_id=storyline.pk)
        assert inbox(cast.mira) == []

        streams.follow(follower=cast.joan, stream_id=storyline.pk)
        assert len(inbox(cast.mira)) == 1
        states.suspend(person=cast.joan, suspended_by=cast.mira)

        assert inbox(cast.mira) == []
        assert queries.unread_count(cast.mira) == 0

    def test_an_invitation_until_it_is_answered(self, cast, inbox):
        groups.invite(member=cast.mira, group_id=cast.merger.pk, person_id=cast.joan.pk)
        assert inbox(cast.joan) == [(Kind.INVITATION, ["Mira"], 1)]
        assert unread(cast.joan)[0].title == "Merger"

        groups.decline(person=cast.joan, group_id=cast.merger.pk)

        assert inbox(cast.joan) == []
        assert queries.unread_count(cast.joan) == 0

    def test_a_request_to_join_reaches_the_owners_until_it_is_answered(self, cast, inbox):
        groups.join(person=cast.joan, group_id=cast.board.pk)
        assert inbox(cast.mira) == [(Kind.REQUEST, ["Joan"], 1)]
        assert inbox(cast.otto) == []

        groups.answer_request(
            owner=cast.mira, group_id=cast.board.pk, person_id=cast.joan.pk, is_welcome=True
        )

        assert inbox(cast.mira) == []
        assert queries.unread_count(cast.mira) == 0
        assert not Notice.objects.unread().filter(kind=Kind.REQUEST).exists()  # the next is news

    def test_all_of_a_group_for_who_asks_for_it(self, cast, inbox):
        actions.choose_level(person=cast.otto, stream_id=cast.pilots.stream_id, level=Level.ALL)
        for _ in range(3):
            tell(cast.mira, cast.pilots.stream)

        assert inbox(cast.otto) == [(Kind.NEWS, ["Mira"], 1)]
        assert unread(cast.otto)[0].things == 3
        assert unread(cast.otto)[0].title == "Pilots"


class TestOnce:
    def test_one_event_tells_by_what_concerns_one_most(self, cast, inbox):
        thread = tell(cast.otto, cast.organisation)
        posts.reply(author=cast.otto, to_id=thread.pk, source="Mine too")
        handle = cast.otto.account.handle

        posts.reply(author=cast.mira, to_id=thread.pk, source=f"Thanks @{handle}")

        assert inbox(cast.otto) == [(Kind.MENTION, ["Mira"], 1)]

    def test_four_who_replied_are_one_bundle(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        for name in ("Ann A", "Bob B", "Cy C", "Dee D"):
            posts.reply(author=cast.person(name), to_id=thread.pk, source="Yes")

        assert inbox(cast.mira) == [(Kind.ANSWER, ["Dee", "Cy"], 4)]
        assert Notice.objects.filter(person=cast.mira).count() == 1

    def test_what_comes_after_reading_waits_anew(self, cast, inbox, read):
        thread = tell(cast.mira, cast.organisation)
        reply = posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        read()
        actions.mark_thread_read(reader=cast.mira, thread_id=thread.pk, up_to=reply.pk)
        assert inbox(cast.mira) == []

        posts.reply(author=cast.joan, to_id=thread.pk, source="No")

        assert inbox(cast.mira) == [(Kind.ANSWER, ["Joan"], 1)]

    def test_who_answers_has_seen_what_they_answer(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        reply = posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        assert len(inbox(cast.mira)) == 1

        posts.reply(author=cast.mira, to_id=reply.pk, source="Good")

        assert inbox(cast.mira) == []

    def test_what_was_on_the_screen_is_seen_and_what_came_after_is_not(self, cast, inbox, read):
        thread = tell(cast.mira, cast.organisation)
        seen = posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        posts.reply(author=cast.joan, to_id=thread.pk, source="No")
        read()

        actions.mark_thread_read(reader=cast.mira, thread_id=thread.pk, up_to=seen.pk)

        assert inbox(cast.mira) == [(Kind.ANSWER, ["Joan"], 1)]

    def test_who_reads_faster_than_the_reader_is_not_told_later(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        reply = posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")

        actions.mark_thread_read(reader=cast.mira, thread_id=thread.pk, up_to=reply.pk)

        assert inbox(cast.mira) == []

    def test_an_edit_tells_whom_it_names_anew_and_nobody_twice(self, cast, inbox):
        otto, joan = cast.otto.account.handle, cast.joan.account.handle
        thread = tell(cast.mira, cast.organisation, f"Ask @{otto}")
        assert len(inbox(cast.otto)) == 1
        actions.mark_all_read(reader=cast.otto)

        changing.edit(editor=cast.mira, post_id=thread.pk, source=f"Ask @{otto} or @{joan}")

        assert inbox(cast.otto) == []
        assert inbox(cast.joan) == [(Kind.MENTION, ["Mira"], 1)]

    def test_an_edit_tells_whom_it_names_though_they_read_the_thread_before(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        assert inbox(cast.otto) == []
        actions.mark_thread_read(reader=cast.otto, thread_id=thread.pk, up_to=thread.pk)

        with clock.frozen(clock.now() + SOON):
            source = f"Look, @{cast.otto.account.handle}"
            changing.edit(editor=cast.mira, post_id=thread.pk, source=source)
            assert inbox(cast.otto) == [(Kind.MENTION, ["Mira"], 1)]

    def test_a_thread_of_many_replies_writes_nothing_for_who_has_not_looked(self, cast, read):
        thread = tell(cast.mira, cast.organisation)
        posts.reply(author=cast.joan, to_id=thread.pk, source="I am in")
        for number in range(5):
            posts.reply(author=cast.person(f"Crew{number} C"), to_id=thread.pk, source="Yes")
        read()
        opened = dict(Notice.objects.values_list("pk", "wave"))

        posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        read()

        assert dict(Notice.objects.filter(pk__in=opened).values_list("pk", "wave")) == opened

    def test_queries_do_not_grow_with_the_batch(self, cast, read):
        thread = tell(cast.mira, cast.organisation)
        read()

        def taken(count):
            for _ in range(count):
                posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
            with CaptureQueriesContext(connection) as caught:
                read()
            return len(caught)

        taken(1)
        assert taken(20) <= taken(2)


class TestSilence:
    def test_a_muted_thread_tells_mentions_alone(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        actions.mute(person=cast.mira, thread_id=thread.pk)
        posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        reactions.react(person=cast.otto, post_id=thread.pk, name="thanks")
        assert inbox(cast.mira) == []

        mention = f"Come @{cast.mira.account.handle}"
        posts.reply(author=cast.otto, to_id=thread.pk, source=mention)
        assert inbox(cast.mira) == [(Kind.MENTION, ["Otto"], 1)]

        actions.mark_all_read(reader=cast.mira)
        actions.mute(person=cast.mira, thread_id=thread.pk, is_muted=False)
        posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        assert inbox(cast.mira) == [(Kind.ANSWER, ["Otto"], 1)]

    def test_none_of_a_group_is_none(self, cast, inbox):
        thread = tell(cast.otto, cast.pilots.stream)
        actions.choose_level(person=cast.otto, stream_id=cast.pilots.stream_id, level=Level.NONE)
        posts.reply(author=cast.mira, to_id=thread.pk, source=f"@{cast.otto.account.handle}")

        assert inbox(cast.otto) == []
        assert queries.level(cast.otto, cast.pilots.stream_id) == Level.NONE

    def test_what_an_import_brings_or_is_read_a_week_late_tells_nobody(self, cast, inbox, read):
        from groundswell.activity.models import Activity

        thread = tell(cast.mira, cast.organisation)
        posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        Activity.objects.update(happened_at=NOW - timedelta(days=400))

        assert inbox(cast.mira) == []
        # They are in the thread all the same.
        posts.reply(author=cast.joan, to_id=thread.pk, source="Still so?")
        assert inbox(cast.otto) == [(Kind.THREAD, ["Joan"], 1)]

        posts.reply(author=cast.mira, to_id=thread.pk, source="Yes")
        with clock.frozen(clock.now() + timedelta(days=8)):
            read()
        assert [kind for kind, *_ in inbox(cast.joan)] == []


class TestPermission:
    def test_what_one_may_not_read_any_more_does_not_exist(self, cast, inbox):
        thread = tell(cast.otto, cast.merger.stream)
        posts.reply(author=cast.mira, to_id=thread.pk, source="Yes")
        assert len(inbox(cast.otto)) == queries.unread_count(cast.otto) == 1

        groups.leave(person=cast.otto, group_id=cast.merger.pk)

        assert inbox(cast.otto) == []
        assert queries.unread_count(cast.otto) == 0

    def test_who_may_not_read_is_not_told_that_they_are_named(self, cast, inbox):
        tell(cast.mira, cast.merger.stream, f"Not a word to @{cast.joan.account.handle}")

        assert inbox(cast.joan) == []
        assert queries.unread_count(cast.joan) == 0

    def test_what_is_removed_waits_for_nobody(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        posts.reply(author=cast.mira, to_id=thread.pk, source="More")
        reply = posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        assert len(inbox(cast.mira)) == 1

        changing.remove(remover=cast.otto, post_id=reply.pk)
        assert unread(cast.mira) == []

        assert inbox(cast.mira) == []
        assert queries.unread_count(cast.mira) == 0

    def test_the_count_of_the_frame_is_that_of_the_inbox_for_every_viewer(self, cast, read):
        everything(cast)
        read()

        people = (cast.mira, cast.otto, cast.joan)
        assert [queries.unread_count(p) for p in people] == [len(unread(p)) for p in people]
        assert all(unread(person) for person in people)

    def test_hollow_and_facts_say_the_same(self, cast, read):
        everything(cast)
        read()
        own = list(Notice.objects.unread().filter(kind__in=HOLLOW))
        Attention.objects.all().delete()
        before = hollow(own)
        from groundswell.network.models import Mention, Post, Reaction, Subscription

        assert before == []
        Mention.objects.all().delete()
        assert hollow(own) == without_facts(own)
        Reaction.objects.all().delete()
        Post.objects.update(best_answer=None)
        Subscription.objects.all().delete()
        assert hollow(own) == without_facts(own)
        Post.objects.update(removed_at=NOW)
        assert hollow(own) == without_facts(own) == sorted(n.pk for n in own)

    def test_nobody_marks_anothers_notices(self, cast, inbox):
        thread = tell(cast.mira, cast.organisation)
        posts.reply(author=cast.otto, to_id=thread.pk, source="Yes")
        inbox(cast.mira)
        notice = Notice.objects.get(person=cast.mira)

        with pytest.raises(NotFound):
            actions.mark_read(reader=cast.otto, notice_id=notice.pk)
        secret = tell(cast.mira, cast.merger.stream)
        with pytest.raises(NotFound):
            actions.mark_thread_read(reader=cast.joan, thread_id=secret.pk, up_to=ids.MAX)
        with pytest.raises(NotFound):
            actions.mute(person=cast.joan, thread_id=secret.pk)
        with pytest.raises(NotFound):
            actions.choose_level(person=cast.joan, stream_id=cast.merger.stream_id, level=Level.ALL)


HOLLOW = [
    Kind.MENTION, Kind.ANSWER, Kind.THREAD, Kind.BEST, Kind.REACTION, Kind.FOLLOW, Kind.NEWS,
    Kind.CALL,
]  # fmt: skip


def hollow(notices):
    return sorted(
        pk
        for (pk,) in settling.QUERIES.tuples(
            "hollow",
            threads=[notice.thread_id for notice in notices if notice.thread_id],
            followed=[notice.person_id for notice in notices],
            streams=[notice.subject_id for notice in notices if notice.kind == Kind.NEWS],
        )
    )


def without_facts(notices):
    ids_ = {notice.pk for notice in notices}
    return sorted(ids_ - {fact.notice_id for fact in bundles.facts(ids_)})


def everything(cast):
    """One of each kind of notice, for somebody."""
    actions.choose_level(person=cast.otto, stream_id=cast.pilots.stream_id, level=Level.ALL)
    question = ask(cast.mira, cast.pilots.stream)
    answer = posts.reply(author=cast.otto, to_id=question.pk, source="I do")
    tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk)
    reactions.react(person=cast.mira, post_id=answer.pk, name="thanks")
    posts.reply(author=cast.joan, to_id=question.pk, source=f"@{cast.otto.account.handle} knows")
    posts.reply(author=cast.joan, to_id=answer.pk, source="So it is")
    posts.reply(author=cast.joan, to_id=question.pk, source="As well")
    secret = tell(cast.otto, cast.merger.stream)
    posts.reply(author=cast.mira, to_id=secret.pk, source=f"@{cast.joan.account.handle}")
    groups.invite(member=cast.mira, group_id=cast.merger.pk, person_id=cast.joan.pk)
    groups.join(person=cast.joan, group_id=cast.board.pk)
    storyline = stream_queries.storyline_of(cast.mira.pk)
    streams.follow(follower=cast.otto, stream_id=storyline.pk)
    tell(cast.mira, cast.organisation, f"Hear, @{cast.pilots.account.handle}")
    other = groups.found(founder=cast.mira, name="Cranes", visibility=Visibility.CLOSED)
    groups.join(person=cast.otto, group_id=other.pk)
