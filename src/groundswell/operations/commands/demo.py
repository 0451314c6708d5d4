"""Make the demo company, and serve it."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings

from groundswell.config.serving.processes import die_with_parent
from groundswell.demo import keeping, making, truth, world
from groundswell.foundation import clock
from groundswell.foundation.errors import Refused
from groundswell.operations.bar import Bar
from groundswell.operations.serving import places, server

HELP = """Make the demo company (1,200 people, 18 months, plainly fictional), and serve it.

It is made once and used again; without --dir it lies in ./groundswell-demo."""
EXAMPLE = "groundswell demo --port 8000"

type Truth = dict[str, Any]


class DirectoryHoldsACompany(Refused):
    """The demo never writes among real people."""

    message = (
        "%(directory)s holds a company that is not the demo. Nothing was changed."
        " Name an empty or a new directory with --dir."
    )


class DemoHasAnotherSeed(Refused):
    """The company of another seed is another company."""

    message = (
        "The demo in %(directory)s was made with seed %(seed)s. Add --fresh to make it anew with"
        " seed %(wanted)s, or leave --seed out. Nothing was changed."
    )


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--port", type=int, default=8000, help="where to listen (default: %(default)s)")
    add("--host", default="127.0.0.1", help="0.0.0.0 for a whole network (default: %(default)s)")
    add("--fresh", action="store_true", help="make it anew, so that it ends yesterday")
    add("--seed", type=int, metavar="N", help=f"another company (default: {world.SEED})")
    add("--truth", action="store_true", help="print what was planted, as JSON, and serve nothing")
    add("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    if options.truth:
        print(json.dumps(_truth(options), ensure_ascii=False, indent=2))
        return 0
    places.claim_port(options.host, options.port)
    with places.lock(options.dir):
        found, is_new = _find_or_make(options.dir, fresh=options.fresh, seed=options.seed)
    print(_for_machines(options, found, is_new) if options.json else _for_people(found, is_new))
    settings.IS_DEMO = True  # the settings were read before there was a demo
    return server.serve(options.dir, host=options.host, port=options.port)


def _truth(options: argparse.Namespace) -> Truth:
    # Where nothing has to be made it is told beside whoever serves the demo.
    kept = None if options.fresh else _kept(options.dir, options.seed)
    if kept is not None:
        return kept
    with places.lock(options.dir):
        return _find_or_make(options.dir, fresh=options.fresh, seed=options.seed)[0]


def _kept(directory: Path, seed: int | None) -> Truth | None:
    found = truth.read(directory)
    if found is not None and seed is not None and seed != found["seed"]:
        raise DemoHasAnotherSeed(directory=directory, seed=found["seed"], wanted=seed)
    return found


def _find_or_make(directory: Path, *, fresh: bool, seed: int | None) -> tuple[Truth, bool]:
    """What was planted, and whether it was made just now.

    Raises:
        DirectoryHoldsACompany, DemoHasAnotherSeed: nothing was changed.
    """
    kept = None if fresh else _kept(directory, seed)
    if kept is not None:
        return kept, False
    if settings.OPTIONS.organisation != world.ORGANISATION:
        raise DirectoryHoldsACompany(directory=directory)
    if not keeping.is_empty():
        # Also what a kill left between writing the company and its truth.
        if not keeping.is_ours():
            raise DirectoryHoldsACompany(directory=directory)
        (directory / truth.FILE).unlink(missing_ok=True)
        keeping.empty()
    return _make(directory, world.SEED if seed is None else seed), True


def _make(directory: Path, seed: int) -> Truth:
    with Bar(f"Making {world.ORGANISATION}") as bar:
        company = making.make(
            seed=seed,
            ends_on=clock.today() - timedelta(days=1),
            progress=bar.show,
            at_start=partial(die_with_parent, os.getpid()),
        )
        made = truth.of(company)
        truth.write(directory, made)
    return made


def _for_people(found: Truth, is_new: bool) -> str:
    said, people = found["said"], found["people"]
    lines = [
        f"{world.ORGANISATION}: {people['employed']:,} people, {said['threads']:,} posts,"
        f" {said['replies']:,} replies, {said['reactions']:,} reactions."
    ]
    last_day = date.fromisoformat(found["last_day"])
    age = (clock.today() - last_day).days
    if not is_new and age > 1:
        lines.append(f"It ends on {last_day}, {age} days ago; --fresh makes it end yesterday.")
    return "\n".join(lines)


def _for_machines(options: argparse.Namespace, found: Truth, is_new: bool) -> str:
    told = {
        "directory": str(options.dir),
        "is_new": is_new,
        "seed": found["seed"],
        "last_day": found["last_day"],
        **found["people"],
        **{key: found["said"][key] for key in ("threads", "replies", "reactions")},
        "address": f"http://{options.host}:{options.port}/",
    }
    sys.stdout.flush()
    return json.dumps(told, ensure_ascii=False)
