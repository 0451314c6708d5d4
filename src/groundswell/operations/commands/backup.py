"""Back the instance up into one file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from groundswell.operations.backup import taking
from groundswell.operations.backup.taking import Taken
from groundswell.operations.bar import Bar

HELP = "Back up database, files, settings and secrets into one file, also while it is served."
EXAMPLE = "groundswell backup /mnt/backups --dir /var/lib/groundswell"


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    where = "a new file, or a folder for it (default: DIR/backups)"
    add("file", metavar="FILE", nargs="?", type=Path, default=None, help=where)
    without = "leave DIR/secrets out: links and letters that are on their way will not work"
    add("--without-secrets", action="store_true", help=without)
    keep = "afterwards delete all but the newest N in that folder, of those that were named for you"
    add("--keep", type=int, metavar="N", default=0, help=keep)
    add("--database-only", action="store_true", help="leave the attached files out")
    add("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    with Bar("backup") if sys.stderr.isatty() else nullcontext() as bar:
        taken = taking.back_up(
            options.dir,
            options.file,
            with_files=not options.database_only,
            with_secrets=not options.without_secrets,
            progress=bar.show if bar else taking.quiet,
        )
    dropped = taking.drop_older(taken, keep=options.keep) if options.keep > 0 else []
    print(_for_machines(taken, dropped) if options.json else "\n".join(_for_people(taken, dropped)))
    return 0


def _for_machines(taken: Taken, dropped: Sequence[Path]) -> str:
    told = taken.manifest
    return json.dumps(
        {
            "file": str(taken.file), "bytes": taken.size, "version": told.version,
            "database": told.database, "taken_at": told.taken_at, "has_files": told.has_files,
            "has_secrets": told.has_secrets, "rows": told.rows, "members": len(told.members),
            "missing": told.missing, "damaged": told.damaged,
            "dropped": [str(file) for file in dropped],
        },
        indent=2,
    )  # fmt: skip


def _for_people(taken: Taken, dropped: Sequence[Path]) -> Iterator[str]:
    told = taken.manifest
    files = sum(name.startswith("files/") for name in told.members)
    held = f"{sum(told.rows.values()):,} rows" + (f", {files:,} files" if told.has_files else "")
    yield f"Backed up to {taken.file} ({taken.size / 1e6:,.1f} MB: {held})"
    if told.has_secrets:
        yield "It holds all that people wrote and this instance's secrets: keep it as you keep DIR."
    else:
        yield "It holds all that people wrote, but not DIR/secrets: keep those apart from it."
    for what, keys in (("missing", told.missing), ("damaged", told.damaged)):
        if keys:
            yield f"{len(keys):,} files were {what} before: `groundswell doctor` names them."
    if dropped:
        yield f"Deleted {len(dropped):,} older ones."
