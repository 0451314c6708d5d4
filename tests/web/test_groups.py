"""Groups: finding, founding, coming in, going out, and what owners do."""

from __future__ import annotations

import pytest

from groundswell.network.groups.models import Group
from groundswell.web.views import groups as views
from tests.web.reading import main_of, posts_of, text, toast_of, words_of


@pytest.fixture
def otto(world):
    return world.client(world.otto)


@pytest.fixture
def joan(world):
    return world.client(world.joan)


@pytest.fixture
def mira(world):
    return world.client(world.mira)


def do(client, group, deed, **typed):
    return client.post(f"/groups/{group.pk}/{deed}/", typed)


def test_whoever_founds_a_group_owns_it(joan):
    answer = joan.post(
        "/groups/new/", {"name": "Sauna and sea", "purpose": "Thursdays", "visibility": "open"}
    )

    page = joan.get(answer.headers["Location"])
    assert "Sauna and sea" in words_of(page)
    assert "Thursdays" in words_of(page)
    assert "Change" in words_of(page)
    assert "Sauna and sea" in text(joan.get("/")).partition("<main")[0]


def test_a_name_that_is_taken_comes_back_with_the_reason(world, joan):
    _ = world.pilots

    answer = joan.post("/groups/new/", {"name": "pilots", "visibility": "open"})

    assert answer.status_code == 422
    assert "There is a group “pilots” already" in words_of(answer)
    assert 'value="pilots"' in text(answer)


def test_a_secret_group_may_have_the_name_of_another(world, joan):
    _ = world.merger

    answer = joan.post("/groups/new/", {"name": "Merger", "visibility": "secret"})

    assert answer.status_code == 303


@pytest.mark.parametrize(
    "typed", [{"name": ""}, {"name": "x" * 81}, {"name": "A", "visibility": "?"}]
)
def test_what_a_group_lacks_is_said_at_its_field(joan, typed):
    answer = joan.post("/groups/new/", {"visibility": "open", **typed})

    assert answer.status_code == 422
    assert not Group.objects.exists()


def test_joining_an_open_group_brings_its_threads_into_the_feed(world, joan):
    post = world.ask(world.mira, world.pilots)

    do(joan, world.pilots, "join")

    assert posts_of(joan.get("/")) == [post.pk]
    assert "Write here" in words_of(joan.get(f"/groups/{world.pilots.pk}/"))


def test_a_closed_group_is_asked_and_its_owner_lets_in(world, joan, mira):
    world.ask(world.mira, world.board)
    outside = joan.get(f"/groups/{world.board.pk}/")
    assert "Its members read this group" in words_of(outside)
    assert posts_of(outside) == []

    do(joan, world.board, "join")
    assert "You have asked to join" in words_of(joan.get(f"/groups/{world.board.pk}/"))
    assert "Joan Whitfield" in words_of(mira.get(f"/groups/{world.board.pk}/members/"))
    mira.post(f"/groups/{world.board.pk}/requests/{world.joan.pk}/")

    assert len(posts_of(joan.get(f"/groups/{world.board.pk}/"))) == 1


def test_a_request_may_be_turned_down(world, joan, mira):
    do(joan, world.board, "join")

    mira.post(f"/groups/{world.board.pk}/requests/{world.joan.pk}/?no=1")

    assert "Ask to join" in words_of(joan.get(f"/groups/{world.board.pk}/"))


def test_a_secret_group_leaves_no_trace_for_those_outside(world, joan):
    world.ask(world.mira, world.merger, "Who knows of the merger?")
    pages = ["/", "/groups/", "/unanswered/", "/search/?q=merger", "/people/mentions/?q=mer"]
    pages += [f"/people/{world.mira.pk}/", "/groups/?show=archived"]

    for page in pages:
        assert "Merger" not in main_of_any(joan.get(page)), page


def main_of_any(answer):
    return main_of(answer) if "<main" in text(answer) else text(answer)


def test_into_a_secret_group_one_comes_by_invitation_alone(world, joan, mira):
    do(mira, world.merger, "invite", handle="@joan_whitfield")
    assert toast_of(mira) == "Joan Whitfield is asked in."
    assert "Merger by Mira Lindqvist" in words_of(joan.get("/groups/"))

    do(joan, world.merger, "join")

    assert joan.get(f"/groups/{world.merger.pk}/").status_code == 200


def test_an_invitation_can_be_turned_down(world, joan, mira):
    do(mira, world.merger, "invite", handle="joan_whitfield")

    do(joan, world.merger, "decline")

    assert "Merger" not in text(joan.get("/groups/"))
    assert do(joan, world.merger, "join").status_code == 404


def test_nobody_is_invited_by_a_handle_that_nobody_has(world, mira):
    answer = do(mira, world.merger, "invite", handle="jane_doe")

    assert answer.status_code == 422
    assert "Nobody here is called @jane_doe" in words_of(answer)


