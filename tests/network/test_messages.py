"""Conversations: who takes part, what they read, and that nobody else learns of them."""

from __future__ import annotations

import pytest

from groundswell.activity import readers
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import queries as feeds
from groundswell.network.messages import actions, queries
from groundswell.network.messages.models import Conversation
from groundswell.network.notifications import actions as marking
from groundswell.network.notifications import queries as notices
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.models import Post
from groundswell.network.posts.places import NobodyReadsThis
from groundswell.network.reactions import actions as reactions
from groundswell.network.topics import actions as topics
from groundswell.people.persons.models import Person, State

pytestmark = pytest.mark.django_db


def write(author, *people, source="Crane at ten?", **more):
    """The conversation in which somebody writes to others."""
    return actions.start(
        author=author, person_ids=[person.pk for person in people], source=source, **more
    )


def say(author, conversation_id, source="Yes."):
    return posts.publish(author=author, stream_ids=[conversation_id], source=source)


def said(viewer, conversation_id, **more):
    """What the viewer reads in a conversation, oldest first."""
    page = queries.newest(viewer, conversation_id, **more)
    sources = dict(Post.objects.values_list("pk", "source"))
    return [sources[line.id] for line in page.lines]


def test_two_people_have_one_conversation_whoever_writes_first(cast):
    first = write(cast.mira, cast.joan)

    assert write(cast.joan, cast.mira, source="At eleven.") == first
    assert said(cast.mira, first) == ["Crane at ten?", "At eleven."]


def test_several_begin_a_new_conversation_each_time(cast):
    assert write(cast.mira, cast.joan, cast.otto) != write(cast.mira, cast.joan, cast.otto)


def test_a_repeated_request_starts_no_second_conversation(cast):
    first = write(cast.mira, cast.joan, cast.otto, request_key="k1")

    assert write(cast.mira, cast.joan, cast.otto, request_key="k1") == first
    assert said(cast.mira, first) == ["Crane at ten?"]


def test_a_conversation_exists_for_its_people_alone(cast):
    talk = write(cast.mira, cast.joan)

    with pytest.raises(NotFound):
        queries.conversation(cast.otto, talk)
    assert queries.newest(cast.otto, talk).lines == []
    assert queries.since(cast.otto, talk, 1).lines == []
    assert queries.conversations(cast.otto).entries == []
    with pytest.raises(NotFound):
        say(cast.otto, talk)


def test_what_is_said_in_private_stands_in_no_feed(cast):
    talk = write(cast.mira, cast.joan, source="A #secret crane")
    posts.publish(author=cast.mira, stream_ids=[talk], kind="question", title="When?", source="?")

    for viewer in (cast.mira, cast.joan, cast.otto):
        assert feeds.newest(viewer).lines == []
        assert feeds.unanswered(viewer).lines == []
        assert feeds.waiting(viewer, limit=5) == []
        assert feeds.of_person(viewer, cast.mira.pk).lines == []
        assert feeds.of_topic(viewer, "secret").lines == []
        topics.follow(follower=viewer, name="secret")
        assert feeds.of_followed_topics(viewer).lines == []


def test_unread_are_conversations_with_words_of_others_behind_the_own_mark(cast):
    talk = write(cast.mira, cast.joan)
    assert (queries.unread_count(cast.mira), queries.unread_count(cast.joan)) == (0, 1)

    last = queries.newest(cast.joan, talk).lines[-1].id
    actions.mark_read(reader=cast.joan, conversation_id=talk, message_id=last)
    assert queries.unread_count(cast.joan) == 0

    say(cast.joan, talk)
    assert (queries.unread_count(cast.mira), queries.unread_count(cast.joan)) == (1, 0)


def test_a_mark_never_moves_back_nor_beyond_what_is_there(cast):
    talk = write(cast.mira, cast.joan)
    actions.mark_read(reader=cast.joan, conversation_id=talk, message_id=2**62)
    actions.mark_read(reader=cast.joan, conversation_id=talk, message_id=1)
    say(cast.mira, talk, "Or eleven?")

    assert queries.unread_count(cast.joan) == 1


def test_a_removed_message_is_not_unread(cast):
    talk = write(cast.mira, cast.joan)
    message = queries.newest(cast.mira, talk).lines[0].id
    changing.remove(remover=cast.mira, post_id=message)

    assert queries.unread_count(cast.joan) == 0
    assert queries.conversations(cast.joan).entries[0].html == ""


