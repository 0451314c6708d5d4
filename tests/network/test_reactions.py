"""Reacting: one at a time, changed and taken back, counted as it is."""

from __future__ import annotations

from collections import Counter

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.answering import PostIsRemoved
from groundswell.network.posts.models import Post
from groundswell.network.reactions import actions
from groundswell.network.reactions.models import Reaction


@pytest.fixture
def post(cast):
    return posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Hello")


def counts(post):
    return Post.objects.get(pk=post.pk).reaction_counts


def recounted(post):
    return dict(Counter(Reaction.objects.filter(post=post).values_list("name", flat=True)))


def test_every_change_raises_the_version_and_leaves_its_trace(cast, post):
    before = post.version
    for name in ("thanks", "idea", "idea"):
        actions.react(person=cast.joan, post_id=post.pk, name=name)

    assert Post.objects.get(pk=post.pk).version == before + 3
    verbs = Activity.objects.filter(actor_id=cast.joan.pk, noun="post", noun_id=post.pk)
    assert list(verbs.order_by("pk").values_list("verb", "stream_id")) == [
        ("reacted", cast.organisation.pk),
        ("reacted", cast.organisation.pk),
        ("unreacted", cast.organisation.pk),
    ]


def test_what_an_import_brought_stays_beside_ones_own(cast, post):
    Reaction.objects.create(post=post, person=cast.joan, name="parrot", reacted_at=clock.now())
    Post.objects.filter(pk=post.pk).update(reaction_counts={"parrot": 1})

    actions.react(person=cast.joan, post_id=post.pk, name="thanks")
    assert counts(post) == {"parrot": 1, "thanks": 1}

    actions.react(person=cast.joan, post_id=post.pk, name="thanks")
    assert counts(post) == recounted(post) == {"parrot": 1}


@pytest.mark.parametrize("name", ["parrot", "", "THANKS"])
def test_the_set_is_small_and_fixed(cast, post, name):
    with pytest.raises(actions.NoSuchReaction):
        actions.react(person=cast.joan, post_id=post.pk, name=name)

    assert counts(post) == {}


def test_who_may_not_read_may_not_react(cast):
    post = posts.publish(author=cast.mira, stream_ids=[cast.board.stream_id], source="Hello")
    reply = posts.reply(author=cast.otto, to_id=post.pk, source="Hi")

    for post_id in (post.pk, reply.pk, 77):
        with pytest.raises(NotFound):
            actions.react(person=cast.joan, post_id=post_id, name="thanks")


def test_nobody_reacts_to_what_was_removed(cast, post):
    posts.reply(author=cast.otto, to_id=post.pk, source="Hi")
    changing.remove(remover=cast.mira, post_id=post.pk)

    with pytest.raises(PostIsRemoved):
        actions.react(person=cast.joan, post_id=post.pk, name="thanks")
