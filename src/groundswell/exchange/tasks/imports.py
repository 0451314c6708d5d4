"""The long works that are about imports: trying one, taking it, taking it back; and uploads."""

from __future__ import annotations

import os
import re
import secrets
import zipfile
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.exchange.batches import undo
from groundswell.exchange.batches.progress import Progress
from groundswell.exchange.slack import actions as slack
from groundswell.exchange.slack.report import Report
from groundswell.exchange.slack.running import Choices
from groundswell.exchange.tasks import kinds, queries
from groundswell.exchange.tasks.models import Task
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person

PROBLEMS = 100  # kept with the report; the command `--json` lists all


class ExportIsGone(Refused):
    """The file that was chosen does not lie there any more."""

    message = _lazy("%(file)s does not lie in imports/ any more. Put it back, and let this go on.")


class ItIsNoZip(Refused):
    """What was sent cannot be an export."""

    message = _lazy("%(file)s is no ZIP. Slack's export is one: send it as it came.")


def store_upload(*, person: Person, name: str, chunks: Iterable[bytes]) -> str:
    """Keep what was sent among the exports, piece by piece; its name there.

    Raises:
        ItIsNoZip: nothing is kept.
    """
    folder = queries.folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f".{secrets.token_hex(8)}.part"
    try:
        with draft.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
        if not zipfile.is_zipfile(draft):
            raise ItIsNoZip(file=name[:80])
        stem = re.sub(r"[^\w. -]", "", name.rpartition("/")[2]).strip(". ")[:80]
        settled = _settle(draft, stem.removesuffix(".zip") or "export")
        _record(person, "sent export", folder / settled)
        return settled
    finally:
        draft.unlink(missing_ok=True)


@transaction.atomic
def forget_export(*, person: Person, name: str) -> None:
    """Delete a ZIP that is not needed any more.

    Raises:
        NotFound: none of that name lies there; a folder is its operator's.
    """
    path = queries.export_path(name)
    if path.is_dir():
        raise NotFound
    _record(person, "deleted export", path)
    path.unlink()


def _record(person: Person, deed: str, path: Path) -> None:
    # Its name may be anything; when it came and its size tell it from others.
    stat = path.stat()
    since = datetime.fromtimestamp(stat.st_mtime, UTC)
    audit.record(person, deed, "export", None, bytes=stat.st_size, since=f"{since:%Y-%m-%d %H:%M}")


def _settle(draft: os.PathLike[str], stem: str) -> str:
    number = 1
    while True:
        name = f"{stem}.zip" if number == 1 else f"{stem} {number}.zip"
        try:
            os.link(draft, queries.folder() / name)
        except FileExistsError:
            number += 1
        else:
            return name


def _trial(task: Task, progress: Progress) -> dict[str, Any]:
    return kept_report(_take(task, progress, is_dry_run=True))


def _import(task: Task, progress: Progress) -> dict[str, Any]:
    return kept_report(_take(task, progress, is_dry_run=False))


def _take(task: Task, progress: Progress, *, is_dry_run: bool) -> Report:
    chosen = task.choices
    try:
        path = queries.export_path(chosen["file"])
    except NotFound:
        raise ExportIsGone(file=chosen["file"]) from None
    choices = Choices(
        match=chosen.get("match", ""),
        with_direct_messages=bool(chosen.get("with_direct")),
        is_dry_run=is_dry_run,
    )
    return slack.take(path, choices, taken_by=task.asked_by, progress=progress)


def kept_report(report: Report) -> dict[str, Any]:
    """A report as it is kept and shown in the browser."""
    kept = report.as_json()
    kept["problem_count"] = len(report.problems)
    # Folders are named as channels, and a private channel does not exist for an administrator.
    kept["problems"] = [
        {
            "file": one.file.rpartition("/")[2],
            "position": one.position.kept(),
            "reason": one.reason.kept(),
        }
        for one in report.problems[:PROBLEMS]
    ]
    return kept


def _undo(task: Task, progress: Progress) -> dict[str, Any]:
    undone = undo.undo(task.choices["batch"], undone_by=task.asked_by, progress=progress)
    return asdict(undone)


kinds.register(kinds.TRIAL, _trial)
kinds.register(kinds.IMPORT, _import)
kinds.register(kinds.UNDO, _undo)
