"""`python -m bench.night`: what a night of adoption costs, part by part.

A company with a line of command, six leaders who show their figures, and 21 times in 90 days that
everybody turned to somebody. Measured are the first night, in which half a year is counted, one
more after a day like others, and the dearest: after a week with which a period and a quarter ended.
Told are processor time (of all processes), time on the clock on the wall, and the most memory.
`--large` takes 50,000 people, 5,000,000 posts and a graph of 1,000,000 arcs, and hours; with
`--keep` the company is made once.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

import django

NIGHT = time(3)
DAY = timedelta(days=1)


def main() -> None:
    """Make the company, or take the one that is kept, and measure two nights of it."""
    parser = argparse.ArgumentParser(prog="python -m bench.night", description=__doc__)
    parser.add_argument("--large", action="store_true", help="50,000 people")
    parser.add_argument("--keep", type=Path, help="a folder for the company, to be used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="groundswell-bench-") as folder:
        os.environ["GROUNDSWELL_DIR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
        django.setup()
        _measure("LARGE" if options.large else "SMALL", options.keep)


def _measure(size: str, kept: Path | None) -> None:
    # Imported now, when Django is set up.
    from bench import one  # noqa: PLC0415
    from bench.company import SIZES, working  # noqa: PLC0415
    from groundswell.adoption import actions  # noqa: PLC0415

    one.company_of(size, kept, is_read=False)
    working.employ(SIZES[size])
    working.react(SIZES[size])
    today = working.newest().date()
    print(f"  {'':49}{'processor':>11}{'wall':>10}{'memory':>10}")
    with _asleep(today), _told("all that was said, read"):
        actions.fill()
    _night("first night", today)
    working.go_on(SIZES[size], today + DAY)
    with _asleep(today + DAY), _told("the log of a day, read"):
        actions.catch_up()
    _night("one more night", today + DAY)
    _end_a_quarter(today + DAY)
    _night("a quarter over", today + DAY)


def _end_a_quarter(on: date) -> None:
    """Let a period and a quarter end with the last week: of that week nothing is kept yet."""
    from groundswell.adoption import days, needed, weekly  # noqa: PLC0415
    from groundswell.adoption.bridges.models import OwnBridge  # noqa: PLC0415
    from groundswell.adoption.sealed.models import SealedFigure, SealedPeriod  # noqa: PLC0415
    from groundswell.adoption.told.models import ToldFigure  # noqa: PLC0415

    # Calendars are moved instead of five million posts.
    begins = days.week_end(on) + DAY
    days.FIRST_QUARTER = needed.FIRST_QUARTER = begins - 10 * days.QUARTER
    days.FIRST_PERIOD = begins
    weekly.BACK = 1  # all others would be counted as in a first night
    for kept in (SealedFigure, SealedPeriod, ToldFigure, OwnBridge):
        kept.objects.filter(on__gte=days.week_end(on)).delete()


def _night(name: str, after: date) -> None:
    from groundswell.adoption import actions  # noqa: PLC0415

    began, used, most = perf_counter(), _used(), 0.0
    with _asleep(after):
        for part in actions.nightly():
            with _told(f"{name}, {part.name}") as memory:
                for on in part.due():
                    part.keep(on)
            most = max(most, *memory)
    _say(name, _used() - used, perf_counter() - began, most)


@contextmanager
def _asleep(after: date) -> Iterator[None]:
    """In the night after a day."""
    from groundswell.foundation import clock  # noqa: PLC0415

    with clock.frozen(datetime.combine(after + DAY, NIGHT, UTC)):
        yield


@contextmanager
def _told(what: str) -> Iterator[list[float]]:
    """Print what is done within costs; gives its megabytes afterwards."""
    # Linux keeps the most memory that a process had, and forgets it when told.
    Path("/proc/self/clear_refs").write_text("5")
    began, used = perf_counter(), _used()
    memory: list[float] = []
    yield memory
    status = Path("/proc/self/status").read_text().splitlines()
    memory += [int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM")]
    _say(what, _used() - used, perf_counter() - began, memory[0])


def _say(what: str, used: float, took: float, memory: float) -> None:
    print(f"  {what:49}{used:9.1f} s{took:8.1f} s{memory:7.0f} MB", flush=True)


def _used() -> float:
    each = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in each)


if __name__ == "__main__":
    main()
