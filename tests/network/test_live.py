"""Who hears that a stream moved: exactly those who may read it."""

from __future__ import annotations

import asyncio

import pytest

from groundswell.activity import log, readers
from groundswell.config.serving.hub import Hub, Listener
from groundswell.network.groups import actions as groups
from groundswell.network.live import queries
from groundswell.network.messages import actions as messages
from groundswell.network.models import Stream
from groundswell.network.notifications import actions as notices
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.streams import actions as streams

pytestmark = pytest.mark.django_db


def test_the_audience_is_that_of_visible_to_for_every_viewer_and_stream(cast):
    viewers = [cast.mira, cast.joan, cast.otto]
    _ = (cast.pilots, cast.board, cast.merger)
    streams.open_conversation([cast.joan.pk, cast.otto.pk])
    all_ids = set(Stream.objects.values_list("pk", flat=True))

    audience = queries.audience([viewer.pk for viewer in viewers], all_ids)

    for viewer in viewers:
        heard = {stream_id for stream_id in all_ids if audience.may_read(viewer.pk, stream_id)}
        readable = set(Stream.objects.visible_to(viewer).values_list("pk", flat=True))
        assert heard == readable, viewer
        followed = {stream_id for stream_id in all_ids if audience.follows(viewer.pk, stream_id)}
        assert followed == set(viewer.subscriptions.values_list("stream_id", flat=True))


def test_who_left_a_group_hears_nothing_of_it_any_more(cast):
    groups.leave(person=cast.otto, group_id=cast.merger.pk)

    audience = queries.audience([cast.otto.pk], [cast.merger.stream_id])

    assert not audience.may_read(cast.otto.pk, cast.merger.stream_id)
    assert not audience.follows(cast.otto.pk, cast.merger.stream_id)


@pytest.mark.usefixtures("news")
def test_what_is_said_moves_its_stream_and_joining_moves_none(cast):
    _ = (cast.pilots, cast.merger)
    before = log.newest()
    groups.join(person=cast.joan, group_id=cast.pilots.pk)
    assert queries.moved_after(before).streams == {}

    stream_id = cast.merger.stream_id
    posts.publish(author=cast.otto, stream_ids=[stream_id], source="We buy them")

    movement = queries.moved_after(before)
    assert movement.streams.keys() == {stream_id}
    assert queries.moved_after(movement.up_to).streams == {}


@pytest.mark.usefixtures("news")
def test_who_arrives_while_the_news_of_others_are_read_hears_them_too(cast):
    loop, hub, known = asyncio.new_event_loop(), Hub(), log.newest()
    hub._loop = loop
    hub.add(Listener(1, cast.joan.pk), known)
    posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Good morning")
    hub._look()

    late = Listener(2, cast.otto.pk)
    hub.add(late, known)
    hub._look()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()

    assert late.waiting.keys() == {cast.organisation.pk}
    assert late.up_to == log.newest()


@pytest.mark.usefixtures("news")
def test_a_thread_in_two_streams_moves_both(cast):
    both = {cast.pilots.stream_id, cast.merger.stream_id}
    thread = posts.publish(author=cast.otto, stream_ids=sorted(both), source="Two places")
    before = log.newest()

    posts.reply(author=cast.mira, to_id=thread.pk, source="Seen in both")

    assert queries.moved_after(before).streams.keys() == both


@pytest.mark.usefixtures("news")
def test_a_removed_thread_moves_all_streams_that_it_leaves(cast):
    both = {cast.pilots.stream_id, cast.merger.stream_id}
    thread = posts.publish(author=cast.otto, stream_ids=sorted(both), source="Two places")
    reply = posts.reply(author=cast.otto, to_id=thread.pk, source="Still there")
    changing.remove(remover=cast.otto, post_id=thread.pk)
    before = log.newest()

    changing.remove(remover=cast.otto, post_id=reply.pk)

    assert queries.moved_after(before).streams.keys() == both


@pytest.mark.usefixtures("news")
def test_who_answers_by_mail_hears_in_the_open_browser_that_nothing_waits(cast):
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    thread = posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Who?")
    posts.reply(author=cast.otto, to_id=thread.pk, source="I")
    readers.catch_up(reader)
    before = log.newest()

    posts.reply(author=cast.mira, to_id=thread.pk, source="Thanks")
    readers.catch_up(reader)

    assert cast.mira.pk in queries.noticed([cast.mira.pk], queries.moved_after(before))


@pytest.mark.usefixtures("news")
def test_whose_notices_were_opened_or_read_hears_it_and_nobody_else(cast):
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    everybody = [person.pk for person in (cast.mira, cast.otto, cast.joan)]
    thread = posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Who?")
    readers.catch_up(reader)
    before = log.newest()

    posts.reply(author=cast.otto, to_id=thread.pk, source="I")
    readers.catch_up(reader)
    opened = queries.moved_after(before)
    assert queries.noticed(everybody, opened) == {cast.mira.pk}

    notices.mark_all_read(reader=cast.mira)
    assert queries.noticed(everybody, queries.moved_after(opened.up_to)) == {cast.mira.pk}


@pytest.mark.usefixtures("news")
@pytest.mark.parametrize("place", [log.Position(0, 10**18), log.Position(10**18, 1)])
def test_who_names_a_place_where_the_log_never_was_waits_for_what_comes(cast, place):
    _ = cast.pilots

    movement = queries.caught_up(place)

    assert movement.streams == {}
    assert movement.up_to == log.newest()


@pytest.mark.usefixtures("news")
def test_who_was_away_for_long_does_not_have_the_whole_log_read(cast, monkeypatch):
    stream_id = cast.pilots.stream_id
    before = log.newest()
    posts.publish(author=cast.otto, stream_ids=[stream_id], source="One")
    assert queries.caught_up(before).streams.keys() == {stream_id}

    monkeypatch.setattr(queries, "LONGEST_AWAY", 1)

    movement = queries.caught_up(before)
    assert movement.streams == {}
    assert movement.up_to == log.newest()


def test_a_pulse_is_felt_by_the_others_who_take_part(cast):
    talk = messages.start(
        author=cast.mira, person_ids=[cast.joan.pk, cast.otto.pk], source="Lunch?"
    )
    ines = cast.person("Ines Outside")
    before = queries.last_pulse()
    messages.show_typing(person=cast.joan, conversation_id=talk)

    everybody = [cast.mira.pk, cast.joan.pk, cast.otto.pk, ines.pk]
    newest, felt = queries.pulses_after(before, everybody)

    assert {person_id for person_id, _ in felt} == {cast.mira.pk, cast.otto.pk}
    assert queries.pulses_after(newest, everybody) == (newest, [])


@pytest.mark.usefixtures("news")
def test_a_message_moves_a_conversation_and_so_does_who_is_let_in(cast):
    talk = messages.start(
        author=cast.mira, person_ids=[cast.joan.pk, cast.otto.pk], source="Lunch?"
    )
    ines = cast.person("Ines Outside")
    before = log.newest()
    messages.add(adder=cast.mira, conversation_id=talk, person_ids=[ines.pk])

    moved = queries.moved_after(before)

    assert moved.streams.keys() == {talk}
    audience = queries.audience([ines.pk], moved.streams)
    assert audience.conversation_ids == {talk}
    assert audience.may_read(ines.pk, talk)
    assert audience.hears(ines.pk, talk, of_followed=True)
    assert not audience.hears(cast.person("Nils Ny").pk, talk, of_followed=True)
