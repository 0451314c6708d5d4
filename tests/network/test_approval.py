"""Posts that wait for an owner of their group: nobody else reads them, and their author hears."""

from __future__ import annotations

import contextlib

import pytest

from groundswell.activity import readers
from groundswell.foundation.errors import NotFound
from groundswell.network.files import actions as files
from groundswell.network.files import cleaning
from groundswell.network.files.models import File
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.moderation import approving
from groundswell.network.moderation.deciding import GiveAReason
from groundswell.network.notifications import queries as notices
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts import attachments, changing, queries
from groundswell.network.posts.models import Attachment, Placement, Post
from groundswell.network.rules import holding
from groundswell.network.rules.models import Decider, Held, HeldFile
from groundswell.network.streams.models import MemberRole
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.web.world import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


@pytest.fixture
def group(cast):
    """Mira's group, in which she sees posts first."""
    return groups.change(
        owner=cast.mira,
        group_id=cast.pilots.pk,
        name="Pilots",
        purpose="",
        visibility=Visibility.OPEN,
        asks_approval=True,
    )


@pytest.fixture
def waiting(cast, group):
    """What Otto wrote there, with a file."""
    plan = files.store(uploader=cast.otto, name="plan.csv", content=b"1,2")
    with pytest.raises(holding.WaitsForApproval):
        say(cast.otto, group, file_ids=[plan.pk])
    return Held.objects.get()


@pytest.fixture
def told():
    """What the inbox of somebody tells, once its reader caught up."""
    (reader,) = (each for each in readers.registered() if each.name == "notices")

    def inbox(person):
        readers.catch_up(reader)
        assert notices.unread_count(person) == len(notices.inbox(person).unread)
        return [(bundle.kind, bundle.subject_id) for bundle in notices.inbox(person).unread]

    return inbox


def waits(cast, group):
    with pytest.raises(holding.WaitsForApproval):
        say(cast.otto, group)
    return Held.objects.get()


def say(author, group, source="Gate 4 is closed", **more):
    return posts.publish(author=author, stream_ids=[group.stream_id], source=source, **more)


def test_only_its_author_and_the_owners_see_what_waits(cast, waiting):
    assert not Post.objects.exists()
    assert list(approving.own(cast.otto)) == [waiting]
    assert list(approving.to_decide(cast.mira)) == [waiting]
    assert [list(Held.objects.visible_to(who)) for who in (cast.joan, cast.otto)] == [[], [waiting]]
    with pytest.raises(NotFound):
        approving.approve(decider=cast.joan, held_id=waiting.pk)
    with pytest.raises(NotFound):
        approving.approve(decider=cast.otto, held_id=waiting.pk)


def openers(file_id, *people):
    """Who of them may open a file."""
    found = []
    for person in people:
        with contextlib.suppress(NotFound):
            attachments.file(person, file_id)
            found.append(person)
    return found


def test_who_owns_the_group_no_more_hears_no_more_of_what_waits(cast, group, told):
    groups.let_in(cast.joan, group)
    groups.appoint(
        owner=cast.mira, group_id=group.pk, person_id=cast.joan.pk, role=MemberRole.OWNER
    )
    told(cast.joan)
    held = waits(cast, group)
    assert ("held", held.pk) in told(cast.joan)

    groups.appoint(
        owner=cast.mira, group_id=group.pk, person_id=cast.joan.pk, role=MemberRole.MEMBER
    )

    assert ("held", held.pk) not in told(cast.joan)


def test_its_files_are_for_those_who_decide_and_for_nobody_else(cast, waiting):
    moderator = cast.person("Moda Watch")
    roles.grant(person=moderator, role=Role.MODERATOR)
    hung = waiting.files.get()
    everybody = (cast.mira, cast.otto, cast.joan, moderator)
    assert openers(hung.file_id, *everybody) == [cast.mira, cast.otto]
    Held.objects.update(decider=Decider.MODERATORS)
    assert openers(hung.file_id, *everybody) == [cast.otto, moderator]
    HeldFile.objects.update(is_dropped=True)
    assert openers(hung.file_id, *everybody) == [cast.otto]
    HeldFile.objects.update(is_dropped=False)
    Held.objects.update(decider=Decider.OWNERS)

    approving.turn_down(decider=cast.mira, held_id=waiting.pk, words="Wrong gate")

    assert openers(hung.file_id, *everybody) == [cast.otto]


def test_approved_it_stands_in_the_name_of_its_author_with_its_files(cast, waiting, told):
    assert told(cast.mira) == [("held", waiting.pk)]
    cleaning.drop(list(File.objects.values_list("pk", flat=True)))
    post = approving.approve(decider=cast.mira, held_id=waiting.pk)

    assert (post.author, Attachment.objects.get().post) == (cast.otto, post)
    assert Placement.objects.get().post == post
    assert (told(cast.mira), told(cast.otto)) == ([], [("verdict", waiting.pk)])
    with pytest.raises(approving.ThatDoesNotWait):
        approving.turn_down(decider=cast.mira, held_id=waiting.pk, words="Late")


