"""A backup is one file, whole or not there; restored elsewhere it is the same company."""

from __future__ import annotations

import json
import shutil
import signal
import threading
import time
import zipfile
from contextlib import contextmanager

import pytest

from groundswell.operations.backup import archive
from tests.conftest import vendor
from tests.long.operations.test_nothing_lost import Writer, wait_for
from tests.servers import Server, database

pytestmark = pytest.mark.slow
# Rows of these are never changed once they are written.
WRITTEN_ONCE = ("activity_activity", "network_placement", "network_file")


@pytest.fixture
def elsewhere(tmp_path):
    """Another directory, and on PostgreSQL another database, where nothing is yet."""
    with database() as url:
        other = Server(tmp_path / "elsewhere", url)
        yield other
        other.end()


@pytest.fixture
def told(server):
    """An instance in which two people said something, one with a file."""
    server.visitors("Mira Lindqvist", "Otto Berg")
    server.call("attach", "Mira Lindqvist", "a plan")
    server.call("attach", "Otto Berg", "another plan")
    return server


def taken(server, *words):
    """Where the backup is that was just made."""
    return json.loads(server.command("backup", "--json", *words))


def files_of(server):
    return {path.name for path in (server.directory / "files").glob("??/*")}


def attach(visitor, over):
    """Post with files until it is over."""
    number = 0
    while not over.is_set():
        number += 1
        fields = {"stream": "1", "kind": "post", "source": f"file {number}"}
        assert visitor.post_file("/posts/", "a.txt", b"%d" % number, **fields).status == 303


@contextmanager
def at_work(threads, over):
    """Within, all of them work."""
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def test_taken_while_people_write_it_is_the_company_of_one_instant(server, elsewhere):
    visitors = server.visitors("Mira Lindqvist", "Joan Whitfield", "Otto Berg")
    server.start("--workers", "2")
    first = visitors[0].post("/posts/", stream="1", kind="post", source="The thread")
    thread_id = first.headers["location"].strip("/").split("/")[1]
    over = threading.Event()
    writers = [Writer(who, number, thread_id, over) for number, who in enumerate(visitors)]
    attaching = threading.Thread(target=attach, args=(server.visitors("Mira Lindqvist")[0], over))

    def acknowledged():
        return [words for writer in writers for words in writer.acknowledged]

    with at_work([*writers, attaching], over):
        wait_for(acknowledged, more_than=12)
        wait_for(lambda: files_of(server), more_than=0)
        before = acknowledged()
        made = taken(server)
    after = acknowledged()
    server.stop()
    elsewhere.command("restore", made["file"])

    said = elsewhere.call("said")
    assert len(before) < len(after)
    assert [words for words in before if said[words] != 1] == []
    assert made["missing"] == [], "every file that a row names is there"
    assert files_of(elsewhere)
    assert elsewhere.call("miscounted") == elsewhere.call("unplaced") == []
    there, here = elsewhere.call("content"), server.call("content")
    for table in WRITTEN_ONCE:
        assert there[table].items() <= here[table].items(), table
    assert {table: len(rows) for table, rows in there.items()}.items() <= made["rows"].items()


def test_restored_elsewhere_it_equals_by_content(told, elsewhere):
    made = taken(told)
    elsewhere.command("restore", made["file"])

    assert elsewhere.call("content") == told.call("content")
    assert files_of(elsewhere) == files_of(told) != set()
    assert made["missing"] == made["damaged"] == []
    secret = "secrets/secret-key"
    assert (elsewhere.directory / secret).read_text() == (told.directory / secret).read_text()
    told.call("attach", "Otto Berg", "news")
    elsewhere.call("attach", "Otto Berg", "other news")
    elsewhere.start()
    elsewhere.wait_until_unread()


