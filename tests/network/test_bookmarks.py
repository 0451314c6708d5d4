"""Bookmarks are for oneself alone, and show nothing that one may not read any more."""

from __future__ import annotations

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation.errors import NotFound
from groundswell.network.bookmarks import actions
from groundswell.network.feeds import marks
from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import actions as groups
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing


def kept_by(person):
    return [line.id for line in feeds.saved(person).lines]


@pytest.fixture
def secret(cast):
    return posts.publish(author=cast.mira, stream_ids=[cast.merger.stream_id], source="Not a word")


def test_a_thread_is_kept_once_and_for_oneself(cast, secret):
    reply = posts.reply(author=cast.mira, to_id=secret.pk, source="Nor here")
    before = Activity.objects.count()
    for post in (secret, reply, secret):
        actions.save(person=cast.otto, post_id=post.pk)

    assert (kept_by(cast.otto), kept_by(cast.mira)) == ([secret.pk], [])
    assert marks.of(cast.otto, [secret.pk])[secret.pk].is_saved
    assert not marks.of(cast.mira, [secret.pk])[secret.pk].is_saved
    assert Activity.objects.count() == before
    actions.save(person=cast.otto, post_id=secret.pk, is_saved=False)
    assert kept_by(cast.otto) == []


def test_what_one_cannot_read_is_not_kept_and_not_shown_any_more(cast, secret):
    with pytest.raises(NotFound):
        actions.save(person=cast.joan, post_id=secret.pk)
    actions.save(person=cast.otto, post_id=secret.pk)
    groups.leave(person=cast.otto, group_id=cast.merger.pk)

    assert kept_by(cast.otto) == []


def test_a_removed_thread_is_not_kept(cast, secret):
    actions.save(person=cast.otto, post_id=secret.pk)
    posts.reply(author=cast.otto, to_id=secret.pk, source="Stays")
    changing.remove(remover=cast.mira, post_id=secret.pk)

    assert kept_by(cast.otto) == []
