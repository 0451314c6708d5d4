"""What is compared, how far it may go, and the tables that are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from bench.runs import Run, Times

MOST_BROKEN = 1  # of the runs, in each bound
# How far above its goal a ratio may lie before it fails, as others use machines too.
ROOM = {"SQLite": 1.15, "PostgreSQL": 1.2}


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
    Ratio("adoption overview", "people list", 2),
    Ratio("overview of a function", "people list", 1.3),
    Ratio("overview of a site", "people list", 1.3),
    Ratio("overview of a level", "people list", 1.3),
    Ratio("overview that is kept", "people list", 6),  # it draws what six pages do
    Ratio("two weeks compared", "people list", 7),  # and this tells each number of them twice
    Ratio("silos and bridges", "people list", 3),
    Ratio("leadership", "people list", 2),
    Ratio("voices", "people list", 2),
    Ratio("spread", "people list", 2),
    Ratio("answers", "people list", 2),
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

# Of a real server, while nothing happens: "kB of memory" and "no query a page" are bounds.
MOST = {"kB of memory for an open page": 50.0, "queries a second for 450 more": 5.0}


def broken(run: Run, database: str) -> list[str]:
    """What is above its bound in one run."""
    ratios = [ratio for ratio in RATIOS if _value(run.times, ratio) > ratio.goal * ROOM[database]]
    facts = [name for name, most in MOST.items() if run.facts.get(name, 0) > most]
    return [*(f"{ratio.work} / {ratio.against}" for ratio in ratios), *facts]


def show_broken(runs: Sequence[Run], database: str) -> int:
    """Print what broke in too many runs; how many did."""
    times_broken = Counter(name for run in runs for name in broken(run, database))
    failed = [name for name, times in times_broken.items() if times > MOST_BROKEN]
    for name in failed:
        print(f"  BROKEN in {times_broken[name]} runs: {name}")
    return len(failed)


def show(runs: Sequence[Run]) -> None:
    """Print the times of the last run, and the ratios of all."""
    print(f"  {'':24}{'cpu ms':>9}{'median':>9}{'p99 ms':>9}")
    for name, timed in runs[-1].times.items():
        print(f"  {name:24}{timed['processor']:9.2f}{timed['median']:9.2f}{timed['worst']:9.2f}")
    print(f"  {'':24} {'against':24}{'times':>7}{'goal':>7}")
    for ratio in RATIOS:
        values = " ".join(f"{_value(run.times, ratio):.2f}" for run in runs)
        goal = ratio.goal if ratio.goal < inf else ""
        print(f"  {ratio.work:24} {ratio.against:24}{values:>7}{goal:>7}")
    for name in runs[-1].facts:
        values = " ".join(f"{run.facts[name]:.1f}" for run in runs)
        print(f"  {name:49}{values:>7}{MOST.get(name, ''):>7}")


def _value(times: Times, ratio: Ratio) -> float:
    return times[ratio.work]["processor"] / times[ratio.against]["processor"]