def test_whoever_was_erased_since_is_erased_again(told, elsewhere, tmp_path):
    made = taken(told)
    told.command("people", "erase", "otto_berg", "--yes")
    journal = told.directory / "erasures.jsonl"

    said = elsewhere.command("restore", made["file"], "--erasures", str(journal))

    assert "Erased again, because they were erased since the backup was taken: 1." in said
    assert elsewhere.call("names") == told.call("names") == ["Erased person", "Mira Lindqvist"]
    assert "no file" in elsewhere.command("restore", made["file"], "--erasures", "no", code=1)


def test_a_backup_is_readable_by_its_owner_alone_and_holds_no_word_of_the_database(told):
    file = told.directory / "groundswell.toml"
    file.write_text('database_url = "postgresql://me:a-word@nowhere/x"\n' + file.read_text())
    made = taken(told)

    with zipfile.ZipFile(made["file"]) as held:
        assert b"a-word" not in held.read("groundswell.toml")
        assert "secrets/secret-key" in held.namelist()
    assert (told.directory / "backups").stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(taken(told, "--without-secrets")["file"]) as held:
        assert not any(name.startswith("secrets/") for name in held.namelist())


def test_killed_in_the_middle_it_leaves_nothing_that_looks_whole(told, tmp_path):
    (told.directory / "files" / "00").mkdir()
    (told.directory / "files" / "00" / ("0" * 64)).write_bytes(bytes(60_000_000))
    folder = tmp_path / "backups"
    folder.mkdir()

    for least in (1, 20_000_000):
        process = told.begin("backup", str(folder))
        while process.poll() is None:
            written = [path.stat().st_size for path in folder.glob("*.part/backup")]
            if any(size >= least for size in written):
                break
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
        assert [path for path in folder.iterdir() if path.suffix != ".part"] == []

    (told.directory / "files" / "00" / ("0" * 64)).unlink()
    made = taken(told, str(folder))
    assert [str(path) for path in folder.iterdir()] == [made["file"]]


def test_a_restore_that_was_killed_is_no_instance_until_it_is_done_again(told, elsewhere):
    made = taken(told)
    elsewhere.directory.mkdir()
    elsewhere.command("restore", made["file"])
    (elsewhere.directory / ".restoring").touch()

    assert "that was stopped" in elsewhere.command("serve", "--port", "0", code=1)
    elsewhere.command("restore", made["file"])

    assert elsewhere.call("content") == told.call("content")


def test_what_is_there_is_kept_aside_and_only_when_it_is_said(told):
    made = taken(told)
    told.call("attach", "Otto Berg", "said since")
    told._inside.kill()
    told._inside = None

    assert "is not empty" in told.command("restore", made["file"], code=1)
    assert "said since" in told.call("said")
    told._inside.kill()
    told._inside = None
    said = told.command("restore", made["file"], "--replace")

    assert "is kept in" in said
    assert "said since" not in told.call("said")
    (aside,) = told.directory.glob("replaced_*")
    assert (aside / "secrets").is_dir()
    assert (aside / "groundswell.db").exists() == (vendor() == "sqlite")


def test_nothing_is_restored_under_a_running_server(told):
    made = taken(told)
    told.start()

    said = told.command("restore", made["file"], "--replace", code=1)

    assert "is being served already" in said


def damage(file, copy, at):
    content = bytearray(file.read_bytes())
    # One bit alone may send a match of DEFLATE to other zeros, and nothing is damaged.
    content[at : at + 64] = bytes(byte ^ 0xFF for byte in content[at : at + 64])
    copy.write_bytes(content)


def look_through(file):
    archive.verify(file, archive.manifest_of(file), lambda _count: None)


