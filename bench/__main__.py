"""`python -m bench`: ratios on SQLite, and on PostgreSQL when an address is given.

`--short` makes a small company and fails when a ratio breaks its bound in two of three runs;
`--large` adds a company of 50,000 people and 5,000,000 posts (an hour, 12 GB of disk).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from urllib.parse import urlsplit, urlunsplit

import psycopg

RUNS, MOST_BROKEN = 3, 1
# How far above its goal a ratio may lie before it fails: a quarter, as others use machines too.
# On PostgreSQL the goals are not reached yet (feed 2.5 to 2.9, home page 4.2 to 5): each of the
# page's four trips costs almost half an empty view.
ROOM = {"SQLite": 1.25, "PostgreSQL": 1.5}


@dataclass(frozen=True, slots=True)
class Ratio:
    """One piece of work against another: how many times as long it may take, on both databases."""

    work: str
    against: str
    goal: float = inf


EMPTY = "an empty signed-in view"
RATIOS = (
    Ratio("feed alone", EMPTY, 2.5),
    Ratio("feed alone", "feed, bare SQL"),
    Ratio("for you alone", EMPTY),
    Ratio("for you alone", "feed alone"),
    Ratio("home page", EMPTY, 4),
    Ratio("home page", "feed, bare SQL"),
    Ratio("thread of 20 replies", EMPTY),
    Ratio("thread of 20 replies", "thread, bare SQL"),
    Ratio("group page", EMPTY),
    Ratio("members", EMPTY),
    Ratio("search, a common word", EMPTY),
    Ratio("search, a rare word", EMPTY),
    Ratio("home page, two new posts", EMPTY),
    Ratio("publish", EMPTY),
    Ratio("publish", "publish, bare SQL"),
    Ratio("5,000 replies", "a usual thread", 2),
    Ratio("5,000 replies, the last", "a usual thread", 2),
    Ratio("2,000 reactions", "a usual post", 2),
    Ratio("react, 2,000 did", "react", 2),
    Ratio("home page, 300 groups", "a usual home page", 2),
    Ratio("50,000 members", "a usual group", 2),
    Ratio("list of 50,000 members", "usual members", 2),
    Ratio("import the export", "parse the export"),
)

# From the small company to the large one pages may slow down so much.
GROWTH = 1.5
GROWING = (
    *("feed alone", "for you alone", "home page", "thread of 20 replies", "group page", "members"),
    *("search, a common word", "search, a rare word", "publish"),
)

type Times = dict[str, dict[str, float]]


def main() -> int:
    """Measure, print the tables, and say whether the bounds hold."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--url", default="", help="a PostgreSQL server: postgresql://user@host/name"
    )
    parser.add_argument("--short", action="store_true", help="small company, bounds checked")
    parser.add_argument("--medium", action="store_true", help="add one of 10,000 people")
    parser.add_argument("--large", action="store_true", help="add the large company")
    options = parser.parse_args()
    more = {"MEDIUM": options.medium, "LARGE": options.large}
    sizes = ["SMALL", *(size for size, is_wanted in more.items() if is_wanted)]
    broken = 0
    for url in ["", *([options.url] if options.url else [])]:
        small: Times = {}
        for size in ["SHORT"] if options.short else sizes:
            failed, times = _compare(url, size, is_checked=options.short)
            broken += failed
            small = small or times
            _show_growth(small, times)
    return 1 if broken and options.short else 0


def _compare(url: str, size: str, *, is_checked: bool) -> tuple[int, Times]:
    """Print one table; how many ratios broke their bound in too many runs, and the last times."""
    runs = [_run(url, size)]
    database = "PostgreSQL" if url else "SQLite"

    # One run that keeps every bound is enough; a noisy one gets two more chances.
    def times_broken(ratio: Ratio) -> int:
        return sum(_value(run, ratio) > ratio.goal * ROOM[database] for run in runs)

    while is_checked and len(runs) < RUNS and any(map(times_broken, RATIOS)):
        runs.append(_run(url, size))
    print(f"\n{database}, {size.lower()} company")
    print(f"  {'':24}{'ms':>9}{'median':>9}{'p99 ms':>9}")
    for name, timed in runs[-1].items():
        print(f"  {name:24}{timed['undisturbed']:9.2f}{timed['median']:9.2f}{timed['worst']:9.2f}")
    print(f"  {'':24} {'against':24}{'times':>7}{'goal':>7}")
    for ratio in RATIOS:
        values = " ".join(f"{_value(run, ratio):.2f}" for run in runs)
        goal = ratio.goal if ratio.goal < inf else ""
        print(f"  {ratio.work:24} {ratio.against:24}{values:>7}{goal:>7}")
    failed = [ratio for ratio in RATIOS if times_broken(ratio) > MOST_BROKEN]
    for ratio in failed:
        print(f"  BROKEN in {times_broken(ratio)} runs: {ratio.work} / {ratio.against}")
    return len(failed), runs[-1]


def _show_growth(small: Times, times: Times) -> None:
    """How many times as long each page takes as in the small company, next to an empty view."""
    if small is times:
        return
    print(f"  {'':24} {'against the small company':24}{'times':>7}{'goal':>7}")
    for name in GROWING:
        sooner, now = (
            run[name]["undisturbed"] / run[EMPTY]["undisturbed"] for run in (small, times)
        )
        print(f"  {name:24} {'':24}{now / sooner:7.2f}{GROWTH:7}")


def _value(run: Times, ratio: Ratio) -> float:
    return run[ratio.work]["undisturbed"] / run[ratio.against]["undisturbed"]


def _run(url: str, size: str) -> Times:
    rounds = {"SHORT": "40", "SMALL": "100", "MEDIUM": "100", "LARGE": "100"}[size]
    command = [sys.executable, "-m", "bench.one", "--size", size, "--rounds", rounds]
    with _database(url) as own:
        environment = {**os.environ, "GROUNDSWELL_DATABASE_URL": own}
        found = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    times: Times = json.loads(found.stdout)
    return times


@contextmanager
def _database(url: str) -> Iterator[str]:
    """A PostgreSQL database for one run, dropped at the end; nothing to do on SQLite."""
    if not url:
        yield ""
        return
    name = f"groundswell_bench_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
