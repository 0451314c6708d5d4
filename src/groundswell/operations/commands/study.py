"""Tell the structure of any table of who turned to whom. No instance is needed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from groundswell.adoption.studies import reading, telling
from groundswell.adoption.studies.groups import refuse_unknown
from groundswell.adoption.studies.reading import File
from groundswell.adoption.studies.section import Choices
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
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    ties = reading.read(_file(options.ties), _file(options.people) if options.people else None)
    refuse_unknown(str(options.people or options.ties), ties, options.by)
    if options.ids:
        print(WARNING, file=sys.stderr)
    told = study(ties, Choices(by=options.by, ids=options.ids))
    print(telling.for_machines(told) if options.json else telling.for_people(told))
    return 0


def _file(path: Path) -> File:
    try:
        return File(str(path), path.read_bytes())
    except OSError as error:
        raise FileCannotBeRead(file=path, reason=error.strerror) from None
