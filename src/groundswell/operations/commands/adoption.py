"""Tell who takes part, by function, site and level."""

from __future__ import annotations

import argparse
import difflib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import (
    actions,
    annex,
    asking,
    catalogue,
    days,
    queries,
)
from groundswell.adoption.looks import noting as looks
from groundswell.adoption.queries import Figure
from groundswell.adoption.reports import mailing, words
from groundswell.adoption.told import actions as keeping
from groundswell.adoption.told.queries import NothingWasKeptThen
from groundswell.adoption.viewing import Operator
from groundswell.foundation.errors import NotFound, Refused
from groundswell.operations.figures import for_machines, for_people

HELP = "Tell who takes part: all, by function, site and level, and from outside Comms & Marketing."
EXAMPLE = "groundswell adoption concentration --on 2026-03-31 --json"
OPERATOR = Operator.AT_THE_SERVER
ANNEX, REPORT = "annex", "report"
ASKED = ("on", "from", "to", *asking.PARTS)
OF_PARTS = catalogue.REACH.name  # the one measure that is told of parts
NOTHING_IS_KEPT = "Of these days nothing is kept."


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
        help=f"one measure: {', '.join(catalogue.measures())} (default: the first two,"
        " or of parts and several weeks the first);"
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
    parser.add_argument(
        "--from",
        default="",
        metavar="DATE",
        help="each end of a week that is kept from this day on, as it was told then",
    )
    parser.add_argument("--to", default="", metavar="DATE", help="the last day of these")
    for by in asking.PARTS:
        parser.add_argument(
            f"--{by}",
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
    given = {name: typed for name in ASKED if (typed := vars(options).get(name)) is not None}
    asking.refuse_blank({by: given[by] for by in asking.PARTS if by in given})
    asked = {name: typed for name, typed in given.items() if typed}
    if options.name in {ANNEX, REPORT}:
        asking.refuse_others(asked, "on")
    if options.name == ANNEX:
        with translation.override(options.language or settings.LANGUAGE_CODE):
            print(annex.markdown(annex.annex()), end="")
        return 0
    _refuse_unknown(options.name)
    noted = {"measure": options.name, **asked}
    chosen = ", ".join(f"{name}={typed}" for name, typed in noted.items() if typed)
    looks.note(None, "command", asked=chosen)
    looks.write()
    on = asking.day(asked)
    if not actions.catch_up():
        print("A server is still counting; the figures may lack the newest.", file=sys.stderr)
    if options.name == REPORT:
        with translation.override(options.language or settings.LANGUAGE_CODE):
            print(_report(days.week_end(days.day(on)), as_json=options.json))
        return 0
    figures = _figures(options.name, asked)
    for line in _told_instead(figures, on) if figures else (NOTHING_IS_KEPT,):
        print(line, file=sys.stderr)
    with translation.override("en"):
        print(for_machines(figures) if options.json else for_people(figures))
    return 0


def _figures(name: str, asked: Mapping[str, str]) -> list[Figure]:
    if not name and asked.keys() <= {"on"}:
        return queries.figures(OPERATOR, asking.day(asked))
    try:
        return asking.of_measure(OPERATOR, name or OF_PARTS, asked)
    except NotFound:
        if part := asking.part(asked):
            raise _no_such_part(*part, asking.day(asked)) from None
        raise


def _no_such_part(by: str, name: str, on: date | None) -> PartIsUnknown:
    rows = (row for figure in queries.figures(OPERATOR, on) for row in figure.rows)
    known = dict.fromkeys(row.cell for row in rows if row.by == by and row.cell)
    return PartIsUnknown(by=by, name=name, known=", ".join(known) or "–")


def _refuse_unknown(name: str) -> None:
    known = [*catalogue.measures(), REPORT]
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
