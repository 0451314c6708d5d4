"""Praise: for whom its text names, and shown with them to those who may read it."""

from __future__ import annotations

import pytest

from groundswell.network.feeds import cards
from groundswell.network.posts import actions, changing, queries
from groundswell.network.posts.actions import PraiseNamesSomebodyElse, PraiseSaysForWhat


def praise(author, stream_id, source):
    return actions.publish(author=author, stream_ids=[stream_id], kind="praise", source=source)


def test_praise_names_somebody_else(cast):
    for source in ("Well done!", f"Well done, @{cast.mira.account.handle}!", "Well done, @nobody!"):
        with pytest.raises(PraiseNamesSomebodyElse):
            praise(cast.mira, cast.organisation.pk, source)
    with pytest.raises(PraiseSaysForWhat):
        praise(cast.mira, cast.organisation.pk, f"@{cast.otto.account.handle}!")


def test_whom_it_names_keeps_it_on_their_page(cast):
    text = f"@{cast.otto.account.handle} and @{cast.pilots.account.handle}: thanks, @{{}}"
    post = praise(cast.mira, cast.organisation.pk, text.format(cast.mira.account.handle))

    assert [one.name for one in cards.cards([post.pk])[post.pk].named][:2] == [
        "Otto Berg",
        "Pilots",
    ]
    assert list(queries.praise_of(cast.joan, cast.otto.pk)) == [post]
    assert list(queries.praise_of(cast.joan, cast.pilots.pk)) == [post]
    assert not queries.praise_of(cast.joan, cast.mira.pk)


def test_praise_in_a_secret_group_is_not_seen_outside(cast):
    post = praise(cast.mira, cast.merger.stream_id, f"@{cast.otto.account.handle} kept it quiet")

    assert list(queries.praise_of(cast.otto, cast.otto.pk)) == [post]
    assert not queries.praise_of(cast.joan, cast.otto.pk)


def test_an_edit_may_not_take_the_praised_away(cast):
    post = praise(cast.mira, cast.organisation.pk, f"Thanks, @{cast.otto.account.handle}")

    with pytest.raises(PraiseNamesSomebodyElse):
        changing.edit(editor=cast.mira, post_id=post.pk, source="Never mind")
    changing.remove(remover=cast.mira, post_id=post.pk)
    assert not queries.praise_of(cast.joan, cast.otto.pk)
