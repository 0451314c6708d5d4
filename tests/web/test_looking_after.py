"""Jobs, health and storage, as whoever looks after the server sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from groundswell.activity.models import Outbox
from groundswell.config import jobs
from groundswell.exchange.tasks import working
from groundswell.foundation import clock
from groundswell.network.files import actions as files
from groundswell.network.groups.models import Group
from groundswell.network.posts import actions as posts
from groundswell.operations.doctor import asked
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.web.reading import text, words_of
from tests.web.world import picture

assert asked


@pytest.fixture
def client(world, settings, tmp_path):
    settings.DIRECTORY = tmp_path
    return world.client(world.ada)


def owe(**more):
    now = clock.now()
    columns = {"key": "reset:1", "kind": "reset", "owed_at": now, "next_try_at": now, **more}
    return Outbox.objects.create(**columns)


def test_a_mail_that_was_given_up_says_why_and_is_tried_again(client, world):
    now = clock.now()
    row = owe(done_at=now, tries=8, last_error="given up: SMTPRecipientsRefused: no such user")
    words = words_of(client.get("/administration/jobs/"))
    assert "New password" in words
    assert "no such user" in words
    assert jobs.jobs().troubles >= 1

    client.post(f"/administration/jobs/{row.pk}/retry/")

    row.refresh_from_db()
    assert (row.done_at, row.tries) == (None, 0)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.verb, entry.noun_id) == (world.ada.pk, "tried again", row.pk)


def test_what_was_sent_is_not_sent_again(client):
    sent = owe(done_at=clock.now())

    assert client.post(f"/administration/jobs/{sent.pk}/retry/").status_code == 404
    sent.refresh_from_db()
    assert sent.done_at


def test_a_reader_that_stays_behind_is_named(client, world, news):
    world.tell(world.mira)
    with clock.frozen(clock.now() + timedelta(minutes=7)):
        late = [reader.name for reader in jobs.jobs().readers if reader.is_late]

    assert "search" in late
    assert "Search index" in words_of(client.get("/administration/jobs/"))


def test_health_says_what_is_dangerous_and_what_an_examination_found(client, world, settings):
    Group.objects.filter(pk=world.merger.pk).update(member_count=7)
    page = words_of(client.get("/administration/health/"))
    assert "No backup was taken yet." in page

    client.post("/administration/health/examine/")
    assert "waits for its turn" in words_of(client.get("/administration/health/"))
    assert client.post("/administration/health/examine/").status_code == 422
    working.work_off()

    page = words_of(client.get("/administration/health/"))
    assert "1 group has another number of members than its counter says." in page
    assert f" {world.merger.pk}." not in page
    german = client.get("/administration/health/", headers={"Accept-Language": "de"})
    assert "1 Gruppe hat eine andere Zahl von Mitgliedern" in words_of(german)
    assert "<code>groundswell doctor --mend</code> zählt neu." in text(german)
    client.post("/administration/health/examine/", {"mend": "1"})
    working.work_off()
    assert "says. mended" in words_of(client.get("/administration/health/"))
    assert Group.objects.get(pk=world.merger.pk).member_count == 2


def test_storage_names_open_groups_and_sums_the_others(client, world):
    assert world.secret_post
    content = picture((300, 300), "BMP")
    file = files.store(uploader=world.otto, name="plan.bmp", content=content)
    posts.publish(
        author=world.otto, stream_ids=[world.pilots.stream_id], source="See", file_ids=[file.pk]
    )

    page = client.get("/administration/storage/")

    assert re.search(r"Search index in the database; [^.]* \d+ kB", words_of(page))
    assert "Pictures 2 files" in words_of(page)
    assert "Pilots 1 file 264 kB" in words_of(page)
    assert "All closed and secret groups together 1 file" in words_of(page)
    assert "Merger" not in text(page)


def test_managing_people_is_not_looking_after_the_server(world):
    roles.grant(person=world.joan, role=Role.PEOPLE_ADMINISTRATOR)
    client = world.client(world.joan)

    for page in ("jobs", "health", "storage"):
        assert client.get(f"/administration/{page}/").status_code == 404
