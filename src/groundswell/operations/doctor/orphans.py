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

from groundswell.config.findings import Finding, advice, wrong
from groundswell.foundation import blobs, sql
from groundswell.foundation.sentences import some, stated, stated_many
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
            stated_many(
                "%(count)s thread stands in no stream, so nobody can read it.",
                "%(count)s threads stand in no stream, so nobody can read them.",
                count=len(ids),
            ),
            stated("Restore the newest backup in which they stand somewhere, or remove them."),
            which=stated("Posts: %(ids)s.", ids=some(ids)),
        )


def feeds(_is_full: bool) -> Iterator[Finding]:
    """Streams in the feed of somebody who may not read them."""
    pairs = QUERIES.tuples("unreadable")
    if pairs:
        yield wrong(
            stated_many(
                "%(count)s feed holds a stream that its person may not read.",
                "%(count)s feeds hold streams that their people may not read.",
                count=len(pairs),
            ),
            stated("`groundswell doctor --mend` takes them out of the feeds."),
            lambda: _unfollow(pairs),
            which=stated("People: %(ids)s.", ids=some([person_id for person_id, _ in pairs])),
        )


def files(is_full: bool) -> Iterator[Finding]:
    """Rows without files, files without rows, files that are not what their name says."""
    folder = Path(settings.DIRECTORY) / "files"
    there = {path.name: path for path in folder.glob("??/*") if blobs.KEY.fullmatch(path.name)}
    named = keepers.keys(_ask)
    if missing := sorted(named - there.keys()):
        yield wrong(
            stated_many(
                "%(count)s file that a row names is not in `files/` (%(names)s).",
                "%(count)s files that rows name are not in `files/` (%(names)s).",
                count=len(missing),
                names=some(missing),
            ),
            stated("Take them out of a backup (in it: `files/…`), and back the rest up first."),
        )
    looked = list(there.values()) if is_full else _sample(list(there.values()))
    if damaged := sorted(path.name for path in looked if _hash(path) != path.name):
        yield wrong(
            stated_many(
                "%(count)s file is not what was kept (%(names)s).",
                "%(count)s files are not what was kept (%(names)s).",
                count=len(damaged),
                names=some(damaged),
            ),
            stated("Take them out of a backup, and look after the disk."),
        )
    before = time.time() - YOUNG_SECONDS
    idle = [path for key, path in sorted(there.items()) if key not in named and _age(path) < before]
    if idle:
        size = sum(path.stat().st_size for path in idle) / 1e6
        yield advice(
            stated_many(
                "%(count)s file is named by no row (%(size)s MB).",
                "%(count)s files are named by no row (%(size)s MB).",
                count=len(idle),
                size=size,
            ),
            stated(
                "`groundswell doctor --mend` moves them into `set_aside_…/`, which you may delete."
            ),
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
