"""Take a Slack export."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from groundswell.activity import readers
from groundswell.exchange.slack import actions
from groundswell.exchange.slack.people import MATCHES
from groundswell.exchange.slack.report import Report
from groundswell.exchange.slack.running import Choices
from groundswell.operations.progress import ProgressLine

HELP = "Take a Slack export with its people, channels, threads, reactions and files."
EXAMPLE = "groundswell import slack export.zip --dry-run"

ARGUMENTS: dict[str, dict[str, Any]] = {
    "export": {"metavar": "EXPORT", "type": Path, "help": "the ZIP, or the folder it unpacks to"},
    "--match": {
        "choices": MATCHES,
        "default": "",
        "help": "the Slack field that equals the external id in the people list; without it,"
        " people match by e-mail",
    },
    "--with-direct-messages": {
        "action": "store_true",
        "help": "take direct messages too, for those who wrote them alone",
    },
    "--dry-run": {"action": "store_true", "help": "tell what would come, and write nothing"},
    "--strict": {"action": "store_true", "help": "take all of it or, at one bad record, nothing"},
    "--json": {"action": "store_true", "help": "say it for a machine"},
}


def arguments(parser: argparse.ArgumentParser) -> None:
    for names, more in ARGUMENTS.items():
        parser.add_argument(names, **more)


def run(options: argparse.Namespace) -> int:
    line = ProgressLine({"read": "files", "write": "messages"})
    choices = Choices(
        match=options.match,
        with_direct_messages=options.with_direct_messages,
        is_strict=options.strict,
        is_dry_run=options.dry_run,
    )
    try:
        report = actions.take(options.export, choices, progress=line)
    finally:
        line.end()
    if not options.dry_run:
        # What is asked next, in figures or in words, knows of it; `serve` may be at it already.
        for reader in readers.registered():
            readers.catch_up(reader)
    print(_for_machines(report) if options.json else "\n".join(report.lines()))
    return 0


def _for_machines(report: Report) -> str:
    return json.dumps(report.as_json(), ensure_ascii=False, indent=2)
