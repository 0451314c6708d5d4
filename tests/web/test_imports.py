"""Imports in the browser, from the file to taking it back."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from groundswell.exchange.tasks import imports, working
from groundswell.exchange.tasks.models import Task
from groundswell.network.posts.models import Post
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.exchange.slack_exports import channel, files, said, zipped
from tests.web.reading import text, words_of

assert imports


@pytest.fixture
def client(world, settings, tmp_path):
    settings.DIRECTORY = tmp_path
    return world.client(world.ada)


@pytest.fixture
def sent(client, tmp_path):
    """An export with an open and a private channel, sent from the browser."""
    lists = {"channels.json": [channel("pilots")], "groups.json": [channel("takeover")]}
    content = files({"pilots": [said(1, "Hear")], "takeover": [said(2, "Hush")]}, lists=lists)
    path = zipped(tmp_path / "slack.zip", content)
    file = SimpleUploadedFile("slack.zip", path.read_bytes())
    assert client.post("/administration/imports/upload/", {"file": file}).status_code == 303


def follow(client, answer):
    assert answer.status_code == 303, text(answer)
    return client.get(answer.headers["Location"])


def test_from_the_file_to_the_report_and_back(client, sent):
    assert "slack.zip" in words_of(client.get("/administration/imports/"))
    begun = client.post("/administration/imports/begin/", {"file": "slack.zip"})
    waiting = follow(client, begun)
    assert "waits for its turn" in words_of(waiting)
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in text(waiting)
    working.work_off()

    tried = client.get(begun.headers["Location"])
    assert "Nothing is written yet" in words_of(tried)
    assert "Posts 2 2 Replies 0 0" in words_of(tried)
    take = re.search(r'formaction="(/administration/tasks/\d+/take/)"', text(tried))[1]
    taking = client.post(take)
    working.work_off()
    report = follow(client, taking)
    assert "Here because of this import" in words_of(report)
    assert "takeover" not in text(report)
    assert Post.objects.count() == 2

    back = re.search(r'href="(/administration/imports/\d+/undo/)"', text(report))[1]
    assert "Its posts, replies, reactions" in words_of(client.get(back))
    undoing = client.post(back)
    working.work_off()

    assert "Taken back" in words_of(follow(client, undoing))
    assert not Post.objects.exists()
    assert client.get(back).status_code == 404


def test_a_page_that_watches_is_told_when_it_is_over(client, sent):
    address = client.post("/administration/imports/begin/", {"file": "slack.zip"}).headers[
        "Location"
    ]
    script = {"HX-Request": "true"}
    watched = client.get(address, headers=script)
    assert "<html" not in text(watched)
    assert "HX-Refresh" not in watched.headers
    working.work_off()

    assert client.get(address, headers=script).headers["HX-Refresh"] == "true"


def test_how_far_it_is_and_how_long_it_takes(client, sent):
    address = client.post("/administration/imports/begin/", {"file": "slack.zip"}).headers[
        "Location"
    ]
    Task.objects.update(
        state="running", stage="write", done=6000, total=18000,
        stage_began_at="2026-01-01T08:00:00Z", seen_at="2026-01-01T08:01:00Z",
    )  # fmt: skip

    words = words_of(client.get(address))

    assert "6,000 of 18,000 messages, 100 a second about 2 minutes left" in words
    client.post(f"{address}stop/")
    assert "stops after this step" in words_of(client.get(address))
    working.work_off()
    assert "Going on does nothing twice" in words_of(client.get(address))


def test_what_is_no_zip_is_refused_and_a_file_can_be_deleted(client, sent):
    file = SimpleUploadedFile("notes.txt", b"just a note")
    refused = client.post("/administration/imports/upload/", {"file": file})
    assert refused.status_code == 422
    assert "notes.txt is no ZIP" in words_of(refused)

    client.post("/administration/imports/forget/", {"file": "slack.zip"})
    deeds = AuditEntry.objects.order_by("pk").values_list("verb", flat=True)
    assert list(deeds)[-2:] == ["sent export", "deleted export"]

    assert "No export lies ready" in words_of(client.get("/administration/imports/"))


def test_a_second_one_is_refused_in_words(client, sent):
    client.post("/administration/imports/begin/", {"file": "slack.zip"})

    answer = client.post("/administration/imports/begin/", {"file": "slack.zip"})

    assert answer.status_code == 422
    assert "An import is at work" in words_of(answer)


def test_managing_people_is_not_importing(world):
    roles.grant(person=world.joan, role=Role.PEOPLE_ADMINISTRATOR)

    assert world.client(world.joan).get("/administration/imports/").status_code == 404
