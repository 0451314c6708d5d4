"""Copy the database."""

from __future__ import annotations

import argparse

from groundswell.operations import backups

HELP = "Copy the database into DIR/backups, also while it is served. Files lie in DIR/files."
EXAMPLE = "groundswell backup --dir /var/lib/groundswell"


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose


def run(options: argparse.Namespace) -> int:
    print(f"Backed up to {backups.back_up(options.dir)}")
    return 0
