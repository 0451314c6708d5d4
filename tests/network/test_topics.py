"""Following topics: whatever is said under them, as far as one may read it."""

from __future__ import annotations

import pytest

from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import queries as feeds
from groundswell.network.posts import actions as posts
from groundswell.network.topics import actions, queries


def say(author, stream_id, source):
    return posts.publish(author=author, stream_ids=[stream_id], source=source).pk


def heard_by(person):
    return [line.id for line in feeds.of_followed_topics(person).lines]


def test_who_follows_a_topic_hears_what_stands_under_it_as_far_as_they_may_read(cast):
    actions.follow(follower=cast.joan, name="Vibration")
    actions.follow(follower=cast.otto, name="vibration")
    open_ = say(cast.mira, cast.pilots.stream_id, "Blade three. #vibration")
    secret = say(cast.mira, cast.merger.stream_id, "Hush. #vibration")
    say(cast.mira, cast.pilots.stream_id, "Lunch. #soup")
    below = say(cast.mira, cast.pilots.stream_id, "What is it?")
    posts.reply(author=cast.otto, to_id=below, source="It is #VIBRATION and #soup")

    assert heard_by(cast.joan) == [below, open_]
    assert heard_by(cast.otto) == [below, secret, open_]
    assert heard_by(cast.mira) == []
    assert queries.follows(cast.joan, "VIBRATION")
    actions.follow(follower=cast.joan, name="vibration", is_followed=False)
    assert heard_by(cast.joan) == []


@pytest.mark.parametrize("name", ["", "two words", "a/b", "-", "x" * 81, "<b>"])
def test_what_is_no_topic_cannot_be_followed(cast, name):
    with pytest.raises(NotFound):
        actions.follow(follower=cast.joan, name=name)