def test_a_muted_conversation_does_not_call(cast):
    talk = write(cast.mira, cast.joan)
    actions.mute(person=cast.joan, conversation_id=talk)

    assert queries.unread_count(cast.joan) == 0
    assert queries.conversations(cast.joan).entries[0].is_unread
    actions.mute(person=cast.joan, conversation_id=talk, is_muted=False)
    assert queries.unread_count(cast.joan) == 1


def test_the_list_begins_with_what_is_unread_and_pages_without_skipping(cast, monkeypatch):
    monkeypatch.setattr(queries, "LISTED", 2)
    people = [cast.person(f"Pia{number} Pilot") for number in range(5)]
    talks = [write(cast.mira, person) for person in people]
    say(people[0], talks[0])

    listed, before = [], None
    while True:
        page = queries.conversations(cast.mira, before)
        listed += [entry.id for entry in page.entries]
        if (before := page.before) is None:
            break

    assert listed == [talks[0], *talks[:0:-1]]


def test_older_messages_neither_repeat_nor_skip_while_new_ones_arrive(cast, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 3)
    talk = write(cast.mira, cast.joan, source="0")
    for number in range(1, 8):
        say(cast.mira, talk, str(number))

    page = queries.newest(cast.joan, talk)
    seen = [line.id for line in page.lines]
    while page.older_than:
        say(cast.mira, talk, "new")
        page = queries.newest(cast.joan, talk, older_than=page.older_than)
        seen = [line.id for line in page.lines] + seen

    assert [Post.objects.get(pk=id_).source for id_ in seen] == list("01234567")


def test_since_a_message_comes_what_was_said_after_it(cast, monkeypatch):
    monkeypatch.setattr(queries, "MOST_NEW", 2)
    talk = write(cast.mira, cast.joan, source="0")
    ids = [say(cast.mira, talk, str(number)).pk for number in range(1, 4)]

    page = queries.since(cast.joan, talk, ids[0])

    assert [line.id for line in page.lines] == ids[:2]
    assert page.newer_from == ids[2]


@pytest.mark.parametrize("state", [State.SUSPENDED, State.LEFT])
def test_who_is_gone_is_not_written_to(cast, state):
    talk = write(cast.mira, cast.joan)
    several = write(cast.mira, cast.joan, cast.otto)
    Person.objects.filter(pk=cast.joan.pk).update(state=state)

    with pytest.raises(NobodyReadsThis):
        say(cast.mira, talk)
    with pytest.raises(actions.CannotBeWrittenTo):
        write(cast.mira, cast.joan)
    with pytest.raises(NobodyReadsThis):
        posts.reply(
            author=cast.mira, to_id=queries.newest(cast.mira, talk).lines[0].id, source="Hello?"
        )
    assert say(cast.mira, several)


def test_a_bot_is_not_written_to_and_nobody_writes_to_themselves_alone(cast):
    bot = cast.person("Weather Bot", is_bot=True)

    with pytest.raises(actions.CannotBeWrittenTo):
        write(cast.mira, bot)
    with pytest.raises(actions.NobodyIsNamed):
        write(cast.mira, cast.mira)
    with pytest.raises(actions.NobodyIsNamed):
        write(cast.mira)
    with pytest.raises(NotFound):
        actions.start(author=cast.mira, person_ids=[999_999], source="Hello")


def test_a_text_that_is_refused_opens_no_conversation(cast):
    with pytest.raises(posts.Refused):
        write(cast.mira, cast.joan, source=" ")

    assert not Conversation.objects.exists()


def test_more_people_come_into_a_conversation_of_several_and_read_all_of_it(cast):
    ines = cast.person("Ines Outside")
    talk = write(cast.mira, cast.joan, cast.otto)

    actions.add(adder=cast.joan, conversation_id=talk, person_ids=[ines.pk, cast.otto.pk])

    assert said(ines, talk) == ["Crane at ten?"]
    assert queries.unread_count(ines) == 0
    say(cast.mira, talk)
    assert queries.unread_count(ines) == 1


def test_two_stay_two(cast):
    talk = write(cast.mira, cast.joan)

    with pytest.raises(actions.TwoStayTwo):
        actions.add(adder=cast.mira, conversation_id=talk, person_ids=[cast.otto.pk])
    with pytest.raises(actions.TwoStayTwo):
        actions.leave(person=cast.mira, conversation_id=talk)
    with pytest.raises(actions.TwoStayTwo):
        actions.name(person=cast.mira, conversation_id=talk, name="Us")


