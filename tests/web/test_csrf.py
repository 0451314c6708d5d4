"""Nothing is done for a form that did not come from one of our own pages."""

from __future__ import annotations

import pytest

from groundswell.people.signin import links
from groundswell.people.signin.models import Purpose
from tests.web.table_of_urls import ROWS
from tests.web.test_urls import ids

# Called by a provider or a mail program; a signature stands for the token.
SIGNED = {
    "sign-in/company/signed-out/",
    "unsubscribe/<str:token>/",
    "unsubscribe/report/<str:token>/",
}
POSTS = [row for row in ROWS if row.method == "POST" and row.pattern not in SIGNED]


def token_of(client):
    """The token that a page of ours carries."""
    client.get("/settings/")
    return client.cookies["csrftoken"].value


def test_no_form_is_taken_without_the_token_of_a_page(world):
    owner, admin = (world.client(who, enforce_csrf_checks=True) for who in (world.mira, world.ada))
    known = ids(world)

    for row in POSTS:
        address = row.address.format(**known)
        sent = {name: value.format(**known) for name, value in row.sent.items()}

        assert owner.post(address, sent).status_code == 403, row.address
        assert admin.post(address, sent).status_code == 403, row.address


def test_the_token_of_a_page_lets_its_form_through(world):
    client = world.client(world.otto, enforce_csrf_checks=True)
    sent = {"csrfmiddlewaretoken": token_of(client)}

    answer = client.post(f"/posts/{world.question.pk}/reactions/thanks/", sent)

    assert answer.status_code == 303


def test_a_script_of_ours_sends_the_token_as_a_header(world):
    client = world.client(world.otto, enforce_csrf_checks=True)
    headers = {"X-CSRFToken": token_of(client), "HX-Request": "true"}

    answer = client.post(f"/posts/{world.question.pk}/reactions/thanks/", headers=headers)

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://testserver.evil.example"]
)
def test_a_token_from_elsewhere_does_not_help(world, origin):
    client = world.client(world.otto, enforce_csrf_checks=True)
    sent = {"csrfmiddlewaretoken": token_of(client)}

    answer = client.post("/sign-out/", sent, headers={"Origin": origin})

    assert answer.status_code == 403
    assert client.get("/").status_code == 200


def test_the_token_of_another_browser_does_not_help(world):
    client = world.client(world.otto, enforce_csrf_checks=True)
    other = world.client(world.joan, enforce_csrf_checks=True)
    token_of(client)

    answer = client.post("/sign-out/", {"csrfmiddlewaretoken": token_of(other)})

    assert answer.status_code == 403


def test_what_was_refused_says_how_to_go_on(world):
    client = world.client(world.otto, enforce_csrf_checks=True)

    answer = client.post("/posts/", {"source": "Hear"})

    assert "Open the page again and send it once more" in answer.content.decode()


def test_the_token_changes_with_whoever_sits_at_the_browser(world):
    client = world.client(None, enforce_csrf_checks=True)
    secret = links.issue_link(person=world.otto, purpose=Purpose.INVITATION)
    client.get(f"/welcome/{secret}/")
    before = client.cookies["csrftoken"].value
    sent = {"csrfmiddlewaretoken": before, "password": "seven grey herons"}

    assert client.post(f"/welcome/{secret}/", sent).status_code == 303
    inside = client.cookies["csrftoken"].value
    assert client.post("/sign-out/", {"csrfmiddlewaretoken": before}).status_code == 403
    assert client.post("/sign-out/", {"csrfmiddlewaretoken": inside}).status_code == 303

    assert len({before, inside, client.cookies["csrftoken"].value}) == 3
