"""Take a company's people list."""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import Any

from groundswell.exchange.people import actions
from groundswell.exchange.people.actions import Choices
from groundswell.exchange.people.columns import FIELDS
from groundswell.exchange.people.plan import Plan
from groundswell.foundation.errors import Refused

HELP = "Take a people list (CSV of an HR system or directory): all of it, or nothing."
EXAMPLE = "groundswell people import people.csv --map 'Cost centre=function' --dry-run"
WORDS = {
    "new": "new", "changed": "changed", "moved": "moved", "leaving": "leaving",
    "same": "as before", "problems": "problems",
}  # fmt: skip

ARGUMENTS: dict[str, dict[str, Any]] = {
    "file": {"metavar": "FILE", "type": Path, "help": "CSV with a heading for each column"},
    "--map": {
        "action": "append",
        "default": [],
        "metavar": "'HEADING=FIELD'",
        "help": "their heading and our field, where it is not understood; may be repeated",
    },
    "--dry-run": {"action": "store_true", "help": "tell what would change, and change nothing"},
    "--keep-good": {
        "action": "store_true",
        "help": "take the rows that are right; the others go to NAME-refused.csv beside FILE",
    },
    "--complete": {"action": "store_true", "help": "FILE lists everybody: who is missing has left"},
    "--root": {"default": "", "metavar": "ID", "help": "the head, where several have no manager"},
    "--dates": {"choices": ("dmy", "mdy"), "help": "how dates like 3/4/2026 are meant"},
    "--readmit": {
        "action": "store_true",
        "help": "take rows of people who were erased as new people; otherwise they are left out",
    },
    "--json": {"action": "store_true", "help": "say it for a machine"},
}


class FileCannotBeRead(Refused):
    """There is no such file, or it may not be opened."""

    message = "%(file)s cannot be read: %(reason)s. Nothing was imported."


class MapIsNoPair(Refused):
    """A mapping names a heading and a field."""

    message = (
        "--map '%(typed)s' is no pair. Write --map 'Their heading=field'; fields are %(fields)s."
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    for names, more in ARGUMENTS.items():
        parser.add_argument(names, **more)


def run(options: argparse.Namespace) -> int:
    content = _content(options.file)
    choices = _choices(options)
    work = actions.prepare if options.dry_run else actions.take
    plan = work(str(options.file), content, choices)
    refused = _keep_refused(options, content, plan)
    print(_for_machines(options, plan, refused) if options.json else _for_people(options, plan))
    if refused and not options.json:
        print(f"Refused rows, each with its reason: {refused}")
    return 1 if plan.problems and options.dry_run else 0


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileCannotBeRead(file=file, reason=error.strerror) from None


def _choices(options: argparse.Namespace) -> Choices:
    columns = {}
    for typed in options.map:
        pair = re.fullmatch(r"\s*(.+?)\s*=\s*(\S.*?)\s*", typed)
        if pair is None:
            raise MapIsNoPair(typed=typed, fields=", ".join(FIELDS))
        columns[pair[1]] = pair[2]
    return Choices(
        columns=columns,
        day_first={"dmy": True, "mdy": False, None: None}[options.dates],
        root=options.root,
        is_complete=options.complete,
        keep_good=options.keep_good,
        readmit=options.readmit,
    )


def _keep_refused(options: argparse.Namespace, content: bytes, plan: Plan) -> Path | None:
    if not plan.problems or not options.keep_good or options.dry_run:
        return None
    file: Path = options.file.with_name(f"{options.file.stem}-refused.csv")
    file.write_text(actions.refused_rows(content, plan), "utf-8")
    return file


def _for_machines(options: argparse.Namespace, plan: Plan, refused: Path | None) -> str:
    told = {
        "file": str(options.file),
        "dry_run": options.dry_run,
        **plan.counts(),
        "problems": [
            {
                "line": problem.line,
                "column": problem.column,
                "value": problem.value,
                "mend": problem.mend,
            }
            for problem in plan.problems
        ],
        "erased": len(plan.erased),
        "left_out_columns": plan.private + plan.unknown,
        "refused_rows": str(refused) if refused else None,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _for_people(options: argparse.Namespace, plan: Plan) -> str:
    lines = [str(problem) for problem in plan.problems]
    if plan.private:
        lines.append(f"Left out, because it is private: {', '.join(plan.private)}")
    if plan.unknown:
        lines.append(f"Left out, because it is not understood: {', '.join(plan.unknown)}")
    if plan.erased:
        names = ", ".join(entry.name for entry in plan.erased)
        lines.append(f"Left out, because they were erased here (--readmit takes them): {names}")
    lines += _names(plan) if options.dry_run else []
    told = ", ".join(f"{count} {WORDS[key]}" for key, count in plan.counts().items())
    end = " Nothing was changed: this was a dry run." if options.dry_run else ""
    return "\n".join([*lines, f"{told}.{end}"])


def _names(plan: Plan) -> list[str]:
    return [
        *(f"new      {entry.name}" for entry in plan.new),
        *(f"changed  {change.person.name}: {', '.join(change.columns)}" for change in plan.changed),
        *(f"moved    {move.person.name}" for move in plan.moved),
        *(f"leaving  {person.name}, last day {left_on}" for person, left_on in plan.leaving),
    ]
