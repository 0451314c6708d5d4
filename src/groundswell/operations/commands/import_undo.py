"""Take an import back."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict

from groundswell.exchange.batches import undo

HELP = "Take an import back; what people wrote here since stays, and its threads with it."
EXAMPLE = "groundswell import undo 3"
NOUNS = ("posts", "replies", "reactions", "files", "groups", "conversations", "people", "changes")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", metavar="BATCH", type=int, help="the number its report ends with")
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    undone = undo.undo(options.batch)
    if options.json:
        print(json.dumps(asdict(undone), indent=2))
        return 0
    for noun in NOUNS:
        print(f"{noun}: {getattr(undone, noun)} taken back")
    kept = ", ".join(f"{count} {noun}" for noun, count in undone.kept.items() if count)
    if kept:
        print(f"kept, because something written here or by another import needs them: {kept}")
    return 0
