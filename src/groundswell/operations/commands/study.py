"""Tell the structure of any table of who turned to whom. No instance is needed."""

from __future__ import annotations

import argparse
import sys
from math import inf
from pathlib import Path

from groundswell.adoption.studies import reading, telling
from groundswell.adoption.studies.groups import refuse_unknown
from groundswell.adoption.studies.reading import File
from groundswell.adoption.studies.section import Choices
from groundswell.adoption.studies.spreading import MODELS, WEIGHTED
from groundswell.adoption.studies.study import study
from groundswell.foundation.errors import Refused

HELP = "Tell the structure of who turned to whom, from a file: silos, line of command, brokers."
EXAMPLE = "groundswell study --ties ties.csv --people people.csv --by department"
WARNING = (
    "--ids names single people. Figures about them are for themselves, or for whom they have agreed"
    " to; keep this from others."
)


class FileCannotBeRead(Refused):
    """There is no such file, or it may not be opened."""

    message = "%(file)s cannot be read: %(reason)s. Nothing was written."


class ThatIsNoNumber(Refused):
    """A budget or a share that cannot be."""

    message = (
        "--costs takes a column and what all together may cost, above 0; --threshold a share above"
        " 0, 1 at most: --costs days 40 --threshold 0.25. Nothing was written."
    )


class NobodyIsSought(Refused):
    """Fewer than one person."""

    message = (
        "--seeds takes a number of people, and --at-most-per a column and a number, each 1 or more:"
        " --seeds 10 --at-most-per department 2. Nothing was written."
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ties",
        required=True,
        type=Path,
        metavar="FILE",
        help="CSV with source,target and, where known, at and weight; a row for each act",
    )
    parser.add_argument(
        "--people",
        type=Path,
        metavar="FILE",
        help="CSV with id, any columns, and manager if there is a line; it says who counts",
    )
    parser.add_argument(
        "--by", default="", metavar="COLUMN", help="the column of the people file that makes groups"
    )
    parser.add_argument(
        "--ids", action="store_true", help="name single people by the file's own ids"
    )
    parser.add_argument(
        "--seeds",
        type=int,
        metavar="N",
        help="how many people are sought who would carry the rest (default: 10)",
    )
    parser.add_argument(
        "--model", choices=tuple(MODELS), default=WEIGHTED, help="how something spreads"
    )
    parser.add_argument(
        "--one-per",
        default="",
        metavar="COLUMN",
        help="one of them for each group of this column, and what that costs",
    )
    parser.add_argument(
        "--at-most-per",
        nargs=2,
        metavar=("COLUMN", "N"),
        help="so many of them at most for each group of this column, and what that costs",
    )
    parser.add_argument(
        "--costs",
        nargs=2,
        metavar=("COLUMN", "BUDGET"),
        help="what asking each costs, and what all together may cost",
    )
    parser.add_argument(
        "--threshold",
        type=float,
        metavar="SHARE",
        help="who would tip the others, if each acts once this share of those beside them does",
    )
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    ties = reading.read(_file(options.ties), _file(options.people) if options.people else None)
    choices = _choices(options)
    for column in _columns(choices):
        refuse_unknown(str(options.people or options.ties), ties, column)
    if options.ids:
        print(WARNING, file=sys.stderr)
    told = study(ties, choices)
    print(telling.for_machines(told) if options.json else telling.for_people(told))
    return 0


def _choices(options: argparse.Namespace) -> Choices:
    column, most = options.at_most_per or ("", "1")
    priced, budget = options.costs or ("", "1")
    if not _is_positive(budget) or not 0 < (options.threshold or 1) <= 1:
        raise ThatIsNoNumber
    sought = 1 if options.seeds is None else options.seeds
    if sought < 1 or not most.isdecimal() or int(most) < 1:
        raise NobodyIsSought
    return Choices(
        by=options.by,
        ids=options.ids,
        seeds=options.seeds,
        model=options.model,
        one_per=options.one_per,
        at_most_per=(column, int(most)) if column else None,
        costs=(priced, float(budget)) if priced else None,
        threshold=options.threshold,
    )


def _columns(choices: Choices) -> list[str]:
    """All columns of the people file that were named."""
    named = (choices.at_most_per, choices.costs)
    return [choices.by, choices.one_per, *(pair[0] for pair in named if pair)]


def _is_positive(written: str) -> bool:
    try:
        return 0 < float(written) < inf
    except ValueError:
        return False


def _file(path: Path) -> File:
    try:
        return File(str(path), path.read_bytes())
    except OSError as error:
        raise FileCannotBeRead(file=path, reason=error.strerror) from None
