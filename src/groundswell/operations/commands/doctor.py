"""Examine the instance."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from groundswell.operations.doctor import examining
from groundswell.operations.doctor.examining import Examined

HELP = "Examine the instance: counters, orphans, readers, search, audit log, dangerous settings."
EXAMPLE = "groundswell doctor --mend --dir /var/lib/groundswell"


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--mend", action="store_true", help="mend what can be mended without losing anything")
    full = "read every file and every document of the index; otherwise a sample of them"
    add("--full", action="store_true", help=full)
    add("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    found = examining.examine(mend=options.mend, is_full=options.full)
    examined = list(found) if options.json else list(_said(found))
    if options.json:
        print(json.dumps(_for_machines(examined), ensure_ascii=False, indent=2))
    return 1 if any(one.is_wrong for one in examined) else 0


def _said(found: Iterator[Examined]) -> Iterator[Examined]:
    for one in found:
        if one.finding is None:
            print(f"well    {one.check}", flush=True)
        else:
            level = "mended" if one.is_mended else one.finding.level
            print(f"{level:7} {one.check}: {one.finding.in_full}", flush=True)
            if not one.is_mended:
                print(f"        {one.finding.mend}")
        yield one


def _for_machines(examined: list[Examined]) -> dict[str, object]:
    findings = [
        {
            "check": one.check,
            "level": one.finding.level,
            "sentence": one.finding.in_full,
            "mend": str(one.finding.mend),
            "can_mend": one.finding.repair is not None,
            "mended": one.is_mended,
        }
        for one in examined
        if one.finding is not None
    ]
    well = [one.check for one in examined if one.finding is None]
    return {"wrong": sum(one.is_wrong for one in examined), "well": well, "findings": findings}
