"""What each feed shows: exactly what its viewer may read, a thread once, page by page."""

from __future__ import annotations

import pytest

from groundswell.foundation import ids
from groundswell.network.feeds import cards, marks, queries
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.streams import actions as streams
from groundswell.people.persons.models import State

TEXTS = ("Hello", "About #noise", "More #Noise and #paint")


@pytest.fixture
def short_pages(monkeypatch):
    """Lets a page hold three posts, so that a small world has many."""
    monkeypatch.setattr(queries, "PAGE", 3)


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
    page = queries.newest(cast.mira)
    assert page.marks == marks.of(cast.mira, [post.pk])
    names = {place.name for place in marks.of(cast.mira, [post.pk])[post.pk].places}
    assert names == {"Pilots", "Board"}
    outside = {place.name for place in marks.of(cast.joan, [post.pk])[post.pk].places}
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
            marks.of(viewer, shown)
