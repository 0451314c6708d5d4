"""What a group's life tells whom: once, as long as it is so, and as loudly as they want to hear."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest

from groundswell.activity import readers
from groundswell.foundation import clock
from groundswell.network.groups import actions as groups
from groundswell.network.groups import tending
from groundswell.network.groups.models import Visibility
from groundswell.network.models import Membership
from groundswell.network.notifications import actions, queries
from groundswell.network.notifications.models import Level
from groundswell.network.notifications.wording import sentence
from groundswell.network.posts import actions as posts
from groundswell.network.streams.models import MemberRole

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]
START = datetime(2026, 1, 5, 9, tzinfo=UTC)


def days(count):
    return clock.frozen(START + timedelta(days=count))


@pytest.fixture
def pilots(cast):
    """Mira's group on its first day; Otto, a member, wants to hear all of it, Nils does not."""
    with days(0):
        group = cast.pilots
        groups.join(person=cast.person("Nils Aas"), group_id=group.pk)
    actions.choose_level(person=cast.otto, stream_id=group.stream_id, level=Level.ALL)
    return group


@pytest.fixture
def told():
    """What waits for somebody, in words, once the reader of the log caught up."""
    (reader,) = (each for each in readers.registered() if each.name == "notices")

    def inbox(person, at=None):
        with days(at) if at else nullcontext():
            readers.catch_up(reader)
        unread = queries.inbox(person).unread
        assert queries.unread_count(person) == len(unread)
        return [sentence(bundle) for bundle in unread]

    return inbox


def tend(at):
    with days(at):
        tending.tend()


def test_owners_are_asked_after_a_year_and_not_any_more_once_one_said_yes(cast, pilots, told):
    for at in range(0, 366, 90):
        with days(at):
            posts.publish(author=cast.mira, stream_ids=[pilots.stream_id], source="Here")
    actions.choose_level(person=cast.otto, stream_id=pilots.stream_id, level=Level.NONE)
    told(cast.otto)
    tend(366)

    assert told(cast.mira) == ["Pilots is a year older: does what it is for still hold?"]
    assert "year older" not in str(told(cast.otto))
    groups.renew(owner=cast.mira, group_id=pilots.pk)
    assert told(cast.mira) == []


def test_who_wants_to_hear_all_hears_that_a_group_sleeps_and_is_archived(cast, pilots, told):
    nils = Membership.objects.get(person__name="Nils Aas").person
    tend(200)
    sleeps = ["Pilots sleeps, and is archived soon unless somebody writes in it"]

    assert [told(who, 200) for who in (cast.mira, cast.otto, nils)] == [sleeps, sleeps, []]
    tend(231)
    archived = ["Pilots is archived: it is kept for reading"]
    assert [told(who, 231) for who in (cast.mira, cast.otto, nils)] == [archived, archived, []]
    groups.reopen(person=cast.otto, group_id=pilots.pk)
    assert told(cast.mira) == []


def test_a_member_is_asked_to_own_what_has_no_owner_and_the_group_hears_who_does(
    cast, pilots, told
):
    with days(1):
        posts.publish(author=cast.otto, stream_ids=[pilots.stream_id], source="Here")
    nils = Membership.objects.get(person__name="Nils Aas").person
    actions.choose_level(person=nils, stream_id=pilots.stream_id, level=Level.ALL)
    told(nils)
    actions.mark_all_read(reader=nils)
    Membership.objects.filter(person=cast.mira).delete()
    tend(2)
    tend(3)

    assert told(cast.otto, 3) == ["Pilots has no owner: will you take it on?"]
    groups.answer_offer(person=cast.otto, group_id=pilots.pk, is_willing=True)
    assert told(cast.otto) == []
    assert told(nils) == ["Otto Berg looks after Pilots from now on"]


def test_who_becomes_an_owner_and_who_is_taken_out_hear_of_it(cast, pilots, told):
    appoint = {"owner": cast.mira, "group_id": pilots.pk, "person_id": cast.otto.pk}
    groups.appoint(**appoint, role=MemberRole.OWNER)
    assert told(cast.otto) == ["You are an owner of Pilots now"]
    groups.appoint(**appoint, role=MemberRole.MEMBER)
    assert told(cast.otto) == ["You are a member of Pilots again, and no owner any more"]
    groups.dismiss(**appoint)
    assert told(cast.otto) == ["You are in Pilots no longer: an owner took you out"]
    assert told(cast.mira) == []


def test_nothing_tells_of_a_secret_group_to_whom_it_does_not_exist_for(cast, told):
    merger = cast.merger
    groups.dismiss(owner=cast.mira, group_id=merger.pk, person_id=cast.otto.pk)

    assert told(cast.otto) == []


@pytest.mark.parametrize(
    ("is_welcome", "words"),
    [(True, "You were let into Board"), (False, "You were not let into Board")],
)
def test_who_asked_to_join_hears_the_answer(cast, told, is_welcome, words):
    board = cast.board
    assert board.visibility == Visibility.CLOSED
    groups.join(person=cast.joan, group_id=board.pk)
    groups.answer_request(
        owner=cast.mira, group_id=board.pk, person_id=cast.joan.pk, is_welcome=is_welcome
    )

    assert told(cast.joan) == [words]
