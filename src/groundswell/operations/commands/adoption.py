"""Tell who takes part, by function, site and level."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import Any

from groundswell.adoption import actions, queries
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure

HELP = "Tell who takes part: all, by function, site and level, and from outside Comms & Marketing."
EXAMPLE = "groundswell adoption --on 2026-03-31 --json"
WHY = {
    "base": "too few people to tell",
    "small": "1–4",
    "subtraction": "withheld: it would give another figure away",
}
CELLS = frozenset({"function", "site", "level"})


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--on",
        default="",
        metavar="DATE",
        help="the 28 days that end with it (default: the last complete day with activity)",
    )
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    on = queries.read_day(options.on)
    if not actions.catch_up():
        print("A server is still counting; the figures may lack the newest.", file=sys.stderr)
    figures = queries.figures(on)
    print(_for_machines(figures) if options.json else _for_people(figures))
    return 0


def _for_machines(figures: Sequence[Figure]) -> str:
    told = [
        {
            "measure": figure.measure.name,
            "on": figure.on.isoformat(),
            "window_days": figure.measure.window_days,
            "definition": figure.measure.definition,
            "rows": [_row(row) for row in figure.rows],
        }
        for figure in figures
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _row(row: Row) -> dict[str, Any]:
    return {
        "by": row.by,
        "cell": row.cell,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "share": row.share,
        "withheld": row.withheld,
    }


def _for_people(figures: Sequence[Figure]) -> str:
    return "\n\n".join(_table(figure) for figure in figures)


def _table(figure: Figure) -> str:
    days = figure.measure.window_days
    lines = [
        f"{figure.measure.title}, {days} days to {figure.on}",
        f"  {figure.measure.definition}",
        "",
    ]
    width = max(len(_name(row)) for row in figure.rows)
    by = ""
    for row in figure.rows:
        if row.by == queries.IMPORTED and not row.denominator:
            continue
        if row.by != by:
            lines += ["", f"  by {row.by}"] if row.by in CELLS else []
            by = row.by
        lines.append(f"  {_name(row):{width}}  {_told(row)}".rstrip())
    return "\n".join(lines)


def _name(row: Row) -> str:
    return row.cell or "(not stated)"


def _told(row: Row) -> str:
    of = "" if row.denominator is None else f" of {row.denominator:,}"
    if row.withheld == "small":
        return f"{WHY['small']:>7}{of}"
    if row.withheld is not None:
        return f"{'–':>7}{of}  ({WHY[row.withheld]})"
    share = "" if row.share is None else f"{round(100 * row.share):>6} %"
    return f"{row.numerator or 0:>7,}{of}{share}"