def test_the_last_owner_stays_until_there_is_another(world, mira, otto):
    assert "You are the last owner" in words_of(do(mira, world.pilots, "leave"))

    mira.post(f"/groups/{world.pilots.pk}/members/{world.otto.pk}/")
    do(mira, world.pilots, "leave")

    assert "Change" in words_of(otto.get(f"/groups/{world.pilots.pk}/"))


def test_an_owner_becomes_a_member_again(world, mira, otto):
    mira.post(f"/groups/{world.pilots.pk}/members/{world.otto.pk}/")

    mira.post(f"/groups/{world.pilots.pk}/members/{world.otto.pk}/?no=1")

    assert otto.get(f"/groups/{world.pilots.pk}/edit/").status_code == 422


def test_an_archived_group_is_read_and_no_more(world, mira, otto):
    post = world.ask(world.mira, world.pilots)

    do(mira, world.pilots, "archive")

    page = otto.get(f"/groups/{world.pilots.pk}/")
    assert "Archived: kept for reading" in words_of(page)
    assert posts_of(page) == [post.pk]
    assert 'id="composer"' not in text(page)
    assert "Pilots" not in words_of(otto.get("/groups/"))
    assert "Pilots" in words_of(otto.get("/groups/?show=archived"))
    mira.post(f"/groups/{world.pilots.pk}/archive/?open=1")
    assert 'id="composer"' in text(otto.get(f"/groups/{world.pilots.pk}/"))


def test_a_group_changes_its_name_everywhere_at_once(world, mira, otto):
    world.ask(world.mira, world.pilots)
    otto.get("/")

    mira.post(
        f"/groups/{world.pilots.pk}/edit/",
        {"name": "Trials", "purpose": "At sea", "visibility": "open"},
    )

    assert "Trials ·" in words_of(otto.get("/"))
    assert "Pilots" not in text(otto.get("/"))


def test_a_pinned_thread_stands_on_top_with_a_link(world, mira, otto):
    thread = world.ask(world.mira, world.pilots, "Read first")
    for number in range(25):
        world.ask(world.mira, world.pilots, f"Question {number}?")

    mira.post(f"/posts/{thread.pk}/pin/")
    pinned = main_of(otto.get(f"/groups/{world.pilots.pk}/"))
    assert f'<a class="row__name" href="/posts/{thread.pk}/">Read first</a>' in pinned

    mira.post(f"/posts/{thread.pk}/pin/?no=1")
    assert "Read first" not in main_of(otto.get(f"/groups/{world.pilots.pk}/"))


def test_the_tabs_show_all_groups_or_ones_own(world, otto, joan):
    _ = world.pilots, world.board

    assert "2 groups" in words_of(joan.get("/groups/"))
    assert "0 groups" in words_of(joan.get("/groups/?show=yours"))
    assert "2 groups" in words_of(otto.get("/groups/?show=yours"))


def test_an_owner_is_asked_before_a_member_goes(world, mira, otto):
    away = f"/groups/{world.pilots.pk}/members/{world.otto.pk}/remove/"

    asked = words_of(mira.get(away))
    assert "Remove them from the group?" in asked
    assert "Otto Berg , Pilots" in asked
    assert "they may still read it, and may join again" in asked
    assert otto.get(away).status_code == 422
    mira.post(away)

    assert "Otto Berg" not in words_of(mira.get(f"/groups/{world.pilots.pk}/members/"))
    assert "Join" in words_of(otto.get(f"/groups/{world.pilots.pk}/"))


@pytest.mark.parametrize(
    ("query", "words"), [("", "Make them an owner?"), ("?no=1", "Make them a member again?")]
)
def test_an_owner_is_asked_before_a_role_changes(world, mira, query, words):
    address = f"/groups/{world.pilots.pk}/members/{world.otto.pk}/{query}"

    assert words in words_of(mira.get(address))
    assert mira.get(address.replace(str(world.otto.pk), str(world.joan.pk))).status_code == 404


def test_long_lists_go_on_and_keep_what_was_asked(world, mira, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    monkeypatch.setattr(views, "MEMBERS", 2)
    _ = world.pilots, world.board, world.merger, world.ines

    first = mira.get("/groups/?name=&show=yours")
    assert "3 groups" in words_of(first)
    assert 'href="?show=yours&amp;from=2"' in text(first)
    rest = mira.get("/groups/?show=yours&from=2")
    assert "Pilots" in words_of(rest)
    assert 'href="?show=yours"' in text(rest)
    members = f"/groups/{world.pilots.pk}/members/"
    assert "Further" in words_of(mira.get(members))
    assert "Otto Berg" in words_of(mira.get(f"{members}?from=2"))
    assert "Otto Berg" not in words_of(mira.get(f"{members}?name=ines"))
    assert "Nobody like that" in words_of(mira.get(f"{members}?name=xyz"))
