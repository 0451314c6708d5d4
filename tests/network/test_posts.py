"""Publishing, replying, editing, removing."""

from __future__ import annotations

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import actions as groups
from groundswell.network.groups.actions import GroupIsArchived
from groundswell.network.posts import actions, changing, tending
from groundswell.network.posts.models import Post
from groundswell.network.reactions import actions as reactions


def ids_of(page: feeds.FeedPage) -> list[int]:
    return [line.id for line in page.lines]


def test_a_member_publishes_and_only_members_see_it(cast):
    post = actions.publish(author=cast.otto, stream_ids=[cast.board.stream_id], source="We start")

    assert ids_of(feeds.newest(cast.mira)) == [post.pk]
    assert ids_of(feeds.of_stream(cast.joan, cast.board.stream_id)) == []
    assert not Post.objects.visible_to(cast.joan).filter(pk=post.pk).exists()


def test_who_may_not_read_a_stream_hears_that_there_is_none(cast):
    with pytest.raises(NotFound):
        actions.publish(author=cast.joan, stream_ids=[cast.board.stream_id], source="Hello")


def test_nobody_posts_in_an_archived_group(cast):
    groups.archive(owner=cast.mira, group_id=cast.pilots.pk)

    with pytest.raises(GroupIsArchived, match="“Pilots” is archived"):
        actions.publish(author=cast.otto, stream_ids=[cast.pilots.stream_id], source="Hello")


def test_a_repeated_request_returns_the_first_post(cast):
    again = {"author": cast.mira, "stream_ids": [cast.organisation.pk], "source": "Once"}

    first = actions.publish(**again, request_key="k1")
    second = actions.publish(**again, request_key="k1")

    assert first.pk == second.pk
    assert Post.objects.count() == 1


def test_a_question_waits_until_somebody_else_answers(cast):
    question = actions.publish(
        author=cast.mira,
        stream_ids=[cast.organisation.pk],
        kind="question",
        title="How long?",
        source="The shaft",
    )
    actions.reply(author=cast.mira, to_id=question.pk, source="I mean the new one")
    assert ids_of(feeds.unanswered(cast.otto)) == [question.pk]

    answer = actions.reply(author=cast.joan, to_id=question.pk, source="Nine metres")
    assert ids_of(feeds.unanswered(cast.otto)) == []

    changing.remove(remover=cast.joan, post_id=answer.pk)
    assert ids_of(feeds.unanswered(cast.otto)) == [question.pk]


def test_replies_have_two_levels(cast):
    thread = actions.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="A")
    first = actions.reply(author=cast.joan, to_id=thread.pk, source="B")
    second = actions.reply(author=cast.otto, to_id=first.pk, source="C")
    third = actions.reply(author=cast.mira, to_id=second.pk, source="D")

    assert (first.root_id, first.parent_id) == (thread.pk, None)
    assert (second.root_id, second.parent_id) == (thread.pk, first.pk)
    assert (third.root_id, third.parent_id) == (thread.pk, first.pk)
    assert Post.objects.get(pk=thread.pk).reply_count == 3


def test_a_removed_thread_without_replies_leaves_every_feed(cast):
    post = actions.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Oops")

    changing.remove(remover=cast.mira, post_id=post.pk)

    assert ids_of(feeds.newest(cast.otto)) == []


def test_a_removed_thread_goes_with_its_last_reply(cast):
    post = actions.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Oops")
    replies = [actions.reply(author=cast.joan, to_id=post.pk, source="What?").pk for _ in range(2)]
    changing.remove(remover=cast.mira, post_id=post.pk)

    changing.remove(remover=cast.joan, post_id=replies[0])
    assert ids_of(feeds.newest(cast.otto)) == [post.pk]

    changing.remove(remover=cast.joan, post_id=replies[1])
    assert ids_of(feeds.newest(cast.otto)) == []


