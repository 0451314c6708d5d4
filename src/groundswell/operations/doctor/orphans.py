"""What hangs on nothing: posts without a place, feeds of streams that are closed, files."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from groundswell.config.findings import Finding, advice, counted, some, wrong
from groundswell.foundation import blobs, sql
from groundswell.network.streams.models import Subscription
from groundswell.operations.backup import keepers

QUERIES = sql.folder(__package__)
AT_ONCE = 200
SAMPLE = 200  # files whose content is read when not all are
YOUNG_SECONDS = 24 * 3600  # a file lies there before the row that names it is written


def placements(_is_full: bool) -> Iterator[Finding]:
    """Threads that stand nowhere."""
    ids = [post_id for (post_id,) in QUERIES.tuples("unplaced")]
    if ids:
        yield wrong(
            f"{counted(len(ids), 'thread stands', 'threads stand')} in no stream, so nobody can"
            f" read it (posts {some(ids)}).",
            "Restore the newest backup in which they stand somewhere, or remove them.",
        )


def feeds(_is_full: bool) -> Iterator[Finding]:
    """Streams in the feed of somebody who may not read them."""
    pairs = QUERIES.tuples("unreadable")
    if pairs:
        yield wrong(
            f"{counted(len(pairs), 'feed holds a stream', 'feeds hold streams')} that its person"
            f" may not read (people {some([person_id for person_id, _ in pairs])}).",
            "`groundswell doctor --mend` takes them out of the feeds.",
            lambda: _unfollow(pairs),
        )


def files(is_full: bool) -> Iterator[Finding]:
    """Rows without files, files without rows, files that are not what their name says."""
    folder = Path(settings.DIRECTORY) / "files"
    there = {path.name: path for path in folder.glob("??/*") if blobs.KEY.fullmatch(path.name)}
    named = keepers.keys(_ask)
    if missing := sorted(named - there.keys()):
        yield wrong(
            f"{counted(len(missing), 'file that a row names is', 'files that rows name are')} not"
            f" in files/ ({some(missing)}).",
            "Take them out of a backup (they lie in it as files/…), and back the rest up first.",
        )
    looked = list(there.values()) if is_full else _sample(list(there.values()))
    if damaged := sorted(path.name for path in looked if _hash(path) != path.name):
        yield wrong(
            f"{counted(len(damaged), 'file is', 'files are')} not what was kept ({some(damaged)}).",
            "Take them out of a backup, and look after the disk.",
        )
    before = time.time() - YOUNG_SECONDS
    idle = [path for key, path in sorted(there.items()) if key not in named and _age(path) < before]
    if idle:
        size = sum(path.stat().st_size for path in idle) / 1e6
        yield advice(
            f"{counted(len(idle), 'file is', 'files are')} named by no row ({size:,.1f} MB).",
            "`groundswell doctor --mend` moves them into set_aside_…/, which you may delete.",
            lambda: _set_aside(idle),
        )


def _ask(query: str) -> Iterable[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _unfollow(pairs: list[tuple[Any, ...]]) -> None:
    for part in batched(pairs, AT_ONCE, strict=False):
        with transaction.atomic():
            Subscription.objects.filter(pk__in=list(part)).delete()


def _sample(paths: list[Path]) -> list[Path]:
    return random.sample(paths, min(SAMPLE, len(paths)))


def _age(path: Path) -> float:
    return path.stat().st_mtime


def _hash(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _set_aside(paths: list[Path]) -> None:
    folder = Path(settings.DIRECTORY) / f"set_aside_{datetime.now(UTC):%Y%m%d_%H%M%S}"
    folder.mkdir(mode=0o700)
    for path in paths:
        path.rename(folder / path.name)
