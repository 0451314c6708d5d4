"""By the company's own sign-in, against a real OpenID provider: node-oidc-provider."""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import httpx2
import pytest
from django.test import Client

from groundswell.people.persons.models import State
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import roles_of
from groundswell.people.signin.models import Identity, Session
from groundswell.web.views import company_sign_in
from tests.servers import free_port
from tests.web.world import World

SCRIPT = Path(__file__).parent / "provider.mjs"
HOUSE = "http://testserver"
HOW = (
    "Run npm install --prefix FOLDER oidc-provider@9.13.3 and name FOLDER in"
    " GROUNDSWELL_OIDC_PROVIDER."
)


class Listener(HTTPServer):
    """Hears the provider say that a session is over."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Heard)
        self.heard: list[str] = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Heard(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.heard += parse_qs(body)["logout_token"]  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Company:
    """The provider; it can be started anew with other keys."""

    def __init__(self, folder: str, node: str) -> None:
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.listener = Listener()
        self._command = (node, str(SCRIPT), folder, str(self.port), HOUSE)
        self._process: subprocess.Popen[str] | None = None

    def start(self, key: str) -> None:
        back = f"http://127.0.0.1:{self.listener.server_port}/"
        self._process = subprocess.Popen(
            (*self._command, back, key),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == "ready\n"

    def stop(self) -> None:
        assert self._process
        self._process.kill()
        self._process.communicate()

    @contextmanager
    def browser(self) -> Iterator[httpx2.Client]:
        with httpx2.Client() as browser:
            yield browser

    def pass_through(self, browser: httpx2.Client, place: str, name: str) -> str:
        """Sign in there and consent; where the provider sends the browser in the end."""
        while not place.startswith(HOUSE):
            answer = browser.get(place)
            if not answer.is_redirect:
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                assert prompt, answer.text
                form = {"prompt": prompt[1], "login": name, "password": "any"}
                answer = browser.post(place, data=form)
            place = str(answer.url.join(answer.headers["location"]))
        return place


@pytest.fixture(scope="module")
def running() -> Iterator[Company]:
    folder, node = os.environ.get("GROUNDSWELL_OIDC_PROVIDER"), shutil.which("node")
    if not folder or not node:
        pytest.skip(HOW)
    company = Company(folder, node)
    company.start("first")
    yield company
    company.stop()
    company.listener.shutdown()
    company.listener.server_close()


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def company(running, world, settings, tmp_path):
    _ = world.otto  # made when asked for
    secret = tmp_path / "secret"
    secret.write_text("only-for-tests\n")
    oidc = dataclasses.replace(
        settings.OPTIONS.oidc,
        issuer=running.issuer,
        name="Halden ID",
        client_id="groundswell",
        client_secret_file=str(secret),
        scopes=["openid", "profile", "email", "groups"],
        roles=["its=moderator"],
    )
    settings.OPTIONS = dataclasses.replace(settings.OPTIONS, oidc=oidc, public_address=HOUSE)
    company_sign_in.provider.cache_clear()
    yield running
    company_sign_in.provider.cache_clear()


def come_in(company, name, client=None):
    """Press the button, sign in there, and come back: the last answer, and who asked."""
    client = client or Client()
    begun = client.get("/sign-in/company/?next=/groups/")
    with company.browser() as browser:
        back = company.pass_through(browser, begun.headers["Location"], name)
    return client.get(back.removeprefix(HOUSE)), client


def test_a_person_of_the_list_comes_in_and_lands_where_they_wanted(company, world):
    answer, client = come_in(company, "otto")

    assert (answer.status_code, answer.headers["Location"]) == (303, "/groups/")
    assert client.get("/groups/").status_code == 200
    assert Identity.objects.get().person == world.otto


def test_the_door_names_the_company(company, world):
    page = Client().get("/sign-in/?next=/groups/").content.decode()

    assert "Sign in with Halden ID" in page
    assert 'href="/sign-in/company/?next=/groups/"' in page


def test_the_subject_stays_when_the_address_changes(company, world):
    come_in(company, "otto")
    type(world.otto).objects.filter(pk=world.otto.pk).update(email_folded="new@halden.example")

    answer, _ = come_in(company, "otto")

    assert answer.status_code == 303
    assert Identity.objects.count() == 1


def test_an_address_given_to_somebody_new_does_not_open_the_old_account(company, world):
    come_in(company, "otto")

    answer, client = come_in(company, "admin-otto")

    assert answer.status_code == 422
    assert client.get("/groups/").status_code == 302


@pytest.mark.parametrize("name", ["unverified-otto", "nobody-we-know"])
def test_no_verified_address_of_ours_no_way_in(company, world, name):
    answer, client = come_in(company, name)

    assert answer.status_code == 422
    assert "people list" in answer.content.decode()
    assert client.get("/groups/").status_code == 302
    assert not Identity.objects.exists()


def test_the_suspended_stay_outside(company, world):
    type(world.otto).objects.filter(pk=world.otto.pk).update(state=State.SUSPENDED)

    answer, client = come_in(company, "otto")

    assert answer.status_code == 422
    assert client.get("/groups/").status_code == 302


def test_groups_give_roles_and_take_those_they_gave(company, world, settings):
    come_in(company, "admin-otto")
    assert roles_of(world.otto) == {Role.MODERATOR}
    oidc = dataclasses.replace(settings.OPTIONS.oidc, roles=["others=moderator"])
    settings.OPTIONS = dataclasses.replace(settings.OPTIONS, oidc=oidc)

    come_in(company, "admin-otto")

    assert roles_of(world.otto) == set()


def test_a_code_works_for_the_browser_that_began_alone(company, world):
    begun = Client().get("/sign-in/company/")
    with company.browser() as browser:
        back = company.pass_through(browser, begun.headers["Location"], "otto")
    mine = Client()
    mine.get("/sign-in/company/")

    for stranger in (Client(), mine):
        assert stranger.get(back.removeprefix(HOUSE)).status_code == 422
    assert not Session.objects.filter(person=world.otto).exists()


def test_a_code_works_once(company, world):
    client = Client()
    begun = client.get("/sign-in/company/")
    cookie = client.cookies["attempt"].value
    with company.browser() as browser:
        back = company.pass_through(browser, begun.headers["Location"], "otto")
    assert client.get(back.removeprefix(HOUSE)).status_code == 303
    again = Client()
    again.cookies["attempt"] = cookie

    assert again.get(back.removeprefix(HOUSE)).status_code == 422


def test_the_provider_may_change_its_keys(company, world, monkeypatch):
    come_in(company, "otto")
    company.stop()
    company.start("second")
    monkeypatch.setattr("groundswell.people.signin.oidc.provider.RENEWED", 0)

    answer, _ = come_in(company, "otto")

    assert answer.status_code == 303


def test_signing_out_leads_on_to_the_provider(company, world):
    _, client = come_in(company, "otto")

    answer = client.post("/sign-out/")

    place = f"{company.issuer}/session/end?client_id=groundswell"
    assert answer.headers["Refresh"].startswith(f"0; url={place}")
    assert client.get("/groups/").status_code == 302


def test_who_signs_out_there_is_signed_out_here(company, world):
    client = Client()
    begun = client.get("/sign-in/company/")
    with company.browser() as browser:
        back = company.pass_through(browser, begun.headers["Location"], "otto")
        client.get(back.removeprefix(HOUSE))
        form = browser.get(f"{company.issuer}/session/end?client_id=groundswell")
        secret = re.search(r'name="xsrf" value="([\w-]+)"', form.text)
        assert secret
        sent = {"xsrf": secret[1], "logout": "yes"}
        browser.post(f"{company.issuer}/session/end/confirm", data=sent)
    token = company.listener.heard.pop()

    answer = Client(enforce_csrf_checks=True).post(
        "/sign-in/company/signed-out/", {"logout_token": token}
    )

    assert answer.status_code == 200
    assert client.get("/groups/").status_code == 302


def test_a_made_up_sign_out_ends_nothing(company, world):
    _, client = come_in(company, "otto")

    for token in ("", "x.y.z", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJvdHRvIn0."):
        answer = Client().post("/sign-in/company/signed-out/", {"logout_token": token})
        assert answer.status_code == 400
    assert client.get("/groups/").status_code == 200


def test_a_provider_that_is_away_is_said(company, world, settings):
    oidc = dataclasses.replace(settings.OPTIONS.oidc, issuer=f"http://127.0.0.1:{free_port()}")
    settings.OPTIONS = dataclasses.replace(settings.OPTIONS, oidc=oidc)
    company_sign_in.provider.cache_clear()

    answer = Client().get("/sign-in/company/")

    assert answer.status_code == 422
    assert "does not answer" in answer.content.decode()


def test_where_it_is_the_only_way_passwords_open_nothing(company, world, settings):
    oidc = dataclasses.replace(settings.OPTIONS.oidc, is_the_only_way=True)
    settings.OPTIONS = dataclasses.replace(settings.OPTIONS, oidc=oidc)

    page = Client().get("/sign-in/").content.decode()
    answer = Client().post("/sign-in/", {"name": "otto@halden.example", "password": "right or not"})

    assert 'type="password"' not in page
    assert answer.status_code == 422
    assert "Passwords do not open this door" in answer.content.decode()
