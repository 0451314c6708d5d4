"""What /health tells, and when it says 503."""

from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder

from groundswell.activity import log, readers
from groundswell.config import schema
from groundswell.foundation import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def ample_disk(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 50, 50))


def test_all_is_well(client):
    answer = client.get("/health")

    told = answer.json()
    assert answer.status_code == 200
    assert told["status"] == "ok"
    assert told["version"] == version("groundswell")
    assert told["database"] == connection.vendor
    assert told["readers"].keys() == {reader.name for reader in readers.registered()}
    assert told["disk_free"] == 0.5


def test_a_reader_that_lags_over_five_minutes_is_unwell(client):
    with clock.frozen(clock.now() - timedelta(minutes=6)):
        log.record(actor_id=1, verb="tested", noun="reading", noun_id=1)

    answer = client.get("/health")

    assert answer.status_code == 503
    assert answer.json()["readers"]["search"] >= 360
    assert "reader search" in answer.json()["status"]


def test_a_schema_of_another_version_is_unwell(client):
    MigrationRecorder(connection).record_applied("people", "9999_from_the_future")

    answer = client.get("/health")

    assert answer.status_code == 503
    assert "newer version" in answer.json()["schema"]


def test_a_full_disk_is_unwell(client, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: Usage(100, 96, 4))

    answer = client.get("/health")

    assert answer.status_code == 503
    assert answer.json()["status"] == "less than 5 % of the disk is free"


def test_a_silent_database_is_unwell_and_tells_nothing_of_itself(client, monkeypatch):
    def fail():
        msg = "could not connect as groundswell with password secret"
        raise DatabaseError(msg)

    monkeypatch.setattr(schema, "foreign", fail)

    answer = client.get("/health")

    assert answer.status_code == 503
    assert "does not answer" in answer.json()["status"]
    assert b"secret" not in answer.content


@pytest.mark.only("sqlite")
def test_a_database_file_that_was_moved_away_or_replaced_is_unwell(client):
    file = Path(connection.settings_dict["NAME"])
    assert client.get("/health").status_code == 200
    aside = file.rename(file.with_name("moved.db"))
    try:
        gone = client.get("/health")
        file.touch()
        replaced = client.get("/health")
    finally:
        aside.rename(file)

    assert gone.status_code == replaced.status_code == 503
    assert gone.json()["status"] == "the file of the database was moved or deleted"
    assert client.get("/health").status_code == 200
