"""Nobody is sent to another house from here."""

from __future__ import annotations

from urllib.parse import quote

import pytest

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    "/\n/evil.example/",
    " //evil.example/",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "evil.example",
    "/%09/evil.example\r\nSet-Cookie: a=b",
    "@evil.example",
    "https://testserver@evil.example/",
    "//testserver\\@evil.example/",
    "/\x00/evil.example/",
    "/\u2028/evil.example",
]


def sign_in(client, world, address):
    """Come through the door on the way to an address; where one is led."""
    from django.contrib.auth.hashers import make_password

    from groundswell.people.persons.models import Person

    Person.objects.filter(pk=world.otto.pk).update(password=make_password("a long word"))
    sent = {"name": "otto_berg", "password": "a long word"}
    answer = client.post(f"/sign-in/?next={quote(address, safe='')}", sent)
    assert answer.status_code == 303
    return answer.headers["Location"]


@pytest.fixture(autouse=True)
def quick(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_door_leads_nowhere_else(world, address):
    assert sign_in(world.client(None), world, address) == "/"


@pytest.mark.parametrize("address", ["/", "/people/?site=Busan", "/posts/7/#post-8"])
def test_the_door_leads_on_to_where_one_wanted(world, address):
    assert sign_in(world.client(None), world, address) == address


@pytest.mark.parametrize("address", ELSEWHERE)
def test_after_a_reaction_one_comes_back_and_never_goes_elsewhere(world, address):
    client = world.client(world.otto)
    react = f"/posts/{world.question.pk}/reactions/thanks/"

    for referer in (address, f"http://testserver/{address}", f"http://evil.example/{address}"):
        back = client.post(react, headers={"Referer": referer}).headers["Location"]

        assert back.startswith("/")
        assert not back.startswith(("//", "/\\"))
        assert "evil" not in back.partition("/")[0]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_the_way_back_from_what_was_refused_stays_here(world, address):
    client = world.client(world.otto)

    page = client.get("/nothing/", headers={"Referer": f"http://testserver/{address}"})

    assert 'href="//' not in page.content.decode()
    assert 'href="/\\' not in page.content.decode()


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver@evil"])
def test_a_foreign_name_gets_no_answer(world, host):
    answer = world.client(world.otto).get("/", headers={"host": host})

    assert answer.status_code == 400
    assert host not in answer.content.decode()


def test_what_a_proxy_claims_to_be_called_is_not_believed(world):
    client = world.client(None)

    answer = client.get("/people/", headers={"X-Forwarded-Host": "evil.example"})

    assert answer.headers["Location"] == "/sign-in/?next=%2Fpeople%2F"


def test_whether_all_is_well_may_be_asked_under_any_name(world):
    answer = world.client(None).get("/health", headers={"host": "10.0.0.7"})

    assert answer.status_code != 400
