"""Administration: the people list, the doors, letters, roles, shutting out."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.network.groups import actions as groups
from groundswell.network.streams.models import Subscription
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Person, State
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.web.reading import posts_of, text, toast_of, words_of

LIST = "id,name,email,function,site,manager\nn1,Siri Nyhus,siri@halden.example,Finance,Halden,\n"
BAD = "n3,Per Feil,per@halden.example,Finance,Halden,n99\n"


@pytest.fixture
def client(world):
    return world.client(world.ada)


def preview(client, content, **typed):
    file = SimpleUploadedFile("people.csv", content.encode())
    return client.post("/administration/people/", {"file": file, **typed})


def hidden(answer):
    """The fields that the preview hands on to the deed."""
    form = (
        text(answer).partition('action="/administration/people/take/"')[2].partition("</form>")[0]
    )
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_a_preview_writes_nothing_and_the_deed_does(client):
    shown = preview(client, LIST)
    assert "1" in words_of(shown)
    assert not Person.objects.filter(name="Siri Nyhus").exists()

    client.post("/administration/people/take/", hidden(shown))

    assert toast_of(client).startswith("Taken: 1 new")
    assert Person.objects.get(name="Siri Nyhus").state == State.INVITED


def test_an_administrator_of_an_empty_instance_is_led_to_the_people_list(world, client):
    Person.objects.update(is_listed=False)
    led = (client.get("/"), client.get("/people/"), client.get("/administration/people/"))

    assert [
        words in words_of(page)
        for page, words in zip(
            led,
            ("Bring people and Slack in", "Take a people list", "Our fields: external_id"),
            strict=True,
        )
    ] == [True, True, True]
    assert "Bring people and Slack in" not in words_of(world.client(world.otto).get("/"))
    assert "Take a people list" not in words_of(world.client(world.otto).get("/people/"))


def test_a_list_is_taken_once(client):
    fields = hidden(preview(client, LIST))
    client.post("/administration/people/take/", fields)

    assert client.post("/administration/people/take/", fields).status_code == 404


def test_bad_rows_are_named_and_the_good_ones_can_be_taken(client):
    shown = preview(client, LIST + BAD)
    assert "n99" in words_of(shown)
    assert "new 1 changed 0" in words_of(shown)
    assert "Take the rows that are right" in words_of(shown)

    rows = client.post("/administration/people/refused/", hidden(shown))
    assert rows.headers["Content-Disposition"] == 'attachment; filename="refused.csv"'
    assert "n99" in text(rows)
    client.post("/administration/people/take/", hidden(shown))

    assert Person.objects.filter(name="Siri Nyhus").exists()
    assert not Person.objects.filter(name="Per Feil").exists()


UNCLOSED = 'id,name\n1,"' + "x" * 200_000


@pytest.mark.parametrize(
    "content", ["", "just a note", "\x00\x01\x02", "PK\x03\x04\x00\x00", "a,b\n1,2\n", UNCLOSED]
)
def test_what_is_no_list_is_refused_in_words(client, content):
    answer = preview(client, content)

    assert answer.status_code == 422
    assert 'role="alert"' in text(answer)


def test_no_file_is_refused_too(client):
    answer = client.post("/administration/people/", {})

    assert "Choose a file first" in words_of(answer)


def test_a_preview_of_another_is_found_by_its_key_alone(client):
    for key in ("", "../../groundswell.toml", "x" * 32, "a/b"):
        answer = client.post("/administration/people/take/", {"key": key, "file": "people.csv"})
        assert answer.status_code == 404


def test_taking_a_list_drops_no_file_of_a_post(world, client):
    from groundswell.network.files import actions as files

    stored = files.store(uploader=world.ada, name="people.csv", content=LIST.encode())
    world.tell(world.ada, "The list", file_ids=[stored.pk])

    client.post("/administration/people/take/", hidden(preview(client, LIST)))

    answer = client.get(f"/files/{stored.pk}/people.csv")
    assert answer.getvalue() == LIST.encode()


def test_the_doors_say_what_opening_them_does(world, client):
    Person.objects.filter(pk=world.joan.pk).update(state=State.INVITED)
    before = words_of(client.get("/administration/doors/"))
    assert "1 invited person has an address" in before
    assert "No mail server is set (mail.host)" in before
    assert "http://localhost:8000, which opens on this machine alone" in before

    client.post("/administration/doors/")

    assert toast_of(client) == "The doors are open: 1 invitations go out."


def test_letters_carry_a_pin_that_works(world, client, settings):
    Person.objects.filter(pk__in=(world.joan.pk, world.otto.pk)).update(state=State.INVITED)
    Person.objects.filter(pk=world.joan.pk).update(email=None)
    assert "2 invited people wait, and this server sends no mails." in words_of(
        client.get("/administration/")
    )
    assert "Otto Berg" in text(client.post("/administration/letters/"))

    mail = replace(settings.OPTIONS.mail, host="mail.halden.example")
    settings.OPTIONS = replace(settings.OPTIONS, mail=mail)
    page = text(client.post("/administration/letters/"))

    assert "Otto Berg" not in page
    pin = page.rpartition("<code>")[2].partition("</code>")[0]
    assert world.client(None).post("/welcome/", {"pin": pin}).status_code == 303


def test_a_one_time_link_is_made_for_one_person(world, client):
    page = text(client.post(f"/administration/people/{world.joan.pk}/link/"))

    address = page.partition('class="secret">')[2].partition("</code>")[0]
    path = "/" + address.split("/", 3)[3]
    assert "Welcome, Joan Whitfield" in words_of(world.client(None).get(path))


def test_somebody_whom_an_import_brought_comes_in_to_a_feed(world, client):
    brought = persons.add(persons.NewPerson(name="Uma Import", is_listed=False))
    groups.let_in(brought, world.pilots)
    Subscription.objects.filter(person=brought).delete()
    thread = world.ask(world.mira, world.pilots)
    told = world.tell(world.mira)

    page = text(client.post(f"/administration/people/{brought.pk}/link/"))
    path = page.partition('class="secret">')[2].partition("</code>")[0].split("/", 3)[3]
    uma = world.client(None)
    uma.post(f"/{path}", {"password": "three words and a sea"})

    assert posts_of(uma.get("/")) == [told.pk, thread.pk]


def test_whoever_is_suspended_is_out_with_the_next_request(world, client):
    otto = world.client(world.otto)
    assert otto.get("/").status_code == 200

    client.post(f"/administration/people/{world.otto.pk}/state/")
    assert otto.get("/").status_code == 302

    client.post(f"/administration/people/{world.otto.pk}/state/")
    assert world.client(world.otto).get("/").status_code == 200


def test_nobody_suspends_themselves(world, client):
    answer = client.post(f"/administration/people/{world.ada.pk}/state/")

    assert answer.status_code == 422
    assert "You cannot suspend yourself" in words_of(answer)


def test_a_role_is_given_and_taken(world, client):
    client.post(f"/administration/people/{world.otto.pk}/role/", {"role": "moderator"})
    assert "Otto Berg Moderator" in words_of(client.get("/administration/"))

    client.post(f"/administration/people/{world.otto.pk}/role/?no=1&role=moderator")
    assert "Otto Berg" not in words_of(client.get("/administration/"))


def test_a_people_administrator_manages_people_and_nothing_else(world):
    roles.grant(person=world.joan, role=Role.PEOPLE_ADMINISTRATOR)
    client = world.client(world.joan)

    assert client.get("/administration/people/").status_code == 200
    assert client.get("/administration/doors/").status_code == 404
    answer = client.post(f"/administration/people/{world.joan.pk}/role/", {"role": "administrator"})
    assert answer.status_code == 404
    page = text(client.get(f"/administration/?name={world.otto.name}"))
    assert "Open the doors" not in page
    assert "Give role" not in page


def test_an_administrator_reads_no_more_than_others(world, client):
    assert client.get(f"/posts/{world.secret_post.pk}/").status_code == 404
    assert "Merger" not in text(client.get("/groups/"))


def test_a_moderator_sees_no_administration(world):
    roles.grant(person=world.joan, role=Role.MODERATOR)
    client = world.client(world.joan)

    assert client.get("/administration/").status_code == 404
    assert "/administration/" not in text(client.get("/"))
