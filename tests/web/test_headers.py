"""Whatever is answered says that nothing foreign may run, load it or frame it."""

from __future__ import annotations

import asyncio

import pytest

from groundswell.config.middleware.headers import HEADERS
from groundswell.config.serving.assets import assets
from groundswell.web import static_files
from groundswell.web.views import home


def assert_guarded(answer):
    for name in HEADERS:
        assert answer.headers.get(name), name


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/", 200),
        ("get", "/sign-in/", 200),
        ("get", "/health", None),
        ("get", "/nothing/", 404),
        ("get", "/posts/", 405),
        ("post", "/posts/", 422),
        ("post", "/sign-out/", 303),
        ("get", "/?older_than=x", 422),
    ],
)
def test_every_answer_is_guarded(world, method, address, status):
    answer = getattr(world.client(world.otto), method)(address)

    assert status in {None, answer.status_code}
    assert_guarded(answer)


def test_the_way_to_the_door_is_guarded(world):
    assert_guarded(world.client(None).get("/"))


def test_a_form_without_token_is_guarded(world):
    assert_guarded(world.client(world.otto, enforce_csrf_checks=True).post("/posts/"))


def test_a_foreign_name_is_guarded(world):
    assert_guarded(world.client(world.otto).get("/", headers={"host": "evil.example"}))


def test_a_bug_is_guarded_and_says_nothing_of_itself(world, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("the table of secrets is on fire")

    monkeypatch.setattr(home.feeds, "newest", broken)
    answer = world.client(world.otto, raise_request_exception=False).get("/")

    assert answer.status_code == 500
    assert b"fire" not in answer.content
    assert_guarded(answer)


def test_no_page_allows_inline_style_or_script(world):
    policy = world.client(world.otto).get("/").headers["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "*" not in policy


def test_a_page_is_not_kept_by_anybody_between(world):
    assert world.client(world.otto).get("/").headers["Cache-Control"] == "no-store"


def test_cookies_are_out_of_reach(world):
    client = world.client(world.otto)
    client.get("/settings/")

    token = client.cookies["csrftoken"]

    assert token["httponly"]
    assert token["samesite"] == "Lax"


def static(path):
    """What the server sends for a file of ours."""
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(assets({"path": path, "headers": [], "method": "GET"}, send))
    return {name.decode(): value.decode() for name, value in sent[0]["headers"]}


@pytest.mark.parametrize("path", [*static_files.served(), "/static/nothing.js"])
def test_files_of_ours_run_nowhere_else(path):
    headers = static(path)

    assert headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert headers["x-content-type-options"] == "nosniff"