def test_turned_down_its_author_reads_why_and_keeps_the_text(cast, waiting, told):
    with pytest.raises(GiveAReason):
        approving.turn_down(decider=cast.mira, held_id=waiting.pk, words="")
    approving.turn_down(decider=cast.mira, held_id=waiting.pk, words="Wrong gate")

    (kept,) = approving.own(cast.otto)
    assert (kept.words, kept.source) == ("Wrong gate", "Gate 4 is closed")
    assert told(cast.otto) == [("verdict", waiting.pk)]
    assert not Post.objects.exists()


def test_what_owners_write_does_not_wait(cast, group):
    post = say(cast.mira, group)
    posts.reply(author=cast.mira, to_id=post.pk, source="Open again")
    changing.edit(editor=cast.mira, post_id=post.pk, source="Gate 4 was closed")


def test_a_reply_waits_as_well_and_stands_where_it_was_meant(cast, group, told):
    post = say(cast.mira, group)
    with pytest.raises(holding.WaitsForApproval):
        posts.reply(author=cast.otto, to_id=post.pk, source="Thanks", request_key="once")
    waiting = Held.objects.get()

    assert not post.replies.exists()
    assert told(cast.mira) == [("held", waiting.pk)]
    approving.approve(decider=cast.mira, held_id=waiting.pk)
    reply = post.replies.get()
    assert (reply.author, reply.source, reply.request_key) == (cast.otto, "Thanks", "once")


def test_a_change_waits_and_until_then_the_post_says_what_it_said(cast, group):
    said = approving.approve(decider=cast.mira, held_id=waits(cast, group).pk)
    plan = files.store(uploader=cast.otto, name="plan.csv", content=b"1,2")
    for source in ("Gate 5", "Gate 6"):
        with pytest.raises(holding.WaitsForApproval):
            changing.edit(editor=cast.otto, post_id=said.pk, source=source, add_file_ids=[plan.pk])
    waiting = approving.waiting_change(cast.otto, said.pk)

    assert (waiting.source, Held.objects.waiting().count()) == ("Gate 6", 1)
    assert Post.objects.get().source == "Gate 4 is closed"
    approving.approve(decider=cast.mira, held_id=waiting.pk)
    assert Post.objects.get().source == "Gate 6"
    assert Attachment.objects.get().file == plan


def test_what_a_picture_shows_is_seen_first_as_any_other_text(cast, group):
    shown = files.store(uploader=cast.otto, name="gate.png", content=picture(), description="Shut")
    with pytest.raises(holding.WaitsForApproval):
        say(cast.otto, group, file_ids=[shown.pk])
    said = approving.approve(decider=cast.mira, held_id=Held.objects.get().pk)
    with pytest.raises(holding.WaitsForApproval):
        changing.edit(
            editor=cast.otto, post_id=said.pk, source="See", descriptions={shown.pk: "Open"}
        )
    waiting = approving.waiting_change(cast.otto, said.pk)

    shown.refresh_from_db()
    assert (shown.description, waiting.descriptions) == ("Shut", {str(shown.pk): "Open"})
    approving.approve(decider=cast.mira, held_id=waiting.pk)
    shown.refresh_from_db()
    waiting.refresh_from_db()
    assert (shown.description, waiting.descriptions) == ("Open", {})
    (version,) = queries.history(cast.mira, said.pk)
    assert version.files.get().as_it_was.description == "Shut"


def test_its_writer_takes_back_what_waits_and_nobody_else_does(cast, waiting, told):
    assert told(cast.mira) == [("held", waiting.pk)]
    with pytest.raises(NotFound):
        approving.take_back(writer=cast.mira, held_id=waiting.pk)
    approving.take_back(writer=cast.otto, held_id=waiting.pk)

    assert not Held.objects.exists()
    assert told(cast.mira) == []


def test_the_same_request_waits_once(cast, group):
    for _ in range(2):
        with pytest.raises(holding.WaitsForApproval):
            say(cast.otto, group, request_key="once")

    assert Held.objects.count() == 1


def test_a_poll_cannot_wait_and_nothing_waits_in_two_places(cast, group):
    with pytest.raises(holding.ThisKindCannotWait):
        polls.ask(
            author=cast.otto,
            options="Yes\nNo",
            stream_ids=[group.stream_id],
            source="Well",
            title="Well?",
        )
    with pytest.raises(holding.WhatWaitsStandsAlone):
        posts.publish(
            author=cast.otto,
            stream_ids=[cast.organisation.pk, group.stream_id],
            source="Everywhere",
        )


def test_whoever_has_left_the_group_is_not_published_any_more(cast, waiting, group):
    groups.leave(person=cast.otto, group_id=group.pk)

    with pytest.raises(posts.places.OnlyMembersMayPost):
        approving.approve(decider=cast.mira, held_id=waiting.pk)


def test_an_answer_waits_for_each_group_in_which_its_thread_stands(cast, group):
    yard = groups.found(founder=cast.otto, name="Yard", purpose="", asks_approval=True)
    thread = say(cast.mira, group)
    Placement.objects.create(post=thread, stream_id=yard.stream_id)

    with pytest.raises(holding.WaitsForApproval):
        posts.reply(author=cast.mira, to_id=thread.pk, source="Here too")

    assert Held.objects.get().stream_id == yard.stream_id