def test_what_is_not_whole_is_refused(told, elsewhere, tmp_path):
    file, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    taken(told, str(file))
    with zipfile.ZipFile(file) as whole:
        inside = whole.infolist()[0].header_offset + 200

    for place in (inside, inside + 1, inside + 2000):
        damage(file, bad, place)
        with pytest.raises(archive.BackupIsDamaged, match="is damaged: database"):
            look_through(bad)
    bad.write_bytes(file.read_bytes()[:-400])
    with pytest.raises(archive.ThatIsNoBackup, match="it was cut off"):
        look_through(bad)
    shutil.copyfile(file, bad)
    with zipfile.ZipFile(bad, "a") as more:
        more.writestr("files/../../evil", "x")
    with pytest.raises(archive.ThatIsNoBackup, match="other members than it says"):
        look_through(bad)
    with pytest.raises(archive.ThatIsNoBackup, match="No such file"):
        look_through(tmp_path / "none.zip")

    look_through(file)
    bad.write_text("not a backup")
    assert "is no whole backup" in elsewhere.command("restore", str(bad), code=1)
    assert not elsewhere.directory.exists()
    assert "is there already" in told.command("backup", str(file), code=1)


def test_a_backup_of_a_newer_version_or_another_database_is_refused(told, elsewhere, tmp_path):
    file, newer = tmp_path / "good.zip", tmp_path / "newer.zip"
    taken(told, str(file))
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(newer, "w") as new:
        manifest = json.loads(old.read("manifest.json"))
        for name in manifest["members"]:
            new.writestr(name, old.read(name))
        manifest["schema"].append(["people", "9999_from_the_future"])
        manifest["version"] = "99"
        new.writestr("manifest.json", json.dumps(manifest))
    assert "newer version (99)" in elsewhere.command("restore", str(newer), code=1)
    if vendor() == "postgresql":
        said = elsewhere.command("restore", str(file), code=1, GROUNDSWELL_DATABASE_URL="")
        assert "is a backup of postgresql" in said
    assert not elsewhere.directory.exists()


def test_older_ones_are_deleted_where_that_is_asked_for(told, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    mine = folder / "groundswell-before-the-move.groundswell.zip"
    mine.touch()
    for day in (1, 2, 3):
        (folder / f"groundswell-2001010{day}-020000-000000.groundswell.zip").touch()

    made = taken(told, str(folder), "--keep", "2")

    assert len(made["dropped"]) == 2
    kept = {path.name for path in folder.iterdir()}
    newest_old = "groundswell-20010103-020000-000000.groundswell.zip"
    assert kept == {mine.name, newest_old, made["file"].rpartition("/")[2]}


def test_files_that_are_missing_or_damaged_are_told(told):
    first, second = sorted(path for path in (told.directory / "files").glob("??/*"))
    first.unlink()
    second.write_bytes(b"something else")

    made = taken(told)

    assert made["missing"] == [first.name]
    assert made["damaged"] == [second.name]
    assert "1 files were missing before" in told.command("backup")


@pytest.mark.only("sqlite")
def test_an_older_backup_is_brought_up_to_this_version(told, elsewhere, tmp_path):
    older = tmp_path / "older.zip"
    told.call("grow_old")
    said = told.command("upgrade")
    shutil.copyfile(said.partition("Backed up to ")[2].splitlines()[0], older)

    assert "The backup is older than the program" in elsewhere.command("restore", str(older))

    assert elsewhere.call("said") == told.call("said")


@pytest.mark.only("postgresql")
def test_a_company_that_outgrows_its_file_goes_on_in_postgresql(elsewhere, tmp_path):
    small = Server(tmp_path / "small", "")
    try:
        small.visitors("Mira Lindqvist", "Otto Berg")
        small.call("attach", "Mira Lindqvist", "a plan")
        small.call("attach", "Otto Berg", "another plan")
        made = taken(small)

        said = elsewhere.command("restore", made["file"])

        assert "carried over into PostgreSQL" in said
        assert elsewhere.call("content") == small.call("content")
        elsewhere.wait_until_unread(small.call("unread"))
        elsewhere.call("attach", "Otto Berg", "said since")
        assert elsewhere.call("said")["said since"] == 1
    finally:
        small.end()
