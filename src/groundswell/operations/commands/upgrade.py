"""Bring the database to this version."""

from __future__ import annotations

import argparse

from groundswell.operations import upgrading

HELP = "Bring the database to this version of the program, after a backup. Stop serve first."
EXAMPLE = "groundswell upgrade --dir /var/lib/groundswell"


def arguments(parser: argparse.ArgumentParser) -> None:
    del parser  # nothing to choose


def run(options: argparse.Namespace) -> int:
    for line in upgrading.upgrade(options.dir):
        print(line, flush=True)
    return 0
