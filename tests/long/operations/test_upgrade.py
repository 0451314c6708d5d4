"""Databases of other versions: refused by all, mended by one command."""

from __future__ import annotations

import json

import pytest
from django.db.migrations.loader import MigrationLoader

from groundswell.config import schema

pytestmark = pytest.mark.slow


def test_an_older_database_is_refused_until_it_is_upgraded_and_that_backs_up_first(server):
    server.visitors("Mira Lindqvist")
    server.call("grow_old")

    for words in (("serve", "--port", "0"), ("admin", "create", "mira@halden.example")):
        said = server.command(*words, code=1)
        assert "The database is older than the program" in said
        assert f"groundswell upgrade --dir {server.directory}" in said
    done = server.command("upgrade")

    (backup,) = (server.directory / "backups").iterdir()
    assert f"Backed up to {backup}" in done
    assert "Upgraded" in done
    assert backup.stat().st_mode & 0o077 == 0
    assert "up to date" in server.command("upgrade")
    assert json.loads(server.command("upgrade", "--json")) == {"backup": None, "changes": []}
    server.command("admin", "create", "mira@halden.example")

    # A set-up that was killed between two changes is no older version: the next start ends it.
    server.call("grow_old")
    (server.directory / ".setting_up").touch()
    server.command("admin", "create", "mira@halden.example")
    assert not (server.directory / ".setting_up").exists()


def test_what_is_known_by_the_names_of_files_is_what_would_be_done():
    assert schema.known() == frozenset(MigrationLoader(None).disk_migrations)


def test_a_newer_database_is_refused_by_all(server):
    server.call("grow_new")

    for command in ("upgrade", "backup"):
        said = server.command(command, code=1)
        assert "newer version (people 9999_from_the_future)" in said
    assert not (server.directory / "backups").exists()


def test_nothing_is_upgraded_while_it_is_served(server):
    server.call("said")
    server.start()

    assert "is being served already" in server.command("upgrade", code=1)


@pytest.mark.only("sqlite")
def test_a_backup_waits_for_nobody_who_writes(server):
    server.visitors("Mira Lindqvist")
    server.start()

    with server.holding_the_database():
        assert "Backed up to" in server.command("backup")


@pytest.mark.only("postgresql")
def test_without_pg_dump_nothing_is_changed(server, tmp_path):
    server.call("grow_old")

    said = server.command("upgrade", code=1, PATH=str(tmp_path))

    assert "apt install postgresql-client" in said
    assert "older than the program" in server.command("backup", code=1)
