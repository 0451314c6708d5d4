"""The door: by password, by one-time link, by PIN; how often one may knock; the way out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.hashers import make_password

from groundswell.activity.models import Outbox
from groundswell.people.persons.models import Person, State
from groundswell.people.signin import links
from groundswell.people.signin.models import Purpose, Session
from tests.web.reading import text, words_of

PASSWORD = "three quiet harbours"


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def otto(world):
    Person.objects.filter(pk=world.otto.pk).update(password=make_password(PASSWORD))
    return world.otto


@pytest.fixture
def client(world):
    return world.client(None)


def knock(client, name="otto_berg", password=PASSWORD, **more):
    return client.post("/sign-in/", {"name": name, "password": password}, **more)


@pytest.mark.parametrize(
    "name", ["otto_berg", "@otto_berg", "OTTO_BERG", "otto@halden.example", " Otto@Halden.example "]
)
def test_one_comes_in_by_handle_or_e_mail(otto, client, name):
    assert knock(client, name).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_houses(otto, client):
    knock(client)

    cookie = client.cookies["groundswell"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not Session.objects.filter(token_hash=cookie.value).exists()


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("otto_berg", "wrong"),
        ("nobody", PASSWORD),
        ("", ""),
        ("otto_berg", ""),
        ("x" * 500, "y" * 5000),
    ],
)
def test_the_wrong_word_opens_nothing_and_tells_nothing(otto, client, name, password):
    answer = knock(client, name, password)

    assert answer.status_code == 422
    assert client.get("/").status_code == 302


def test_whether_somebody_exists_is_not_told(otto, client):
    first, second = (text(knock(client, name, "wrong")) for name in ("otto_berg", "nobody_at_all"))

    said = [page.partition('role="alert"')[2].partition("</p>")[0] for page in (first, second)]
    assert said[0] == said[1] != ""


@pytest.mark.parametrize("state", [State.SUSPENDED, State.LEFT])
def test_whoever_is_out_stays_out(otto, client, state):
    Person.objects.filter(pk=otto.pk).update(state=state)

    assert knock(client).status_code == 422


def test_after_ten_wrong_words_the_door_waits(otto, client):
    for _ in range(10):
        knock(client, password="wrong")

    answer = knock(client)

    assert answer.status_code == 429
    assert client.get("/").status_code == 302


def test_after_fifty_from_one_address_the_door_waits_for_all_there(otto, client):
    for number in range(50):
        knock(client, f"person{number}", "wrong", REMOTE_ADDR="10.0.0.9")

    assert knock(client, REMOTE_ADDR="10.0.0.9").status_code == 429
    assert knock(client, REMOTE_ADDR="10.0.0.10").status_code == 303


def test_nobody_gets_round_it_by_claiming_another_address(otto, client):
    for number in range(50):
        headers = {"X-Forwarded-For": f"10.1.0.{number}"}
        knock(client, f"person{number}", "wrong", headers=headers, REMOTE_ADDR="10.0.0.9")

    assert knock(client, REMOTE_ADDR="10.0.0.9").status_code == 429


def test_a_one_time_link_sets_a_password_once(world, client):
    Person.objects.filter(pk=world.joan.pk).update(state=State.INVITED)
    secret = links.issue_link(person=world.joan, purpose=Purpose.INVITATION)
    page = client.get(f"/welcome/{secret}/")
    assert "Welcome, Joan Whitfield" in words_of(page)

    weak = client.post(f"/welcome/{secret}/", {"password": "short"})
    assert weak.status_code == 422
    assert "field__error" in text(weak)
    answer = client.post(f"/welcome/{secret}/", {"password": PASSWORD})

    assert answer.headers["Location"] == "/"
    assert "You are inside." in text(client.get("/"))
    assert Person.objects.get(pk=world.joan.pk).state == State.ACTIVE
    assert world.client(None).get(f"/welcome/{secret}/").status_code == 422


def test_looking_at_a_link_does_not_use_it_up(world, client):
    secret = links.issue_link(person=world.joan, purpose=Purpose.RESET)

    for _ in range(3):
        assert client.get(f"/welcome/{secret}/").status_code == 200


def test_a_pin_is_typed_in_as_people_type(world, client):
    pin = links.issue_pin(person=world.joan)
    typed = f" {pin.lower().replace('-', ' ')} "

    answer = client.post("/welcome/", {"pin": typed})

    assert "Joan Whitfield" in words_of(client.get(answer.headers["Location"]))


def test_a_wrong_pin_is_said_at_its_field(client):
    answer = client.post("/welcome/", {"pin": "ABCD-EFGH-JKLM"})

    assert answer.status_code == 422
    assert "field__error" in text(answer)


def test_a_forgotten_password_is_answered_alike_for_everybody(otto, client, settings):
    told = []
    for host in ("", "mail.halden.example"):
        mail = replace(settings.OPTIONS.mail, host=host)
        settings.OPTIONS = replace(settings.OPTIONS, mail=mail)
        known, unknown = (
            words_of(client.post("/forgotten/", {"name": name})) for name in ("otto_berg", "nobody")
        )
        assert known == unknown
        told.append((known, Outbox.objects.count()))

    (without, owed_without), (with_mail, owed) = told
    assert "This server sends no mails. Ask an administrator" in without
    assert "Look into your mail" in with_mail
    assert (owed_without, owed) == (0, 1)


def test_the_way_out_ends_the_session(otto, client):
    knock(client)
    token = client.cookies["groundswell"].value

    client.post("/sign-out/")

    client.cookies["groundswell"] = token
    assert client.get("/").status_code == 302


def test_a_made_up_session_is_nobody(client):
    for token in ("x", "x" * 5000, "' OR 1=1 --", "\u00e9"):
        client.cookies["groundswell"] = token
        assert client.get("/").status_code == 302


def test_who_signs_in_ends_the_session_of_whoever_sat_there(otto, client):
    knock(client)
    first = Session.objects.get()
    knock(client)

    assert Session.objects.get().pk != first.pk
