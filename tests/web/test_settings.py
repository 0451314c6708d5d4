"""One's own: profile, password, devices."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password

from groundswell.people.persons.models import Person
from groundswell.people.signin.models import Session
from tests.web.reading import text, toast_of, words_of

OLD, NEW = "three quiet harbours", "four loud harbours"


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def client(world):
    Person.objects.filter(pk=world.otto.pk).update(password=make_password(OLD))
    return world.client(world.otto)


def test_what_a_profile_says_is_changed(world, client):
    client.post("/settings/", {"ask_me_about": "seals, seals , pumps", "time_zone": "Europe/Oslo"})

    assert toast_of(client) == "Your profile says so now."
    person = Person.objects.get(pk=world.otto.pk)
    assert person.ask_me_about == ["seals", "pumps"]
    assert person.time_zone == "Europe/Oslo"


@pytest.mark.parametrize(
    "typed",
    [
        {"time_zone": "Middle/Earth"},
        {"language": "tlh"},
        {"skills": ",".join(map(str, range(21)))},
        {"skills": "x" * 81},
        {"title": "x" * 161},
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_nothing_is_changed(world, client, typed):
    answer = client.post("/settings/", {"ask_me_about": "pumps", **typed})

    assert answer.status_code == 422
    assert "field__error" in text(answer)
    assert Person.objects.get(pk=world.otto.pk).ask_me_about == []


def test_nobody_changes_what_the_people_list_says(world, client):
    client.post("/settings/", {"name": "Boss", "email": "boss@halden.example", "state": "left"})

    person = Person.objects.get(pk=world.otto.pk)
    assert (person.name, person.email, person.state) == (
        "Otto Berg",
        "otto@halden.example",
        "active",
    )


def test_pages_come_in_the_language_that_was_chosen(client):
    client.post("/settings/", {"language": "de"})

    answer = client.get("/")

    assert answer.headers["Content-Language"] == "de"
    assert '<html lang="de"' in text(answer)


def test_a_new_password_signs_every_other_device_out(world, client):
    other = world.client(world.otto)

    client.post("/settings/password/", {"old": OLD, "new": NEW})

    assert toast_of(client) == "Changed. Every other device is signed out."
    assert other.get("/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new"), [("wrong", NEW), (OLD, "short"), (OLD, "password123"), (OLD, "")]
)
def test_a_password_that_will_not_do_changes_nothing(world, client, old, new):
    other = world.client(world.otto)

    answer = client.post("/settings/password/", {"old": old, "new": new})

    assert answer.status_code == 422
    assert other.get("/").status_code == 200


def test_each_device_is_listed_and_can_be_signed_out(world, client):
    other = world.client(world.otto)
    assert words_of(client.get("/settings/")).count("Firefox") == 2
    session = Session.objects.latest("pk")

    client.post(f"/settings/sessions/{session.pk}/end/")

    assert other.get("/").status_code == 302
    assert client.get("/").status_code == 200


def test_nobody_signs_out_the_device_of_another(world, client):
    joan = world.client(world.joan)
    session = Session.objects.get(person=world.joan)

    assert client.post(f"/settings/sessions/{session.pk}/end/").status_code == 404
    assert joan.get("/").status_code == 200
