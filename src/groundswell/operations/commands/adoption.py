"""Tell who takes part, by function, site and level."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import (
    actions,
    annex,
    asking,
    books,
    catalogue,
    days,
    lines,
    queries,
    saying,
)
from groundswell.adoption.lines import Line
from groundswell.adoption.looks import noting as looks
from groundswell.adoption.privacy import Row
from groundswell.adoption.queries import Figure
from groundswell.adoption.reports import mailing, words
from groundswell.adoption.tables import ToldCell, ToldTable
from groundswell.adoption.titles import titles_of
from groundswell.adoption.told import actions as keeping
from groundswell.adoption.told.queries import NothingWasKeptThen
from groundswell.adoption.viewing import Operator
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused

HELP = "Tell who takes part: all, by function, site and level, and from outside Comms & Marketing."
EXAMPLE = "groundswell adoption concentration --on 2026-03-31 --json"
WHY = {
    "base": "too few people to tell",
    "small": "1–4",
    "subtraction": "withheld: it would give another figure away",
}
OPERATOR = Operator.AT_THE_SERVER
ANNEX = "annex"
OF_PARTS = catalogue.REACH.name  # the one measure that is told of parts


class MeasureIsUnknown(Refused):
    """A measure is asked for by its name."""

    message = _lazy(
        "There is no measure “%(name)s”; the nearest is %(near)s. `groundswell adoption --help`"
        " names all."
    )


class PartIsUnknown(Refused):
    """A part is asked for by its name."""

    message = _lazy("In that period nobody stood at %(by)s “%(name)s”. There were: %(known)s.")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "name",
        nargs="?",
        default="",
        metavar="NAME",
        help=f"one measure: {', '.join(catalogue.measures())} (default: the first two);"
        f" or {ANNEX}: all that is measured here, as an annex to a works agreement, in Markdown;"
        " or `report`, the mail about the last week",
    )
    parser.add_argument(
        "--on",
        default="",
        metavar="DATE",
        help="the last period that was over on that day, because periods never overlap"
        " (default: the last complete day with activity)",
    )
    for by in asking.PARTS:
        parser.add_argument(
            f"--{by}",
            default="",
            metavar="NAME",
            help=f"reach within this {by}, by the two others",
        )
    parser.add_argument(
        "--language",
        choices=("en", "de"),
        default="",
        help="of the annex and the report (default: that of the organisation)",
    )
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    parts = {by: cell for by in asking.PARTS if (cell := vars(options).get(by))}
    if options.name not in {"", OF_PARTS}:
        asking.refuse_others(parts, "on")
    if options.name == ANNEX:
        with translation.override(options.language or settings.LANGUAGE_CODE):
            print(annex.markdown(annex.annex()), end="")
        return 0
    _refuse_unknown(options.name)
    asked = {"measure": options.name, "on": options.on, **parts}
    chosen = ", ".join(f"{key}={value}" for key, value in asked.items() if value)
    looks.note(None, "command", asked=chosen)
    looks.write()
    on = days.read_day(options.on)
    if not actions.catch_up():
        print("A server is still counting; the figures may lack the newest.", file=sys.stderr)
    if options.name == "report":
        with translation.override(options.language or settings.LANGUAGE_CODE):
            print(_report(days.week_end(days.day(on)), as_json=options.json))
        return 0
    figures = _figures(options.name, on, parts)
    for line in _told_instead(figures, on):
        print(line, file=sys.stderr)
    with translation.override("en"):
        print(_for_machines(figures) if options.json else _for_people(figures))
    return 0


def _figures(name: str, on: date | None, parts: Mapping[str, str]) -> list[Figure]:
    if not parts:
        return queries.figure(OPERATOR, name, on) if name else queries.figures(OPERATOR, on)
    asked = {"on": on.isoformat() if on else "", **parts}
    try:
        return asking.of_measure(OPERATOR, OF_PARTS, asked)
    except NotFound:
        raise _no_such_part(parts, on) from None


def _no_such_part(parts: Mapping[str, str], on: date | None) -> PartIsUnknown:
    ((by, name),) = parts.items()
    rows = (row for figure in queries.figures(OPERATOR, on) for row in figure.rows)
    known = dict.fromkeys(row.cell for row in rows if row.by == by and row.cell)
    return PartIsUnknown(by=by, name=name, known=", ".join(known) or "–")


def _refuse_unknown(name: str) -> None:
    known = [*catalogue.measures(), "report"]
    if name and name not in known:
        near = difflib.get_close_matches(name, known, 1, 0)[0]
        raise MeasureIsUnknown(name=name, near=near)


def _told_instead(figures: Sequence[Figure], asked: date | None) -> Iterator[str]:
    """Which days are told where the day asked for ends none: a sentence for each window."""
    titles: dict[tuple[int, date], list[str]] = defaultdict(list)
    for figure in figures:
        titles[figure.measure.window_days, figure.last_on].append(f"{figure.measure.title}")
    for (window, last_on), told in titles.items():
        if asked and last_on != asked:
            yield (
                f"{asked} ends no period of {window} days, and periods never overlap: told are"
                f" those to {last_on}, the last that were over ({', '.join(told)})."
            )


def _report(week: date, *, as_json: bool) -> str:
    """What the mail about a week says; what is not kept of it yet is kept now."""
    try:
        told = words.report(OPERATOR, week)
    except NothingWasKeptThen:
        keeping.keep(week)
        told = words.report(OPERATOR, week)
    if not as_json:
        return mailing.text_of(told)
    return json.dumps(asdict(told), ensure_ascii=False, indent=2, default=str)


def _for_machines(figures: Sequence[Figure]) -> str:
    told = [
        {
            "measure": figure.measure.name,
            "on": figure.on.isoformat(),
            "window_days": figure.measure.window_days,
            "definition": figure.measure.definition,
            **_told_of(figure),
            "beside": catalogue.in_full(figure.measure)["beside"],
            "first_on": figure.first_on.isoformat(),
            "last_on": figure.last_on.isoformat(),
            "since": figure.measure.since.isoformat(),
            "defined_on": figure.defined_on.isoformat(),
            "revised_on": figure.revised_at and clock.day_of(figure.revised_at).isoformat(),
        }
        for figure in figures
    ]
    return json.dumps(told, ensure_ascii=False, indent=2)


def _told_of(figure: Figure) -> dict[str, Any]:
    if not figure.values:
        return {"rows": [_row(row) for row in figure.rows]}
    return {
        "values": [
            {
                **{
                    key: getattr(told.value, key)
                    for key in ("name", "title", "unit", "value", "low", "high", "chance")
                },
                "numerator": told.value.numerator,
                "denominator": told.value.denominator,
                "withheld": told.withheld,
            }
            for told in figure.values
        ],
        "series": figure.series,
        **({"rows": [_row(row) for row in figure.rows]} if figure.rows else {}),
        "tables": {table.name: [_cell(told) for told in table.cells] for table in figure.tables},
    }


def _cell(told: ToldCell) -> dict[str, Any]:
    keys = ("row", "column", "value", "numerator", "denominator", "low", "high", "chance")
    return {**{key: getattr(told.cell, key) for key in keys}, "withheld": told.withheld}


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
    made_by = f"definition of {figure.defined_on}"
    if figure.revised_at:
        made_by += f", revised on {clock.day_of(figure.revised_at)}"
    said = [
        f"{figure.measure.title}, {days} days to {figure.last_on} ({made_by})",
        f"  {figure.measure.definition}",
        "",
    ]
    if figure.values or figure.tables:
        said += _listed(replace(figure, rows=(), tables=()))
        for table in figure.tables:
            said += ["", *_told_table(figure, table)]
        return "\n".join(said)
    if not figure.rows:  # nobody came, for example
        return "\n".join([*said, "  Of these days there is nothing to count."])
    width = max(len(_name(row)) for row in figure.rows)
    by = ""
    for row in figure.rows:
        if row.by == books.IMPORTED and not row.denominator:
            continue
        if row.by != by:
            said += ["", f"  by {row.by}"] if row.by.split("|")[0] in asking.PARTS else []
            by = row.by
        said.append(f"  {_name(row):{width}}  {_told(row)}".rstrip())
    return "\n".join(said)


def _listed(figure: Figure) -> list[str]:
    """All numbers of a figure, each with its name, what it is made of and what stands beside it."""
    titles = titles_of(figure)
    named = [(titles[line.by, line.cell], _number(line)) for line in lines.lines([figure])]
    width = max((len(name) for name, _ in named), default=0)
    return [f"  {name:{width}}  {words}".rstrip() for name, words in named]


def _told_table(figure: Figure, table: ToldTable) -> list[str]:
    """In a grid there is no room for what chance would give, and without it no index is told."""
    if all(told.cell.chance is None for told in table.cells):
        return _grid(table)
    return [f"  by {table.name}", *_listed(replace(figure, rows=(), values=(), tables=[table]))]


def _grid(table: ToldTable) -> list[str]:
    rows, columns, places = table.rows, table.columns, table.by_place
    width = max((len(row) for row in rows), default=0)
    said = [f"  by {table.name}: {', '.join(columns)}"]
    for row in rows:
        told = [_in_grid(places.get((row, column))) for column in columns]
        said.append(f"  {row:{width}}  {' '.join(f'{words:>6}' for words in told)}")
    return said


def _in_grid(told: ToldCell | None) -> str:
    if told is None or (told.withheld is None and told.cell.value is None):
        return "–"
    if told.withheld is not None:
        return WHY["small"] if told.withheld == "small" else "hidden"
    value = told.cell.value or 0.0
    return f"{value:.2f}" if value % 1 else f"{value:.0f}"


def _number(line: Line) -> str:
    if line.withheld is not None:
        return f"{'–':>7}  ({WHY[line.withheld]})"
    made_of = saying.made_of(catalogue.measure(line.measure), line)
    said = f"{saying.of_line(line) or '–':>7}  {f'({made_of})' if made_of else ''}"
    return said.replace("\u00a0", " ")  # a terminal breaks no line there, and one searches it


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
