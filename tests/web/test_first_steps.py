"""The first five minutes: a list on the home page, and a page that suggests with reasons."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groundswell.foundation import clock
from groundswell.network.streams.models import Subscription
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from tests.web.reading import main_of, text, words_of

STEPS = "Your first five minutes"


@pytest.fixture
def joan(world):
    """Joan came today; Mira leads her and Otto."""
    Person.objects.filter(pk=world.joan.pk).update(joined_at=clock.now())
    for person, manager in ((world.mira, None), (world.joan, world.mira), (world.otto, world.mira)):
        Assignment.objects.create(person=person, manager=manager, from_on=date(2020, 1, 1))
    return world.client(world.joan)


def test_somebody_new_does_all_four_steps_and_the_list_goes(world, joan):
    _ = world.pilots, world.question, world.ines
    welders = joan.post("/groups/new/", {"name": "Welders", "visibility": "open"})
    assert welders.status_code == 303
    assert f"{STEPS} 0 of 4 done" in words_of(joan.get("/"))
    page = words_of(joan.get("/first-steps/"))
    assert "leads your team" in page
    assert "in your team" in page
    assert "2 of your team are in it" in page

    joan.post("/first-steps/", {"ask_me_about": "knots, sails", "skills": ""})
    for person in (world.mira, world.otto, world.ines):
        answer = joan.post(f"/people/{person.pk}/follow/?back=/first-steps/%23people")
        assert answer.headers["Location"] == "/first-steps/#people"
    answer = joan.post(f"/groups/{world.pilots.pk}/join/?back=/first-steps/%23groups")
    assert answer.headers["Location"] == "/first-steps/#groups"
    assert "3 of 4 done" in words_of(joan.get("/"))
    everybody = Subscription.objects.get(person=world.joan, stream__kind="organisation").stream_id
    typed = {
        "kind": "question",
        "title": "Who knows knots?",
        "source": "I do.",
        "stream": everybody,
    }
    joan.post("/posts/", typed)

    assert STEPS not in words_of(joan.get("/"))
    assert Person.objects.get(pk=world.joan.pk).ask_me_about == ["knots", "sails"]


def test_the_list_is_put_away_with_one_press(joan):
    assert STEPS in words_of(joan.get("/"))

    joan.post("/first-steps/away/")

    assert STEPS not in words_of(joan.get("/"))
    assert joan.get("/first-steps/").status_code == 200


def test_whoever_was_here_before_sees_no_list(world):
    assert STEPS not in words_of(world.client(world.otto).get("/"))


def test_what_is_too_long_is_said_at_its_field(joan):
    answer = joan.post("/first-steps/", {"skills": "x" * 81})

    assert answer.status_code == 422
    assert "At most 20 entries" in words_of(answer)
    assert "x" * 81 in text(answer)


def test_the_way_back_leads_nowhere_else(world, joan):
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        follow = joan.post(f"/people/{world.otto.pk}/follow/?back={back}")
        assert follow.headers["Location"] == f"/people/{world.otto.pk}/"
        join = joan.post(f"/groups/{world.pilots.pk}/join/?back={back}")
        assert join.headers["Location"] == f"/groups/{world.pilots.pk}/"


def test_a_secret_group_is_suggested_to_nobody(world, joan):
    _ = world.merger

    assert "Merger" not in main_of(joan.get("/first-steps/"))


def test_only_who_is_new_pays_for_the_list(world, joan):
    def count(client):
        client.get("/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/")
        return len(caught)

    before = count(world.client(world.otto))
    assert count(joan) == before + 1
    joan.post("/first-steps/away/")
    assert count(joan) == before
