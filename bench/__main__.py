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
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from urllib.parse import urlsplit, urlunsplit

import psycopg

RUNS, MOST_BROKEN = 3, 1
# How far above its goal a ratio may lie before it fails: a quarter, as others use machines too.
# On PostgreSQL the goals are reached in some runs only (feed 2.2 to 3.0, home page 3.2 to 4.5):
# each of the page's four trips costs almost half an empty view.
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

# Of a real server, while nothing happens: "kB of memory" and "no query a page" are bounds.
MOST = {"kB of memory for an open page": 50.0, "queries a second for 450 more": 5.0}

type Times = dict[str, dict[str, float]]
type Facts = dict[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """One measurement: times of work by name, and facts of a real server."""

    times: Times
    facts: Facts


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
    """Print one table; how many bounds broke in too many runs, and the last times."""
    runs = [_run(url, size)]
    room = ROOM["PostgreSQL" if url else "SQLite"]
    # One run that keeps every bound is enough; a noisy one gets two more chances.
    while is_checked and len(runs) < RUNS and any(_broken(run, room) for run in runs):
        runs.append(_run(url, size))
    print(f"\n{'PostgreSQL' if url else 'SQLite'}, {size.lower()} company")
    _show(runs)
    times_broken = Counter(name for run in runs for name in _broken(run, room))
    failed = [name for name, times in times_broken.items() if times > MOST_BROKEN]
    for name in failed:
        print(f"  BROKEN in {times_broken[name]} runs: {name}")
    return len(failed), runs[-1].times


def _broken(run: Run, room: float) -> list[str]:
    """What is above its bound in one run."""
    ratios = [ratio for ratio in RATIOS if _value(run.times, ratio) > ratio.goal * room]
    facts = [name for name, most in MOST.items() if run.facts.get(name, 0) > most]
    return [*(f"{ratio.work} / {ratio.against}" for ratio in ratios), *facts]


def _show(runs: list[Run]) -> None:
    print(f"  {'':24}{'ms':>9}{'median':>9}{'p99 ms':>9}")
    for name, timed in runs[-1].times.items():
        print(f"  {name:24}{timed['undisturbed']:9.2f}{timed['median']:9.2f}{timed['worst']:9.2f}")
    print(f"  {'':24} {'against':24}{'times':>7}{'goal':>7}")
    for ratio in RATIOS:
        values = " ".join(f"{_value(run.times, ratio):.2f}" for run in runs)
        goal = ratio.goal if ratio.goal < inf else ""
        print(f"  {ratio.work:24} {ratio.against:24}{values:>7}{goal:>7}")
    for name in runs[-1].facts:
        values = " ".join(f"{run.facts[name]:.1f}" for run in runs)
        print(f"  {name:49}{values:>7}{MOST.get(name, ''):>7}")


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


def _value(times: Times, ratio: Ratio) -> float:
    return times[ratio.work]["undisturbed"] / times[ratio.against]["undisturbed"]


def _run(url: str, size: str) -> Run:
    rounds = {"SHORT": "40", "SMALL": "100", "MEDIUM": "100", "LARGE": "100"}[size]
    command = [sys.executable, "-m", "bench.one", "--size", size, "--rounds", rounds]
    with _database(url) as own:
        environment = {**os.environ, "GROUNDSWELL_DATABASE_URL": own}
        found = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)  # noqa: S603
    return Run(**json.loads(found.stdout))


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
