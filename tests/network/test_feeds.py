"""What each feed shows: exactly what its viewer may read, a thread once, page by page."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.foundation import ids
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards, queries, threads
from groundswell.network.groups import actions as groups
from groundswell.network.groups import queries as groups_read
from groundswell.network.groups.models import Visibility
from groundswell.network.messages import queries as messages
from groundswell.network.notifications import around
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.posts.models import Placement, Post
from groundswell.network.streams import actions as streams
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import State
from tests.network.random_world import RandomWorld, taken_back

TEXTS = ("Hello", "About #noise", "More #Noise and #paint")


@pytest.fixture
def short_pages(monkeypatch):
    """Lets a page hold three posts, so that a small world has many."""
    monkeypatch.setattr(queries, "PAGE", 3)


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


def readable(viewer, **more):
    """Threads that the viewer may read, newest first, as the rule of reading says."""
    threads = Post.objects.visible_to(viewer).threads().filter(**more)
    return list(threads.order_by("-pk").values_list("pk", flat=True))


def placed(streams):
    """Threads that stand in one of the streams."""
    return Placement.objects.filter(stream__in=streams).values("post_id")


@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(dice=st.randoms(use_true_random=False))
def test_every_feed_shows_every_viewer_what_they_may_read_of_it(db, short_pages, dice):
    with taken_back():
        world = RandomWorld(dice, steps=30, texts=TEXTS)
        for viewer in world.people:
            newest_is_what_one_follows(viewer)
            a_stream_is_for_its_readers(viewer)
            a_person_shows_what_others_may_read(viewer, world.people)
            unanswered_is_what_nobody_else_answered(viewer)
            what_stands_around_a_feed_is_what_its_three_queries_say(viewer)
            a_topic_is_found_in_threads_and_replies(viewer)
            a_thread_is_there_or_not(viewer)
            marks_name_readable_places(viewer)


def newest_is_what_one_follows(viewer):
    followed = Stream.objects.filter(subscriptions__person=viewer)
    assert whole(queries.newest, viewer) == readable(viewer, pk__in=placed(followed))


def a_stream_is_for_its_readers(viewer):
    may_read = set(Stream.objects.visible_to(viewer))
    for stream in Stream.objects.all():
        expected = readable(viewer, pk__in=placed([stream])) if stream in may_read else []
        assert whole(queries.of_stream, viewer, stream.pk) == expected


def a_person_shows_what_others_may_read(viewer, people):
    for author in people:
        assert whole(queries.of_person, viewer, author.pk) == readable(viewer, author=author)


def unanswered_is_what_nobody_else_answered(viewer):
    questions = Post.objects.filter(pk__in=readable(viewer, kind="question", removed_at=None))
    waiting = [
        question.pk
        for question in questions.order_by("-pk")
        if not question.replies.filter(removed_at=None).exclude(author=question.author).exists()
    ]
    assert whole(queries.unanswered, viewer) == waiting
    others = Post.objects.exclude(author=viewer).filter(pk__in=waiting).order_by("-pk")
    shown = [line.id for line in queries.waiting(viewer, limit=100)]
    assert shown == list(others.values_list("pk", flat=True))


def what_stands_around_a_feed_is_what_its_three_queries_say(viewer):
    found = around.around(viewer, limit=3)
    assert list(found.waiting) == queries.waiting(viewer, limit=3)
    assert list(found.groups) == groups_read.to_join(viewer, limit=3)
    assert list(found.surroundings.places) == groups_read.places_to_post(viewer)
    assert found.surroundings == around.surroundings(viewer)
    assert found.surroundings.unread_messages == messages.unread_count(viewer)


def a_topic_is_found_in_threads_and_replies(viewer):
    saying = Post.objects.filter(source__icontains="#noise", removed_at=None)
    threads = {post.thread_id for post in saying}
    assert whole(queries.of_topic, viewer, "NOISE") == readable(viewer, pk__in=threads)


def a_thread_is_there_or_not(viewer):
    may_read = readable(viewer)
    for thread in Post.objects.threads():
        if thread.pk in may_read:
            replies = thread.replies.order_by("pk").values_list("pk", flat=True)
            shown = [line.id for line in threads.thread(viewer, thread.pk).lines]
            assert shown == [thread.pk, *replies]
        else:
            with pytest.raises(NotFound):
                threads.thread(viewer, thread.pk)


def marks_name_readable_places(viewer):
    threads = list(Post.objects.threads().values_list("pk", flat=True))
    for thread_id, marks in cards.marks(viewer, threads).items():
        named = {place.name for place in marks.places if place.kind == "group"}
        may_read = Stream.objects.visible_to(viewer).filter(placements__post_id=thread_id)
        assert named == {stream.group.name for stream in may_read.filter(kind="group")}


def test_pages_neither_repeat_nor_skip_while_posts_arrive_and_go(cast, short_pages):
    def publish(text: str) -> int:
        stream_ids = [cast.organisation.pk, cast.pilots.stream_id]
        return posts.publish(author=cast.otto, stream_ids=stream_ids, source=text).pk

    published = [publish(f"Number {number}") for number in range(10)]
    seen, older_than = [], ids.MAX
    while older_than is not None:
        page = queries.newest(cast.mira, older_than=older_than)
        seen += [line.id for line in page.lines]
        older_than = page.older_than
        publish("while reading")
        changing.remove(remover=cast.otto, post_id=page.lines[0].id)

    assert seen == published[::-1]


def test_a_thread_in_two_of_my_streams_stands_once_and_names_both(cast):
    post = posts.publish(
        author=cast.otto,
        stream_ids=[cast.pilots.stream_id, cast.board.stream_id],
        source="In both",
    )

    assert [line.id for line in queries.newest(cast.mira).lines] == [post.pk]
    names = {place.name for place in cards.marks(cast.mira, [post.pk])[post.pk].places}
    assert names == {"Pilots", "Board"}
    outside = {place.name for place in cards.marks(cast.joan, [post.pk])[post.pk].places}
    assert outside == {"Pilots"}


def test_a_removed_thread_stays_while_it_has_replies_and_shows_nothing(cast):
    thread = posts.publish(
        author=cast.otto,
        stream_ids=[cast.organisation.pk],
        kind="question",
        title="A secret title",
        source="A secret text",
    )
    posts.reply(author=cast.joan, to_id=thread.pk, source="An answer")

    changing.remove(remover=cast.otto, post_id=thread.pk)

    assert [line.id for line in queries.newest(cast.mira).lines] == [thread.pk]
    card = cards.cards([thread.pk])[thread.pk]
    assert card.is_removed
    assert (card.title, card.html, card.reaction_counts, card.files) == ("", "", {}, ())
    assert queries.unanswered(cast.mira).lines == []


def test_a_removed_best_answer_is_no_longer_shown(cast):
    question = posts.publish(
        author=cast.otto,
        stream_ids=[cast.organisation.pk],
        kind="question",
        title="Why?",
        source="Say",
    )
    answer = posts.reply(author=cast.joan, to_id=question.pk, source="Because")
    tending.mark_best_answer(marker=cast.otto, reply_id=answer.pk)
    best = cards.cards([question.pk])[question.pk].best
    assert best is not None
    assert best.html == "<p>Because</p>"

    changing.remove(remover=cast.joan, post_id=answer.pk)

    assert cards.cards([question.pk])[question.pk].best is None


def test_pinned_threads_are_the_last_five_for_those_who_may_read(cast):
    group = cast.board
    published = [
        posts.publish(author=cast.mira, stream_ids=[group.stream_id], source=f"{number}").pk
        for number in range(7)
    ]
    for post_id in published:
        tending.pin(owner=cast.mira, post_id=post_id)
    tending.pin(owner=cast.mira, post_id=published[5], is_pinned=False)

    shown = [line.id for line in queries.pinned(cast.otto, group.stream_id)]

    assert shown == [published[at] for at in (6, 4, 3, 2, 1)]
    assert queries.pinned(cast.joan, group.stream_id) == []


def test_leaving_closing_and_suspending_take_a_stream_out_of_the_feed(cast):
    post = posts.publish(author=cast.mira, stream_ids=[cast.pilots.stream_id], source="Here")
    streams.follow(follower=cast.joan, stream_id=cast.pilots.stream_id)

    def shown(viewer):
        return [line.id for line in queries.newest(viewer).lines]

    assert shown(cast.joan) == shown(cast.otto) == [post.pk]

    groups.change(
        owner=cast.mira,
        group_id=cast.pilots.pk,
        name="Pilots",
        purpose="",
        visibility=Visibility.CLOSED,
    )
    assert shown(cast.joan) == []
    assert shown(cast.otto) == [post.pk]

    groups.leave(person=cast.otto, group_id=cast.pilots.pk)
    assert shown(cast.otto) == []


def test_a_bot_or_one_who_left_keeps_their_name_over_what_they_wrote(cast):
    post = posts.publish(author=cast.otto, stream_ids=[cast.organisation.pk], source="Here")
    type(cast.otto).objects.filter(pk=cast.otto.pk).update(state=State.LEFT, is_bot=True)

    byline = cards.cards([post.pk])[post.pk].author

    assert (byline.name, byline.is_bot) == ("Otto Berg", True)


def test_a_page_needs_the_same_number_of_queries_however_many_posts_there_are(
    cast, django_assert_num_queries
):
    def publish():
        return posts.publish(author=cast.otto, stream_ids=[cast.organisation.pk], source="Hello").pk

    viewer = cast.mira
    publish()
    for count in (2, 20):
        shown = [publish() for _ in range(count)]
        with django_assert_num_queries(4):
            queries.newest(viewer)
            cards.cards(shown)
            cards.marks(viewer, shown)
