"""Drafts come back into their boxes, and what is published later keeps its writer's own time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from groundswell.foundation import clock
from groundswell.network.posts.models import Post
from groundswell.network.unsent.models import Draft, Scheduled
from groundswell.people.persons.models import Person

LINK = b'href="/drafts/"'


def keep(client, place, **typed):
    return client.post(f"/drafts/{place}/", {"request_key": "kept", **typed})


def test_a_draft_stands_in_its_box_again_and_the_way_to_it_in_the_navigation(world):
    client = world.client(world.otto)
    assert LINK not in client.get("/").content

    keep(client, "home", source="Half a text", kind="question", title="Half a question")
    keep(client, f"reply-{world.question.pk}", source="An answer, half")

    home = client.get("/").content.decode()
    assert ">Half a text</textarea>" in home
    assert 'value="Half a question"' in home
    assert 'name="request_key" value="kept"' in home
    assert LINK.decode() in home
    assert (
        ">An answer, half</textarea>" in client.get(f"/posts/{world.question.pk}/").content.decode()
    )
    listed = client.get("/drafts/").content.decode()
    assert "Half a question" in listed
    assert "An answer, half" in listed
    other = world.client(world.mira).get("/").content
    assert b"Half a text" not in other
    assert LINK not in other


def test_what_a_kind_asks_besides_is_kept_too(world):
    client = world.client(world.mira)
    keep(
        client, "home", source="", kind="poll", options="Canteen\nQuay", is_anonymous="1", days="3"
    )
    box = client.get("/").content.decode()
    assert ">Canteen\nQuay</textarea>" in box
    assert re.search(r'name="is_anonymous" value="1" checked', box)
    assert '<option value="3" selected>' in box

    keep(client, "home", source="", kind="announcement", site="Gdynia", asks_acknowledgement="")
    assert not Draft.objects.filter(person=world.mira).exists()
    told = {"source": "Half", "kind": "announcement", "site": "Gdynia"}
    keep(client, "home", **told, asks_acknowledgement="")

    box = client.get("/").content.decode()
    assert re.search(r'name="site"[^>]*value="Gdynia"', box)
    assert 'name="asks_acknowledgement" value="1">' in box


def test_what_is_sent_leaves_its_box_empty(world):
    client = world.client(world.otto)
    keep(client, "home", source="Said")
    sent = {"stream": world.organisation.pk, "source": "Said", "request_key": "kept"}

    assert client.post("/posts/", sent).status_code == 303

    assert not Draft.objects.exists()
    assert LINK not in client.get("/").content
    assert keep(client, "home", source="Said").status_code == 204
    assert not Draft.objects.exists()


def test_a_post_waits_for_a_time_where_its_writer_lives(world):
    Person.objects.filter(pk=world.otto.pk).update(time_zone="Asia/Seoul")
    client = world.client(world.otto)
    day = clock.today() + timedelta(days=40)
    sent = {"stream": world.organisation.pk, "source": "We start", "later": f"{day}T08:30"}

    assert client.post("/posts/", sent).headers["Location"] == "/drafts/#scheduled"

    waiting = Scheduled.objects.get()
    local = datetime(day.year, day.month, day.day, 8, 30, tzinfo=ZoneInfo("Asia/Seoul"))
    assert waiting.due_at == local.astimezone(UTC)
    assert not Post.objects.exists()
    page = client.get(f"/scheduled/{waiting.pk}/").content.decode()
    assert f'value="{day}T08:30"' in page
    assert "Asia/Seoul" in page
    assert "08:30" in client.get("/drafts/").content.decode()


def test_a_time_that_is_none_is_refused_and_the_text_kept(world):
    client = world.client(world.otto)
    sent = {"stream": world.organisation.pk, "source": "We start"}

    for later in ("tomorrow", "2020-01-01T08:00", "2026-13-01T08:00"):
        answer = client.post("/posts/", {**sent, "later": later})

        assert answer.status_code == 422
        assert ">We start</textarea>" in answer.content.decode()
    assert not Scheduled.objects.exists()


def test_what_was_not_published_is_told_on_every_page(world):
    client = world.client(world.otto)
    Scheduled.objects.filter(pk=world.waiting.pk).update(refusal="That place is gone.")
    Person.objects.filter(pk=world.otto.pk).update(unsent=2)

    assert "Not published: look" in client.get("/people/").content.decode()
    assert "Not published: That place is gone." in client.get("/drafts/").content.decode()