def test_a_conversation_holds_a_group_of_people_and_no_crowd(cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_PEOPLE", 3)
    ines = cast.person("Ines Outside")
    talk = write(cast.mira, cast.joan, cast.otto)

    with pytest.raises(actions.TooManyForAConversation):
        actions.add(adder=cast.mira, conversation_id=talk, person_ids=[ines.pk])
    with pytest.raises(actions.TooManyForAConversation):
        write(cast.mira, cast.joan, cast.otto, ines)


def test_whoever_leaves_reads_nothing_any_more_and_what_they_said_stays(cast):
    talk = write(cast.mira, cast.joan, cast.otto)
    say(cast.otto, talk, "Not me.")
    actions.leave(person=cast.otto, conversation_id=talk)

    with pytest.raises(NotFound):
        queries.conversation(cast.otto, talk)
    assert queries.unread_count(cast.otto) == 0
    assert said(cast.mira, talk) == ["Crane at ten?", "Not me."]


def test_a_conversation_of_several_may_have_a_name(cast):
    talk = write(cast.mira, cast.joan, cast.otto)
    actions.name(person=cast.joan, conversation_id=talk, name="  Walk-round   Gdynia ")

    assert queries.conversation(cast.mira, talk).name == "Walk-round Gdynia"


def test_read_marks_are_shown_to_both_or_to_neither(cast):
    talk = write(cast.mira, cast.joan)
    message = queries.newest(cast.mira, talk).lines[0].id
    actions.mark_read(reader=cast.joan, conversation_id=talk, message_id=message)
    assert queries.conversation(cast.mira, talk).others[0].read_up_to == message

    actions.show_read_marks(person=cast.joan, is_shown=False)
    assert queries.conversation(cast.mira, talk).others[0].read_up_to == 0

    actions.show_read_marks(person=cast.joan, is_shown=True)
    actions.show_read_marks(person=cast.mira, is_shown=False)
    assert queries.conversation(cast.mira, talk).others[0].read_up_to == 0


def test_who_types_is_told_and_not_kept(cast):
    from groundswell.foundation import clock
    from groundswell.network.messages.models import Pulse

    talk = write(cast.mira, cast.joan)
    with clock.frozen(clock.now() - 2 * actions.PULSE_LIVES):
        actions.show_typing(person=cast.joan, conversation_id=talk)
    actions.show_typing(person=cast.mira, conversation_id=talk)

    assert [pulse.person_id for pulse in queries.pulses_after(0)] == [cast.mira.pk]
    with pytest.raises(NotFound):
        actions.show_typing(person=cast.otto, conversation_id=talk)
    assert Pulse.objects.count() == 1


def test_reading_is_felt_only_when_it_moved_the_mark_and_may_be_shown(cast):
    talk = write(cast.mira, cast.joan)
    message = queries.newest(cast.mira, talk).lines[0].id
    for _ in range(2):
        actions.mark_read(reader=cast.joan, conversation_id=talk, message_id=message)
    actions.show_read_marks(person=cast.joan, is_shown=False)
    second = say(cast.mira, talk)
    actions.mark_read(reader=cast.joan, conversation_id=talk, message_id=second.pk)

    assert [pulse.kind for pulse in queries.pulses_after(0)] == ["read"]


def test_not_even_a_moderator_removes_what_another_said_in_private(cast):
    talk = write(cast.mira, cast.joan)
    message = queries.newest(cast.mira, talk).lines[0].id

    with pytest.raises(changing.OnlyTheAuthorMayRemove):
        changing.remove(remover=cast.joan, post_id=message, is_moderator=True)


@pytest.mark.usefixtures("news")
def test_whoever_opens_a_conversation_has_seen_what_notices_tell_of_it(cast):
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    talk = write(cast.mira, cast.joan)
    first = Post.objects.get()
    reactions.react(person=cast.joan, post_id=first.pk, name="agree")
    say(cast.joan, talk, source=f"@{cast.mira.account.handle} look")
    elsewhere = posts.reply(
        author=cast.joan, to_id=first.pk, source=f"@{cast.mira.account.handle} and here"
    )
    readers.catch_up(reader)
    assert notices.unread_count(cast.mira) == 3

    marking.mark_conversation_read(reader=cast.mira, conversation_id=talk)
    (left,) = notices.inbox(cast.mira).unread
    assert left.post_id == elsewhere.pk
    with pytest.raises(NotFound):
        marking.mark_conversation_read(reader=cast.otto, conversation_id=talk)
