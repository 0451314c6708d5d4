"""Writing for a leader in the box: a post with both names, a draft, or a refusal in a sentence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.adoption.register.models import RegisterEntry
from groundswell.foundation import clock
from groundswell.network.posts.models import Post
from groundswell.network.unsent.models import Handed
from groundswell.people.delegates import actions
from groundswell.people.delegates.models import Answer, Right
from groundswell.people.org.models import Assignment

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(world):
    """Mira, to whom Joan reports."""
    today = clock.day_of(clock.now())
    Assignment.objects.create(person=world.joan, manager=world.mira, from_on=today)
    return world.mira


def say(world, browser, **more):
    sent = {"source": "We move in May", "stream": world.organisation.pk, **more}
    return browser.post("/posts/", sent)


def test_a_delegate_posts_in_the_box_and_both_names_stand_there(world, leader):
    actions.name_delegate(leader=leader, delegate_id=world.otto.pk, right=Right.POST)
    otto = world.client(world.otto)
    assert "Mira Lindqvist: post" in otto.get("/").content.decode()
    assert "writes_for" not in world.client(world.joan).get("/").content.decode()

    assert say(world, otto, writes_for=leader.pk, request_key="one").status_code == 303
    post = Post.objects.get()
    assert (post.author_id, post.acted_by_id) == (leader.pk, world.otto.pk)
    said = {"source": "In June", "writes_for": leader.pk}
    assert otto.post(f"/posts/{post.pk}/replies/", said).status_code == 303
    page = world.client(world.joan).get(f"/posts/{post.pk}/").content.decode()
    assert page.count("by Otto Berg for Mira Lindqvist</span>") == 2


def test_a_delegate_who_drafts_leaves_it_on_the_desk(world, leader):
    actions.name_delegate(leader=leader, delegate_id=world.otto.pk, right=Right.DRAFT)
    plan = SimpleUploadedFile("plan.csv", b"1,2")
    sent = {"writes_for": leader.pk, "request_key": "one", "files": plan}
    said = say(world, world.client(world.otto), **sent)

    assert (said.status_code, Post.objects.count()) == (303, 0)
    browser = world.client(leader)
    assert "We move in May" in browser.get("/drafts/").content.decode()
    draft = Handed.objects.get()
    assert "plan.csv" in browser.get(f"/handed/{draft.pk}/").content.decode()
    soon = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    refused = say(world, world.client(world.otto), writes_for=leader.pk, later=soon)
    assert "Leave the time empty" in refused.content.decode()


def test_a_delegate_who_posts_may_let_it_wait_and_both_see_it(world, leader):
    actions.name_delegate(leader=leader, delegate_id=world.otto.pk, right=Right.POST)
    soon = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    otto = world.client(world.otto)
    assert say(world, otto, writes_for=leader.pk, later=soon).status_code == 303

    for browser in (otto, world.client(leader)):
        assert "Otto Berg for Mira Lindqvist" in browser.get("/drafts/").content.decode()


@pytest.mark.usefixtures("news")
def test_both_names_stand_wherever_it_is_named(world, leader):
    actions.name_delegate(leader=leader, delegate_id=world.otto.pk, right=Right.POST)
    plan = SimpleUploadedFile("plan.txt", b"The quay is closed")
    sent = {"kind": "question", "title": "Where now?", "files": plan, "writes_for": leader.pk}
    say(world, world.client(world.otto), **sent)
    post = Post.objects.get()
    joan = world.client(world.joan)
    pages = [joan.get(one).content.decode() for one in ("/", f"/posts/{post.pk}/report/")]

    assert all("Otto Berg for Mira Lindqvist" in page for page in pages)
    assert '<span class="side__name">Otto Berg for Mira Lindqvist</span>' in pages[0]


def test_who_may_not_is_told_so_and_nothing_is_said(world, leader):
    said = say(world, world.client(world.otto), writes_for=leader.pk)

    assert (said.status_code, Post.objects.count()) == (422, 0)
    assert "You may not write for Mira Lindqvist" in said.content.decode()


def test_the_question_before_many_are_told_keeps_for_whom_it_is(world, leader):
    actions.name_delegate(leader=leader, delegate_id=world.otto.pk, right=Right.POST)
    names = [world.person(f"Person{number} X").account.handle for number in range(12)]
    text = " ".join(f"@{name}" for name in names)
    asked = say(world, world.client(world.otto), writes_for=leader.pk, source=text)

    assert Post.objects.count() == 0
    assert f'name="writes_for" value="{leader.pk}"' in asked.content.decode()


def test_own_words_stand_on_the_profile_of_whoever_agreed(world, leader):
    world.tell(leader)
    actions.roster(leader=leader, told_by=world.ada)
    address = f"/people/{leader.pk}/"
    joan = world.client(world.joan)
    assert "Own words" not in joan.get(address).content.decode()

    actions.answer(leader=leader, answer=Answer.ACCEPTED)

    assert "1 of 1" in joan.get(address).content.decode()

    RegisterEntry.objects.create(measure="own_words", off_at=clock.now())
    assert "Own words" not in joan.get(address).content.decode()
