"""Bring the database to this version."""

from __future__ import annotations

import argparse
import json

from groundswell.operations import upgrading

HELP = "Bring the database to this version of the program, after a backup. Stop serve first."
EXAMPLE = "groundswell upgrade --dir /var/lib/groundswell"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    done = upgrading.upgrade(options.dir, say=_keep_quiet if options.json else _say)
    if options.json:
        told = {"backup": str(done.backup) if done.backup else None, "changes": done.changes}
        print(json.dumps(told, indent=2))
    return 0


def _say(line: str) -> None:
    print(line, flush=True)


def _keep_quiet(line: str) -> None:
    del line  # a machine reads the end
