"""One database, measured: makes the company, takes the times, prints them as JSON."""

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


def main() -> None:
    """Called by `python -m bench`, which chooses the database by the environment."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--size", choices=("SHORT", "SMALL", "MEDIUM", "LARGE"), default="SMALL")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="groundswell-bench-") as folder:
        os.environ["GROUNDSWELL_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
        django.setup()
        print(json.dumps(_measured(options.size, options.rounds, Path(folder))))


def _measured(size: str, rounds: int, folder: Path) -> dict[str, dict[str, Any]]:
    # Imported now, when Django is set up.
    from django.conf import settings  # noqa: PLC0415

    from bench import company, extremes, pages, served, timing  # noqa: PLC0415

    settings.ROOT_URLCONF = "bench.urls"
    call_command("migrate", verbosity=0)
    made = _make(getattr(company, size))
    with _said("pages"):
        times = timing.side_by_side(pages.reading(made), rounds=rounds)
        times |= timing.side_by_side(pages.writing(made), rounds=rounds)
    with _said("extremes"):
        times |= timing.side_by_side(extremes.works(made), rounds=rounds // 2)
    with _said("import"):
        times |= _import(folder / "export.zip", messages=2_000 if size == "SHORT" else 20_000)
    with _said("served"):
        people = served.tokens()
        facts = served.open_pages(people)
        facts |= served.processes(people) if size != "SHORT" else {}
    return {"times": {name: asdict(timed) for name, timed in times.items()}, "facts": facts}


def _make(size: Size) -> Company:
    """A company, indexed for search, with all readers at the end of the log."""
    from bench import bulk, company  # noqa: PLC0415
    from groundswell.activity import readers  # noqa: PLC0415
    from groundswell.network.search import actions as search  # noqa: PLC0415

    with _said(f"company of {size.people} people"):
        made = company.make(size)
    with _said("search index"):
        search.rebuild()
    bulk.analyze()
    for reader in readers.registered():
        readers.catch_up(reader)
    return made


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
