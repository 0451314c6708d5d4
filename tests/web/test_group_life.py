"""What a group's page asks of its members, and what becomes of the answers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.foundation import clock
from groundswell.network.groups import queries, tending
from groundswell.network.groups.models import Group, OwnershipOffer
from groundswell.network.streams.models import MemberRole, Membership
from groundswell.people.audit.models import AuditEntry
from groundswell.people.persons.models import Person, State
from tests.web.reading import text, words_of


@pytest.fixture
def mira(world):
    return world.client(world.mira)


@pytest.fixture
def otto(world):
    return world.client(world.otto)


def page_of(client, group):
    return words_of(client.get(f"/groups/{group.pk}/"))


def older(group, days):
    then = clock.now() - timedelta(days=days)
    Group.objects.filter(pk=group.pk).update(created_at=then)


def test_a_lone_owner_is_asked_for_a_second_among_those_who_write(world, mira, otto):
    world.ask(world.otto, world.pilots)

    shown = mira.get(f"/groups/{world.pilots.pk}/")
    assert "You are its only owner" in words_of(shown)
    assert f'href="/groups/{world.pilots.pk}/members/{world.otto.pk}/"' in text(shown)
    assert "You are its only owner" not in page_of(otto, world.pilots)
    mira.post(f"/groups/{world.pilots.pk}/members/{world.otto.pk}/")

    assert "You are its only owner" not in page_of(mira, world.pilots)


def test_a_year_later_an_owner_renews_with_one_press(world, mira, otto):
    older(world.pilots, 366)
    world.ask(world.otto, world.pilots)
    tending.tend()

    assert "Is this group still needed?" in page_of(mira, world.pilots)
    assert "Is this group still needed?" not in page_of(otto, world.pilots)
    assert "Groups that need your word" in words_of(mira.get("/groups/"))
    mira.post(f"/groups/{world.pilots.pk}/renew/")

    assert "Is this group still needed?" not in page_of(mira, world.pilots)
    assert "Groups that need your word" not in words_of(mira.get("/groups/"))


def test_what_is_not_renewed_says_so_to_everybody(world, otto):
    asked_at = clock.now() - timedelta(days=31)
    Group.objects.filter(pk=world.pilots.pk).update(renewal_asked_at=asked_at)

    assert "Not renewed" in page_of(otto, world.pilots)
    assert "Not renewed" in words_of(otto.get(f"/groups/{world.pilots.pk}/members/"))
    assert "not renewed" in words_of(world.client(world.joan).get("/groups/"))


def test_a_sleeping_group_says_when_it_is_archived_and_a_member_brings_it_back(world, mira, otto):
    older(world.pilots, 181)
    tending.tend()
    assert "Nobody has written here for 180 days" in page_of(otto, world.pilots)
    assert "Keep it" not in page_of(otto, world.pilots)
    assert "Keep it" in page_of(mira, world.pilots)

    noticed_at = clock.now() - timedelta(days=31)
    Group.objects.filter(pk=world.pilots.pk).update(sleep_noticed_at=noticed_at)
    tending.tend()
    assert "Archived: kept for reading" in page_of(otto, world.pilots)
    assert "Open again" not in page_of(world.client(world.joan), world.pilots)
    otto.post(f"/groups/{world.pilots.pk}/archive/?open=1")

    assert 'id="composer"' in text(otto.get(f"/groups/{world.pilots.pk}/"))


def test_an_orphan_asks_who_writes_most_and_administrators_see_it(world, otto):
    world.ask(world.otto, world.pilots)
    _ = world.merger
    Person.objects.filter(pk=world.mira.pk).update(state=State.LEFT)
    ada = world.client(world.ada)
    orphans = words_of(ada.get("/administration/groups/"))
    assert "Pilots" in orphans
    assert "a member is asked tomorrow" in orphans
    assert "Merger" not in orphans

    tending.tend()
    assert "a member is asked tomorrow" in words_of(ada.get("/administration/groups/"))
    with clock.frozen(clock.now() + timedelta(days=1)):
        tending.tend()
    assert "a member was asked:" in words_of(ada.get("/administration/groups/"))
    assert "Will you take this group on?" in page_of(otto, world.pilots)
    assert "has no owner; will you take it on?" in words_of(otto.get("/groups/"))
    otto.post(f"/groups/{world.pilots.pk}/own/")

    assert "Change" in page_of(otto, world.pilots)
    assert "Every group has an owner" in words_of(ada.get("/administration/groups/"))


def test_whoever_does_not_want_a_group_is_asked_no_more(world, otto):
    OwnershipOffer.objects.create(
        group=world.pilots, person=world.otto, offered_at=clock.now(), is_open=True
    )
    Person.objects.filter(pk=world.mira.pk).update(state=State.LEFT)

    otto.post(f"/groups/{world.pilots.pk}/own/?no=1")

    assert "Will you take this group on?" not in page_of(otto, world.pilots)
    assert otto.post(f"/groups/{world.pilots.pk}/own/").status_code == 404


def test_archiving_and_reopening_say_what_they_did(world, mira):
    mira.post(f"/groups/{world.pilots.pk}/archive/")
    assert "Open again" in page_of(mira, world.pilots)
    mira.post(f"/groups/{world.pilots.pk}/archive/?open=1")

    assert "Archived" not in page_of(mira, world.pilots)


def test_a_thread_of_an_archived_group_is_read_and_offers_nothing(world, mira, otto):
    question, answer = world.question, world.answer
    assert f"/posts/{answer.pk}/best/" in text(otto.get(f"/posts/{question.pk}/"))

    mira.post(f"/groups/{world.pilots.pk}/archive/")

    shown = otto.get(f"/posts/{question.pk}/")
    assert "Archived: kept for reading." in words_of(shown)
    assert 'id="reply"' not in text(shown)
    assert f"/posts/{answer.pk}/best/" not in text(shown)
    refused = otto.post(f"/posts/{question.pk}/replies/", {"source": "Still here"})
    assert refused.status_code == 422
    assert "Still here" in text(refused)


def test_an_administrator_names_a_member_as_owner_and_opens_nothing(world):
    board, secret = world.board, world.merger
    ada = world.client(world.ada)
    Membership.objects.filter(person=world.mira).update(role=MemberRole.MEMBER)
    for handle in (world.joan.account.handle, world.ada.account.handle, "nobody", ""):
        answer = ada.post(f"/administration/groups/{board.pk}/owner/", {"handle": handle})
        assert answer.status_code == 422
        assert "Name one of its members" in words_of(answer)

    done = ada.post(
        f"/administration/groups/{board.pk}/owner/", {"handle": f"@{world.otto.account.handle}"}
    )

    assert done.status_code == 303
    assert queries.is_owner(world.otto, board)
    assert AuditEntry.objects.latest("pk").actor_id == world.ada.pk
    assert queries.membership(world.ada, board) is None
    hidden = f"/administration/groups/{secret.pk}/owner/"
    assert ada.post(hidden, {"handle": world.otto.account.handle}).status_code == 404
