"""`python -m bench`: ratios on SQLite, and on PostgreSQL when an address is given.

`--short` makes a small company and fails when a ratio breaks its bound in two of three runs;
`--large` adds a company of 50,000 people and 5,000,000 posts (an hour, 20 GB of disk), and how much
slower its pages are than the small one's, which stands beside it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bench import growth, ratios
from bench.runs import measured

RUNS = 3


def main() -> int:
    """Measure, print the tables, and say whether the bounds hold."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--url", default="", help="a PostgreSQL server: postgresql://user@host/name"
    )
    parser.add_argument("--short", action="store_true", help="small company, bounds checked")
    parser.add_argument("--medium", action="store_true", help="add one of 10,000 people")
    parser.add_argument("--large", action="store_true", help="add the large company")
    parser.add_argument("--keep", type=Path, help="a folder for the companies on SQLite")
    options = parser.parse_args()
    more = {"MEDIUM": options.medium, "LARGE": options.large}
    larger = [size for size, is_wanted in more.items() if is_wanted]
    broken = 0
    for url in ["", *([options.url] if options.url else [])]:
        if options.short:
            broken += _check(url)
        else:
            _grow(url, larger, options.keep)
    return 1 if broken else 0


def _check(url: str) -> int:
    """Measure the shortest company; how many bounds broke in too many runs."""
    runs, database = [], _name(url)
    # One run that keeps every bound is enough; a noisy one gets two more chances.
    while not runs or (len(runs) < RUNS and any(ratios.broken(run, database) for run in runs)):
        with measured(url, "SHORT", None) as short:
            runs.append(short.measure())
    print(f"\n{database}, short company")
    ratios.show(runs)
    return ratios.show_broken(runs, database)


def _grow(url: str, larger: Sequence[str], kept: Path | None) -> None:
    """Measure the small company, and larger ones beside it."""
    with measured(url, "SMALL", kept) as small:
        for size in larger:
            with measured(url, size, kept) as other:
                print(f"\n{_name(url)}, from the small company to the {size.lower()} one")
                growth.show(small, other, size)
                print(f"\n{_name(url)}, {size.lower()} company", flush=True)
                ratios.show([other.measure()])
        print(f"\n{_name(url)}, small company")
        ratios.show([small.measure()])


def _name(url: str) -> str:
    return "PostgreSQL" if url else "SQLite"


if __name__ == "__main__":
    sys.exit(main())
