"""One database, measured: makes the company, then does what it is told, and answers as JSON.

`round` takes one turn of the pages, so that companies of several sizes can take turns; `measure`
takes all the times.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django
from django.core.management import call_command

if TYPE_CHECKING:
    from bench.company import Company, Size
    from bench.timing import Timed

SIZES = ("SHORT", "SMALL", "MEDIUM", "LARGE")


def main() -> None:
    """Called by `bench.runs`, which chooses the database by the environment."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=SIZES, default="SMALL")
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--keep", type=Path, help="a folder for the company, to be used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="groundswell-bench-") as folder:
        os.environ["GROUNDSWELL_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
        django.setup()
        _obey(options.size, options.rounds, Path(folder), options.keep)


def _obey(size: str, rounds: int, folder: Path, kept: Path | None) -> None:
    # Imported now, when Django is set up.
    from django.conf import settings  # noqa: PLC0415

    from bench import pages, timing  # noqa: PLC0415

    settings.ROOT_URLCONF = "bench.urls"
    made = company_of(size, kept)
    turns = {**pages.reading(made), **pages.writing(made)}
    _answer({})
    for told in map(str.strip, sys.stdin):
        if told == "round":
            _answer(timing.once(turns))
        else:
            _answer(_measured(made, size, rounds, folder))


def _answer(found: object) -> None:
    print(json.dumps(found), flush=True)


def _measured(made: Company, size: str, rounds: int, folder: Path) -> dict[str, dict[str, Any]]:
    from bench import extremes, pages, served, timing  # noqa: PLC0415

    with _said("pages"):
        times = timing.side_by_side(pages.reading(made), rounds=rounds)
        times |= timing.side_by_side(pages.writing(made), rounds=rounds)
    with _said("extremes"):
        times |= timing.side_by_side(extremes.works(made), rounds=rounds // 2)
    with _said("import"):
        times |= _import(folder / "export.zip", messages=2_000 if size == "SHORT" else 20_000)
    with _said("served"):
        # Else the server reads what was published and imported while nothing is to happen.
        _catch_up()
        people = served.tokens()
        facts = served.open_pages(people)
        facts |= served.processes(people) if size != "SHORT" else {}
    return {"times": {name: asdict(timed) for name, timed in times.items()}, "facts": facts}


def company_of(size: str, kept: Path | None, *, is_read: bool = True) -> Company:
    """A company, made or taken from where it is kept, with all readers at the end of the log, and
    searched and counted by them; or with all of that still to be done."""
    from bench import company, keeping  # noqa: PLC0415

    found = keeping.taken(kept, size) if kept else None
    call_command("migrate", verbosity=0)
    if found:
        return found
    made = _make(company.SIZES[size], is_read=is_read)
    if kept:
        keeping.keep(kept, size, made)
    return made


def _make(size: Size, *, is_read: bool) -> Company:
    from bench import bulk, company, nights  # noqa: PLC0415
    from groundswell.adoption import actions  # noqa: PLC0415
    from groundswell.network.search import actions as search  # noqa: PLC0415

    with _said(f"company of {size.people} people"):
        made = company.make(size)
    if not is_read:
        bulk.analyze()
        return made
    with _said("search index"):
        search.rebuild()
    bulk.analyze()
    _catch_up()
    with _said("who took part"):
        actions.fill()
    with _said("what is told of adoption"):
        nights.tell(made)
    return made


def _catch_up() -> None:
    """Let all readers come to the end of the log."""
    from groundswell.activity import readers  # noqa: PLC0415

    for reader in readers.registered():
        readers.catch_up(reader)


def _import(export: Path, *, messages: int) -> dict[str, Timed]:
    from bench import imports, timing  # noqa: PLC0415
    from groundswell.exchange.slack import actions as slack  # noqa: PLC0415
    from groundswell.exchange.slack import running  # noqa: PLC0415

    imports.make(export, messages=messages)
    # An import can only be measured once: the second changes nothing.
    works = imports.works(export, lambda: slack.take(export, running.Choices()))
    return timing.side_by_side(works, rounds=1, warm=0)


@contextmanager
def _said(what: str) -> Iterator[None]:
    began = perf_counter()
    yield
    print(f"  {what}: {perf_counter() - began:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
