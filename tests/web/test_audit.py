"""The audit log and erasing in the browser."""

from __future__ import annotations

import csv
import hashlib
import io
import json

import pytest

from groundswell.people.audit import actions as audit
from groundswell.people.audit.models import AuditEntry
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.web.reading import text, toast_of, words_of

# As docs/running.md says it.
SEALED = ("previous_hash", "at", "actor_id", "verb", "noun", "noun_id", "facts")


@pytest.fixture
def client(world):
    return world.client(world.ada)


@pytest.fixture
def deeds(world):
    """Ada gives Joan a role and takes it away."""
    roles.grant(person=world.joan, role=Role.ANALYST, granted_by=world.ada)
    roles.revoke(person=world.joan, role=Role.ANALYST, revoked_by=world.ada)
    audit.record(None, "did a thing of the future", "group", 7, count=3)


def rows(client, query=""):
    words = words_of(client.get(f"/administration/audit/{query}"))
    return words.partition("To what Facts ")[2]


def test_who_did_what_to_whom_stands_there_in_words(client, deeds):
    shown = rows(client)

    assert "Ada Admin took a role away Joan Whitfield role: analyst" in shown
    assert "the system did a thing of the future group 7 count: 3" in shown


def test_it_is_narrowed_by_person_deed_and_day(client, deeds):
    assert "Joan" not in rows(client, "?person=otto_berg") or "is called" in rows(client)
    assert "gave a role" not in rows(client, "?verb=revoked+role")
    assert "took a role away" in rows(client, "?verb=revoked+role&person=joan_whitfield")
    assert rows(client, "?last=2001-01-01") == ""
    answer = client.get("/administration/audit/?person=nobody+at+all")
    assert answer.status_code == 422
    assert "Nobody is called “nobody at all”" in words_of(answer)


def test_older_entries_stand_on_the_next_page_once(client, world):
    for number in range(60):
        audit.record(world.ada, f"deed {number:02}", "group", number)

    first = text(client.get("/administration/audit/"))
    older = first.partition("older_than=")[2].partition('"')[0]
    second = rows(client, f"?older_than={older}")

    assert "deed 59" in first
    assert [number for number in range(60) if f"deed {number:02}" in rows(client)] == [
        *range(10, 60)
    ]
    assert "deed 09" in second
    assert "deed 10" not in second


def test_an_export_holds_the_whole_chain(client, deeds):
    lines = client.get("/administration/audit/jsonl/").getvalue().decode().splitlines()
    table = client.get("/administration/audit/csv/?verb=granted+role").getvalue().decode()

    told = [json.loads(line) for line in lines]
    assert [one["hash"] for one in told[:-1]] == [one["previous_hash"] for one in told[1:]]
    assert len(told) == AuditEntry.objects.count()
    for one in told:
        said = [one[key] for key in SEALED]
        seal = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
        assert one["hash"] == seal, "whoever has the export can prove it without us"
    (first, *_) = csv.DictReader(io.StringIO(table))
    assert first["verb"] == "granted role"


def test_legal_reads_it_and_finds_the_way_there(world):
    roles.grant(person=world.joan, role=Role.LEGAL)
    client = world.client(world.joan)

    assert client.get("/administration/audit/").status_code == 200
    in_menu_and_navigation = text(client.get("/")).count('href="/administration/audit/"')
    assert in_menu_and_navigation == 2
    assert client.get("/administration/").status_code == 404


def test_whoever_is_to_be_erased_is_named_by_handle_first(world, client):
    address = f"/administration/people/{world.otto.pk}/erase/"
    assert "It cannot be undone" in words_of(client.get(address))

    answer = client.post(address, {"handle": "joan_whitfield"})
    assert answer.status_code == 422
    assert "Type @otto_berg to erase them" in words_of(answer)
    client.post(address, {"handle": " @Otto_Berg ", "with_posts": "1"})

    assert toast_of(client) == "They are erased."
    assert Person.objects.get(pk=world.otto.pk).name == "Erased person"
    assert client.post(address, {"handle": f"erased_{world.otto.pk}"}).status_code == 422


def test_nobody_but_an_administrator_erases(world):
    roles.grant(person=world.joan, role=Role.PEOPLE_ADMINISTRATOR)
    client = world.client(world.joan)

    assert client.get(f"/administration/people/{world.otto.pk}/erase/").status_code == 404
    assert "Erase" not in text(client.get("/administration/?name=Otto"))
