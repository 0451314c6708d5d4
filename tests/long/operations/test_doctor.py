"""The doctor finds what is wrong, says how to mend it, and mends what loses nothing."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace

import pytest
from django.db import connection

from groundswell.activity import log, readers
from groundswell.activity.models import ReaderCursor
from groundswell.foundation import blobs
from groundswell.network.files import actions as files
from groundswell.network.models import Group, Placement, Post, Subscription
from groundswell.network.posts import actions as posts
from groundswell.network.reactions import actions as reactions
from groundswell.operations import parsing
from groundswell.operations.commands import doctor
from groundswell.people.audit import actions as audit
from groundswell.people.audit import heads, schema
from groundswell.people.audit.models import AuditEntry
from groundswell.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(tmp_path, settings):
    """A data directory of its own."""
    settings.DIRECTORY = tmp_path
    return tmp_path


@pytest.fixture
def thread(cast, news):
    """A thread with an answer and a reaction, found by search."""
    post = posts.publish(author=cast.otto, stream_ids=[cast.pilots.stream_id], source="Turbine")
    posts.reply(author=cast.mira, to_id=post.pk, source="Yes")
    reactions.react(person=cast.mira, post_id=post.pk, name="heart")
    for reader in readers.registered():
        readers.catch_up(reader)
    return post


def examine(capsys, *arguments):
    """What is said of each check that is not well, and the exit status."""
    parser = parsing.parser_of("doctor", doctor)
    code = doctor.run(parser.parse_args(["--json", *arguments]))
    told = json.loads(capsys.readouterr().out)
    wrong = {one["check"]: one for one in told["findings"] if one["level"] == "wrong"}
    return wrong, code


def test_an_instance_that_is_well_is_told_so(thread, capsys):
    wrong, code = examine(capsys, "--full")

    assert (wrong, code) == ({}, 0)


def mends(capsys, check, words):
    """It is found, mended, and well afterwards."""
    wrong, code = examine(capsys)
    assert (list(wrong), code) == ([check], 1)
    assert words in wrong[check]["sentence"]
    assert wrong[check]["can_mend"]
    wrong, code = examine(capsys, "--mend")
    assert wrong[check]["mended"]
    assert code == 0
    assert examine(capsys) == ({}, 0)


def test_counters_are_counted_again(cast, thread, capsys):
    version = Post.objects.get(pk=thread.pk).version
    for check, change, words in (
        ("members", lambda: Group.objects.update(member_count=9), "1 group has another number"),
        ("answers", lambda: Post.objects.filter(pk=thread.pk).update(reply_count=7), "1 thread"),
        ("reactions", lambda: Post.objects.update(reaction_counts={"heart": 3}), "2 posts have"),
    ):
        change()
        mends(capsys, check, words)

    post = Post.objects.get(pk=thread.pk)
    assert (post.reply_count, post.reaction_counts) == (1, {"heart": 1})
    assert post.version > version
    assert Group.objects.get().member_count == 2


def test_a_feed_loses_what_its_person_may_not_read(cast, thread, capsys):
    stray = Subscription(
        person=cast.joan, stream_id=cast.merger.stream_id, since_at=thread.published_at
    )
    stray.save()
    for reader in readers.registered():
        readers.catch_up(reader)

    mends(capsys, "feeds", "1 feed holds a stream that its person may not read")

    assert not Subscription.objects.filter(person=cast.joan, stream=cast.merger.stream).exists()


def test_a_thread_that_stands_nowhere_is_named_and_not_touched(thread, capsys):
    Placement.objects.all().delete()

    wrong, code = examine(capsys, "--mend")

    assert wrong["places"]["sentence"] == (
        f"1 thread stands in no stream, so nobody can read it. Posts: {thread.pk}."
    )
    assert code == 1
    assert Post.objects.filter(pk=thread.pk).exists()


def test_files_and_rows_are_held_against_each_other(cast, thread, directory, capsys):
    lost, spoilt = (
        files.store(uploader=cast.otto, name=f"{name}.txt", content=name.encode())
        for name in ("lost", "spoilt")
    )
    blobs.path_of(lost.key).unlink()
    blobs.path_of(spoilt.key).write_bytes(b"something else")
    idle, young = blobs.put(b"idle"), blobs.put(b"young")
    yesterday = time.time() - 100_000
    os.utime(blobs.path_of(idle), (yesterday, yesterday))

    parser = parsing.parser_of("doctor", doctor)
    code = doctor.run(parser.parse_args(["--mend"]))
    said = capsys.readouterr().out

    assert code == 1
    assert f"1 file that a row names is not in `files/` ({lost.key})" in said
    assert f"1 file is not what was kept ({spoilt.key})" in said
    assert "mended  files: 1 file is named by no row" in said
    assert not blobs.path_of(idle).exists()
    assert [path.name for path in directory.glob("set_aside_*/*")] == [idle]
    assert blobs.path_of(young).exists()


def test_a_reader_behind_the_end_of_the_log_reads_on(thread, capsys):
    end = log.newest()
    ReaderCursor.objects.filter(name="search").update(position=end.id + 50, xid=end.xid * 2)

    mends(capsys, "readers", "Readers stand behind the end of the log")


def test_the_index_is_held_against_the_posts(cast, thread, capsys):
    with connection.cursor() as cursor:
        key = {"sqlite": "rowid", "postgresql": "id"}[connection.vendor]
        cursor.execute(f"DELETE FROM network_search WHERE {key} = %s", [thread.pk])
    mends(capsys, "search", "1 missing, 0 of what is gone, 0 with other words")

    Post.objects.filter(pk=thread.pk).update(html="<p>Other words</p>")
    mends(capsys, "search", "0 missing, 0 of what is gone, 1 with other words")

    Post.objects.filter(pk=thread.pk).update(removed_at=thread.published_at)
    wrong, _ = examine(capsys, "--mend")
    assert "0 missing, 1 of what is gone" in wrong["search"]["sentence"]

    Person.objects.filter(pk=cast.otto.pk).update(name="Another Name")
    wrong, _ = examine(capsys, "--mend")
    assert "people and groups" in wrong["search"]["sentence"]


def test_the_first_broken_link_of_the_audit_log_is_named(cast, capsys):
    chain = [audit.record(cast.mira, "did", "person", number) for number in range(4)]
    schema.drop()
    AuditEntry.objects.filter(pk=chain[1].pk).update(noun_id=77)
    schema.make()

    wrong, code = examine(capsys, "--mend")

    assert f"is broken at entry {chain[1].pk}" in wrong["audit log"]["sentence"]
    assert code == 1


def test_a_guard_that_was_taken_away_is_put_back(thread, capsys):
    schema.drop()

    mends(capsys, "audit log", "lets entries of the audit log be changed")

    assert schema.is_there()


def test_a_guard_that_was_taken_away_in_part_is_found_and_mended(thread, capsys):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER people_auditentry_no_delete")
        else:
            cursor.execute("ALTER TABLE people_auditentry DISABLE TRIGGER ALL")

    mends(capsys, "audit log", "lets entries of the audit log be changed")


def test_an_audit_log_that_was_cut_short_is_found_out(cast, thread, directory, capsys):
    chain = [audit.record(cast.mira, "did", "person", number) for number in range(4)]
    assert examine(capsys) == ({}, 0)
    assert str(chain[-1].pk) in (directory / heads.FILE).read_text()
    schema.drop()
    chain[-1].delete()
    schema.make()

    wrong, _ = examine(capsys)
    assert f"lacks entry {chain[-1].pk}" not in (directory / heads.FILE).read_text()
    assert "which was its last one" in wrong["audit log"]["sentence"]


def test_what_others_on_the_machine_can_read_is_closed(thread, directory, capsys):
    (directory / "secrets").mkdir(mode=0o755)
    key = directory / "secrets" / "secret-key"
    key.write_text("a word")
    key.chmod(0o644)

    mends(capsys, "rights", "Others on this machine can read secrets, secrets/secret-key")

    assert key.stat().st_mode & 0o077 == 0


def test_passwords_that_lie_elsewhere_are_looked_at_too(thread, settings, tmp_path_factory, capsys):
    word = tmp_path_factory.mktemp("etc") / "word"
    word.write_text("a word")
    word.chmod(0o644)
    settings.OPTIONS = replace(settings.OPTIONS, metrics_token_file=str(word))

    mends(capsys, "rights", f"Others on this machine can read {word}")


def test_dangerous_settings_are_advised_against(thread, settings, capsys):
    settings.DEBUG = True
    settings.OPTIONS = replace(
        settings.OPTIONS,
        public_address="http://net.halden.lan",
        plain_http=True,
        privacy_threshold=6,
    )

    code = doctor.run(parsing.parser_of("doctor", doctor).parse_args([]))

    said = capsys.readouterr().out
    assert code == 1
    for words in (
        "DEBUG is on", "travel in the clear", "Figures about 6 people", "no mail server",
        "No backup was taken yet", "No administrator",
    ):  # fmt: skip
        assert words in said
