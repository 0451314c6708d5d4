"""Put a backup in place."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import nullcontext
from pathlib import Path

from groundswell.operations.backup import restoring
from groundswell.operations.backup.taking import Progress, quiet
from groundswell.operations.bar import Bar

HELP = "Put a backup in place, after every byte of it was checked. Stop serve first."
EXAMPLE = "groundswell restore groundswell-20260301-020000.groundswell.zip --dir /srv/restored"


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("file", metavar="FILE", type=Path, help="what `groundswell backup` made")
    aside = "where something is already: keep that aside and put the backup in its place"
    add("--replace", action="store_true", help=aside)
    since = "erasures.jsonl of the lost instance, when the directory is not the one it lay in"
    add("--erasures", metavar="FILE", type=Path, default=None, help=since)
    add("--check", action="store_true", help="look the backup through and change nothing")
    add("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    with Bar("restore") if sys.stderr.isatty() else nullcontext() as bar:
        progress: Progress = bar.show if bar else quiet
        if options.check:
            manifest = restoring.check(options.file, progress)
            lines = [
                f"The backup is whole: taken {manifest.taken_at} of {manifest.organisation} by"
                f" version {manifest.version}, {sum(manifest.rows.values()):,} rows."
            ]
        else:
            steps = restoring.restore(
                options.file,
                options.dir,
                replace=options.replace,
                erasures=options.erasures,
                progress=progress,
            )
            lines = list(steps)
    print(json.dumps({"done": lines}, ensure_ascii=False) if options.json else "\n".join(lines))
    return 0