def test_the_log_names_the_stream_that_a_removed_thread_left(cast):
    post = actions.publish(author=cast.mira, stream_ids=[cast.pilots.stream_id], source="Oops")

    changing.remove(remover=cast.mira, post_id=post.pk)

    assert Activity.objects.get(verb="removed").stream_id == cast.pilots.stream_id


def test_an_edit_keeps_what_was_said_and_raises_the_version(cast):
    post = actions.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Old")

    edited = changing.edit(editor=cast.mira, post_id=post.pk, source="New")

    assert edited.html == "<p>New</p>"
    assert edited.version == post.version + 1
    assert [version.source for version in edited.versions.all()] == ["Old"]
    with pytest.raises(changing.OnlyTheAuthorMayEdit):
        changing.edit(editor=cast.otto, post_id=post.pk, source="Mine")


def test_another_reaction_replaces_mine_and_the_same_takes_it_back(cast):
    post = actions.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="A")

    reactions.react(person=cast.otto, post_id=post.pk, name="thanks")
    reactions.react(person=cast.joan, post_id=post.pk, name="thanks")
    assert Post.objects.get(pk=post.pk).reaction_counts == {"thanks": 2}

    reactions.react(person=cast.otto, post_id=post.pk, name="idea")
    assert Post.objects.get(pk=post.pk).reaction_counts == {"thanks": 1, "idea": 1}

    reactions.react(person=cast.otto, post_id=post.pk, name="idea")
    assert Post.objects.get(pk=post.pk).reaction_counts == {"thanks": 1}


def test_older_pages_neither_repeat_nor_skip_while_new_posts_arrive(cast):
    def publish(number: int) -> int:
        stream_ids = [cast.organisation.pk, cast.pilots.stream_id]
        return actions.publish(
            author=cast.otto, stream_ids=stream_ids, source=f"Number {number}"
        ).pk

    published = [publish(number) for number in range(45)]
    first = feeds.newest(cast.mira)
    publish(45)
    second = feeds.newest(cast.mira, older_than=first.older_than)
    publish(46)
    third = feeds.newest(cast.mira, older_than=second.older_than)

    assert ids_of(first) + ids_of(second) + ids_of(third) == published[::-1]
    assert third.older_than is None


def test_in_an_archived_group_nothing_changes_but_ones_own_text_may_go(cast):
    question = actions.publish(
        author=cast.otto,
        stream_ids=[cast.pilots.stream_id],
        kind="question",
        title="Who knows?",
        source="Blade three rattles.",
    )
    answer = actions.reply(author=cast.mira, to_id=question.pk, source="I do.")
    groups.archive(owner=cast.mira, group_id=cast.pilots.pk)

    for deed in (
        lambda: actions.reply(author=cast.otto, to_id=question.pk, source="Thanks"),
        lambda: changing.edit(editor=cast.otto, post_id=question.pk, source="Changed"),
        lambda: reactions.react(person=cast.otto, post_id=answer.pk, name="thanks"),
        lambda: tending.mark_best_answer(marker=cast.otto, reply_id=answer.pk),
        lambda: tending.pin(owner=cast.mira, post_id=question.pk),
    ):
        with pytest.raises(GroupIsArchived, match="“Pilots” is archived"):
            deed()
    changing.remove(remover=cast.mira, post_id=answer.pk)

    assert Post.objects.get(pk=answer.pk).removed_at is not None
    assert Post.objects.get(pk=question.pk).version > question.version


def test_a_thread_that_also_stands_in_a_living_place_goes_on_there(cast):
    streams = [cast.pilots.stream_id, cast.organisation.pk]
    thread = actions.publish(author=cast.otto, stream_ids=streams, source="To all")
    groups.archive(owner=cast.mira, group_id=cast.pilots.pk)

    reply = actions.reply(author=cast.joan, to_id=thread.pk, source="Heard")
    reactions.react(person=cast.joan, post_id=thread.pk, name="thanks")

    row = Activity.objects.get(verb="replied", noun_id=reply.pk)
    assert row.stream_id == cast.organisation.pk
