"""Whoever changes is shown as they are now, over their older posts too."""

from __future__ import annotations

import pytest

from groundswell.activity import readers
from groundswell.network.feeds import bylines
from groundswell.network.posts import actions as posts
from groundswell.network.posts import tending
from groundswell.network.posts.models import Post
from groundswell.people.persons import actions as persons


@pytest.fixture
def reader(news):
    reader = readers.register("bylines", bylines.follow)
    readers.catch_up(reader)
    return reader


def version(post):
    return Post.objects.get(pk=post.pk).version


def publish(author, **more):
    return posts.publish(author=author, source="Hear", **more)


def test_what_somebody_wrote_is_drawn_anew_when_they_change(cast, reader):
    post = publish(cast.otto, stream_ids=[cast.organisation.pk])
    other = publish(cast.mira, stream_ids=[cast.organisation.pk])

    persons.change_profile(person=cast.otto, title="Pilot")
    readers.catch_up(reader)

    assert version(post) == 2
    assert version(other) == 1


def test_a_question_is_drawn_anew_when_who_answered_best_changes(cast, reader):
    question = publish(
        cast.mira, stream_ids=[cast.organisation.pk], kind="question", title="Who knows?"
    )
    answer = posts.reply(author=cast.otto, to_id=question.pk, source="I do")
    tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk)
    before = version(question)

    persons.change_profile(person=cast.otto, title="Pilot")
    readers.catch_up(reader)

    assert version(question) == before + 1


def test_nothing_is_drawn_anew_when_somebody_only_follows(cast, reader):
    post = publish(cast.otto, stream_ids=[cast.organisation.pk])
    from groundswell.network.streams import actions as streams

    streams.follow(follower=cast.otto, stream_id=cast.organisation.pk)
    readers.catch_up(reader)

    assert version(post) == 1
