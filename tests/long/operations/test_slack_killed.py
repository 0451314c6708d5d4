"""An import that is killed at any moment carries on, and nothing is there twice."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import psycopg
import pytest

from tests import nursery
from tests.servers import MODULE, server_of

TABLES = (
    "network_post", "network_placement", "network_reaction", "network_file", "network_mention",
    "network_attachment", "network_group", "network_membership", "people_person",
    "activity_activity", "exchange_sourceid", "exchange_importbatch",
)  # fmt: skip
# Before people and groups are made, early among the messages, and late.
MOMENTS = ("read: 375", "write: 139", "write: 1,106")

pytestmark = pytest.mark.slow


@pytest.fixture
def instance(tmp_path):
    with server_of(tmp_path) as made:
        yield made


def counts(instance):
    if instance.database_url:
        connection = psycopg.connect(instance.database_url)
    else:
        connection = closing(sqlite3.connect(instance.directory / "groundswell.db"))
    with connection as opened:
        return {
            table: opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES
        }


def kill_at(instance, moment, file):
    """Run the import until it says `moment`, and kill it there."""
    words = (MODULE, "import", "slack", str(file))
    with nursery.speaking(words, env=instance.environment) as run:
        said: list[str] = []
        while not any(line.startswith(moment) for line in said[-1:]):
            said.append(run.complaints.readline())
            assert said[-1], "".join(said)
        run.kill()
        run.wait()


def test_killed_again_and_again_it_carries_on_and_doubles_nothing(instance, samples):
    file = samples / "imports/slack/houstondatavis/houstondatavis-slack-export.zip"

    for moment in MOMENTS:
        kill_at(instance, moment, file)
    report = json.loads(instance.command("import", "slack", str(file), "--json"))

    once = counts(instance)
    assert once["network_post"] == once["network_placement"] == 1031
    assert once["network_reaction"] == 198
    assert once["people_person"] == 71
    assert once["exchange_importbatch"] == report["batch"] == 1
    assert 0 < report["new"]["posts"] < 1031
    # Each post and reaction, each joining of a person and a group, each group and the end: once.
    assert once["activity_activity"] == 1031 + 198 + 71 + 201 + 16 + 1
    undone = json.loads(instance.command("import", "undo", "1", "--json"))
    assert (undone["posts"], undone["reactions"], undone["files"]) == (1031, 198, 67)
    assert counts(instance)["network_post"] == 0
