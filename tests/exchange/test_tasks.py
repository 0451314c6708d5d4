"""Long works that are asked for in the browser: begun, watched, stopped, carried on, refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell.exchange.batches.models import BatchState, ImportBatch
from groundswell.exchange.slack import running
from groundswell.exchange.tasks import actions, imports, kinds, queries, working
from groundswell.exchange.tasks.models import State, Task
from groundswell.foundation.errors import NotFound
from groundswell.network.posts.models import Post
from groundswell.people.audit.models import AuditEntry
from tests.exchange.slack_exports import files, said, zipped


@pytest.fixture
def folder(settings, tmp_path):
    settings.DIRECTORY = tmp_path
    folder = tmp_path / "imports"
    folder.mkdir()
    return folder


@pytest.fixture
def export(folder, monkeypatch):
    """An export of many messages, and a process that looks up after each of them."""
    monkeypatch.setattr(working, "TOLD_EVERY", 0)
    monkeypatch.setattr(running, "AT_ONCE", 5)
    zipped(folder / "slack.zip", files([said(second, "Hear") for second in range(20)]))
    return "slack.zip"


def ask(cast, kind, **choices):
    return actions.ask(asker=cast.mira, kind=kind, **choices)


def done(task):
    working.work_off()
    task.refresh_from_db()
    return task


def test_a_trial_tells_what_would_come_and_writes_nothing(cast, export):
    trial = done(ask(cast, kinds.TRIAL, file=export))

    assert trial.state == State.DONE
    assert (trial.result["new"]["posts"], trial.result["dry_run"]) == (20, True)
    assert (trial.done, trial.total) == (20, 20)
    assert not Post.objects.exists()


def test_an_import_is_taken_and_taken_back_by_who_asked(cast, export):
    taken = done(ask(cast, kinds.IMPORT, file=export))
    batch = ImportBatch.objects.get()
    assert (taken.result["batch"], batch.started_by) == (batch.pk, cast.mira)
    assert queries.brought(batch)["posts"] == Post.objects.count() == 20

    undone = done(ask(cast, kinds.UNDO, batch=batch.pk))

    assert undone.result["posts"] == 20
    assert not Post.objects.exists()
    deeds = AuditEntry.objects.filter(actor_id=cast.mira.pk).values_list("verb", flat=True)
    assert list(deeds) == ["asked for task", "imported", "asked for task", "undid import"]


def test_a_process_that_ends_leaves_the_rest_to_the_next(cast, export):
    task = ask(cast, kinds.IMPORT, file=export)
    looks = iter([False] * 13)

    working.work_off(until=lambda: next(looks, True))
    task.refresh_from_db()
    assert task.state == State.RUNNING
    assert 0 < Post.objects.count() < 20
    done(task)

    assert task.state == State.DONE
    assert Post.objects.count() == 20
    assert ImportBatch.objects.get().state == BatchState.DONE


def test_what_is_stopped_goes_on_when_it_is_asked_to(cast, export):
    task = ask(cast, kinds.IMPORT, file=export)
    assert actions.stop(person=cast.mira, task_id=task.pk).state == State.STOPPED
    assert working.work_off() == 0

    assert done(actions.go_on(person=cast.mira, task_id=task.pk)).state == State.DONE

    assert Post.objects.count() == 20


def test_what_is_at_work_stops_between_two_steps(cast, export):
    task = ask(cast, kinds.IMPORT, file=export)
    looks = iter(range(13))

    def stopping():
        if next(looks, None) is None:
            Task.objects.filter(pk=task.pk, state=State.RUNNING).update(state=State.STOPPING)
        return False

    working.work_off(until=stopping)
    task.refresh_from_db()

    assert task.state == State.STOPPED
    assert 0 < Post.objects.count() < 20


def test_one_import_is_at_work_at_a_time(cast, export):
    ask(cast, kinds.TRIAL, file=export)

    with pytest.raises(actions.AnImportIsAtWork):
        ask(cast, kinds.IMPORT, file=export)


def test_beside_the_import_of_a_command_it_waits(cast, export):
    from groundswell.exchange.batches.alone import alone

    task = ask(cast, kinds.IMPORT, file=export)
    with alone():
        assert working.work_off() == 0

    assert done(task).state == State.DONE


def test_what_cannot_be_read_says_so_in_the_language_of_who_asked(cast, folder):
    cast.mira.language = "de"
    cast.mira.save(update_fields=["language"])
    (folder / "bad.zip").write_bytes(b"PK")

    broken = done(ask(cast, kinds.TRIAL, file="bad.zip"))
    gone = done(ask(cast, kinds.TRIAL, file="gone.zip"))

    assert broken.state == gone.state == State.FAILED
    assert "Nichts wurde übernommen" in broken.error
    assert "gone.zip liegt nicht mehr in imports/" in gone.error


def test_problems_do_not_name_channels(cast, folder):
    content = files({"merger": [said(1), {"type": "message"}]})
    zipped(folder / "slack.zip", content)

    trial = done(ask(cast, kinds.TRIAL, file="slack.zip"))

    assert trial.result["problem_count"] == 1
    assert "merger" not in str(trial.result)


def test_an_unforeseen_error_is_told_and_can_go_on(cast, export, monkeypatch):
    monkeypatch.setattr(working.connection, "close", lambda: None)
    monkeypatch.setitem(kinds._kinds, kinds.IMPORT, lambda *_: 1 / 0)
    task = done(ask(cast, kinds.IMPORT, file=export))
    assert "ZeroDivisionError" in task.error
    monkeypatch.undo()

    assert done(actions.go_on(person=cast.mira, task_id=task.pk)).state == State.DONE


@pytest.mark.parametrize("name", ["../groundswell.toml", ".", "", "/etc", "link", ".x.part"])
def test_only_what_lies_in_the_folder_is_an_export(folder, name):
    (folder / "link").symlink_to("/etc")
    (folder / ".x.part").mkdir()

    with pytest.raises(NotFound):
        queries.export_path(name)


def test_an_upload_is_kept_under_a_name_of_its_own(cast, folder, tmp_path):
    content = zipped(tmp_path / "made.zip", files([said(1)])).read_bytes()

    def store(name, *chunks):
        return imports.store_upload(person=cast.mira, name=name, chunks=chunks)

    names = [store("../a.zip", content[:9], content[9:]) for _ in range(2)]

    assert names == ["a.zip", "a 2.zip"]
    assert sorted(path.name for path in folder.iterdir()) == ["a 2.zip", "a.zip"]
    assert Path(folder / "a.zip").read_bytes() == content
    imports.forget_export(person=cast.mira, name="a.zip")
    with pytest.raises(imports.ItIsNoZip):
        store("b.zip", b"no")
    assert [export.name for export in queries.exports()] == ["a 2.zip"]
