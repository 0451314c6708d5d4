"""Streams: who may read them, and who has them in their feed."""

from __future__ import annotations

import pytest

from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.streams import actions, queries
from groundswell.network.streams.models import Stream, StreamKind, Subscription


def feed_of(person):
    return set(Subscription.objects.filter(person=person).values_list("stream_id", flat=True))


def storyline(person):
    return queries.storyline_of(person.pk)


def test_open_streams_are_read_by_all_and_the_others_by_their_members(cast):
    talk = actions.open_conversation([cast.mira.pk, cast.otto.pk])
    everybody = [cast.organisation, storyline(cast.mira), cast.pilots.stream]
    members = [cast.board.stream, cast.merger.stream, talk]

    for stream in everybody:
        assert {queries.stream(who, stream.pk) for who in (cast.mira, cast.joan)} == {stream}
    for stream in members:
        assert queries.stream(cast.otto, stream.pk) == stream
        with pytest.raises(NotFound):
            queries.stream(cast.joan, stream.pk)
    visible = set(Stream.objects.visible_to(cast.joan))
    assert not visible & set(members)
    assert visible >= set(everybody)


def test_everybody_has_the_organisation_and_an_own_storyline_once(cast):
    for _ in range(2):
        actions.settle_in(cast.mira.pk)
        actions.open_storyline(cast.mira.pk)

    assert feed_of(cast.mira) == {cast.organisation.pk, storyline(cast.mira).pk}
    assert Stream.objects.filter(kind=StreamKind.ORGANISATION).count() == 1


def test_one_follows_what_one_may_read_and_nothing_else(cast):
    actions.follow(follower=cast.joan, stream_id=cast.pilots.stream_id)
    actions.follow(follower=cast.joan, stream_id=cast.pilots.stream_id)
    assert queries.is_followed(cast.joan, cast.pilots.stream_id)
    for stream_id in (cast.board.stream_id, cast.merger.stream_id, 77_777):
        with pytest.raises(NotFound):
            actions.follow(follower=cast.joan, stream_id=stream_id)

    actions.unfollow(follower=cast.joan, stream_id=cast.pilots.stream_id)

    assert not queries.is_followed(cast.joan, cast.pilots.stream_id)
    assert queries.stream(cast.joan, cast.pilots.stream_id)


def test_not_following_a_group_leaves_the_membership(cast):
    actions.unfollow(follower=cast.otto, stream_id=cast.board.stream_id)

    assert cast.board.stream_id not in feed_of(cast.otto)
    assert queries.stream(cast.otto, cast.board.stream_id)
    assert cast.otto.pk in queries.member_ids(cast.board.stream_id)


def test_who_is_silenced_has_no_feed_and_gets_their_groups_back(cast):
    actions.open_conversation([cast.otto.pk, cast.joan.pk])
    before = feed_of(cast.otto) | {cast.board.stream_id, cast.merger.stream_id}

    actions.silence(cast.otto.pk)
    assert feed_of(cast.otto) == set()

    actions.settle_in(cast.otto.pk)
    actions.follow_memberships(cast.otto.pk)
    assert feed_of(cast.otto) == before


def test_the_mark_of_what_is_read_never_moves_back(cast):
    reader = {"reader_id": cast.mira.pk, "stream_id": cast.organisation.pk}
    for post_id in (5, 9, 7):
        actions.mark_read(**reader, post_id=post_id)

    mark = Subscription.objects.get(person=cast.mira, stream=cast.organisation)
    assert mark.last_read == 9


def test_a_subscription_exists_only_while_its_person_may_read(cast):
    actions.follow(follower=cast.joan, stream_id=cast.pilots.stream_id)
    groups.join(person=cast.joan, group_id=cast.pilots.pk)
    groups.leave(person=cast.joan, group_id=cast.pilots.pk)
    actions.follow(follower=cast.joan, stream_id=cast.pilots.stream_id)
    groups.change(
        owner=cast.mira,
        group_id=cast.pilots.pk,
        name="Pilots",
        purpose="",
        visibility=Visibility.SECRET,
    )
    groups.leave(person=cast.otto, group_id=cast.board.pk)

    for subscription in Subscription.objects.select_related("person"):
        visible = Stream.objects.visible_to(subscription.person)
        assert visible.filter(pk=subscription.stream_id).exists(), subscription
