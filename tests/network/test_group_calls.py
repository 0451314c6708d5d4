"""A group that is named where a thread begins: its members hear of it, if its owner says so."""

from __future__ import annotations

import pytest

from groundswell.activity import readers
from groundswell.network.groups import actions as groups
from groundswell.network.models import Mention, Notice
from groundswell.network.notifications import actions, calling, queries
from groundswell.network.notifications.models import Kind, Level
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.addressing import streams_of
from groundswell.network.posts.calling import callable_by
from groundswell.network.streams import queries as streams
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


@pytest.fixture
def read():
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    return lambda: readers.catch_up(reader)


def say(author, source, *streams_):
    places = [stream.pk for stream in streams_] or [streams.organisation().pk]
    return posts.publish(author=author, stream_ids=places, source=source)


def called(thread):
    notices = Notice.objects.unread().filter(kind=Kind.CALL, thread=thread)
    return sorted(notices.values_list("person__name", flat=True))


@pytest.fixture
def pilots(cast):
    """Mira owns it; Otto, Hugo and Ines are in it."""
    for name in ("Hugo Third", "Ines Fourth"):
        groups.join(person=cast.person(name), group_id=cast.pilots.pk)
    return cast.pilots


def test_an_owner_calls_the_members_and_the_cost_says_whom(cast, pilots, read):
    thread = say(cast.mira, f"Hear, @{pilots.account.handle}: the trial begins")
    read()

    assert called(thread) == ["Hugo Third", "Ines Fourth", "Otto Berg"]
    told = calling.called(callable_by(cast.mira, [pilots.pk]), streams_of(thread.pk))
    assert len(set(told) - {cast.mira.pk}) == 3
    (bundle,) = queries.inbox(cast.otto).unread
    assert (bundle.kind, bundle.actors[0].name) == (Kind.CALL, "Mira Lindqvist")


def test_who_does_not_own_it_only_links_to_it(cast, pilots, read):
    thread = say(cast.otto, f"I am in @{pilots.account.handle}")
    read()

    assert called(thread) == []
    assert Mention.objects.get(post=thread).calls is False
    assert f"/groups/{pilots.pk}/" in thread.html


def test_an_announcer_calls_any_listed_group(cast, pilots, read):
    roles.grant(person=cast.joan, role=Role.ANNOUNCER)
    thread = say(cast.joan, f"Hear, @{pilots.account.handle}")
    read()

    assert called(thread) == ["Hugo Third", "Ines Fourth", "Mira Lindqvist", "Otto Berg"]


def test_who_is_named_too_hears_it_once_and_who_silenced_the_group_not_at_all(cast, pilots, read):
    hugo = pilots.stream.memberships.get(person__name="Hugo Third").person
    actions.choose_level(person=hugo, stream_id=pilots.stream_id, level=Level.NONE)
    thread = say(cast.mira, f"@{pilots.account.handle} and @{cast.otto.account.handle}")
    read()

    assert called(thread) == ["Ines Fourth"]
    assert [b.kind for b in queries.inbox(cast.otto).unread] == [Kind.MENTION]


def test_nobody_is_called_to_what_they_may_not_read(cast, pilots, read):
    groups.join(person=cast.otto, group_id=cast.board.pk)
    thread = say(cast.mira, f"Hear, @{pilots.account.handle}", cast.board.stream)
    read()

    assert called(thread) == ["Otto Berg"]


def test_a_secret_group_is_neither_called_nor_named(cast, read):
    thread = say(cast.mira, f"Hear, @{cast.merger.account.handle}", cast.merger.stream)
    read()

    assert called(thread) == []
    assert cast.merger.name not in thread.html
    assert callable_by(cast.mira, [cast.merger.pk]) == []


def test_an_answer_and_a_change_call_nobody_and_a_change_keeps_what_was_called(cast, pilots, read):
    handle = pilots.account.handle
    thread = say(cast.mira, "The trial begins")
    posts.reply(author=cast.mira, to_id=thread.pk, source=f"@{handle}")
    changing.edit(editor=cast.mira, post_id=thread.pk, source=f"Hear, @{handle}")
    calls = say(cast.mira, f"Hear, @{handle}")
    read()
    changing.edit(editor=cast.mira, post_id=calls.pk, source=f"Hear well, @{handle}")
    read()

    assert called(thread) == []
    assert len(called(calls)) == 3
    changing.remove(remover=cast.mira, post_id=calls.pk)
    read()
    assert called(calls) == []
