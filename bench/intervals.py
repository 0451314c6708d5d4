"""`python -m bench.intervals`: how often intervals of answers and forecasts hold the truth.

The fast version stands beside the tests of each; the table of docs/adoption.md comes from here.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.coverage import LAUNCHES, Launch
from groundswell.adoption.forecast.ahead import ahead
from groundswell.adoption.forecast.bass import ForecastIsRefused
from groundswell.adoption.measures.rates import wilson
from groundswell.adoption.measures.survival import band
from groundswell.adoption.tipping.contagion import Colleagues, scored

RUNS = 1000
QUESTIONS = (30, 100, 300)
SHARES = (0.5, 0.66, 0.9)
TEAMS, TEAM, WEEKS = 120, 10, 60
LATER = 8  # weeks


def main() -> None:
    """Print the table."""
    rows = (*_medians(), *_rates(), *_weeks_to_come(), *_independent())
    for what, held, of in rows:
        print(f"| {what} | {100 * held / of:.1f} % of {of:,} |")


def _medians() -> Iterator[tuple[str, int, int]]:
    """Waits are exponential, a third watched for less than three half-lives."""
    rng = np.random.default_rng(1)
    for count in QUESTIONS:
        held = of = 0
        for _ in range(RUNS):
            waits = rng.exponential(1 / np.log(2), count)
            watched = rng.uniform(0.5, 6, count)
            found = band(np.minimum(waits, watched), (waits <= watched).astype(np.int64))
            _, low, high = found.half()
            of += 1
            held += (low or 0) <= 1 <= (high or np.inf)
        yield f"median wait, {count} questions", held, of


def _rates() -> Iterator[tuple[str, int, int]]:
    rng = np.random.default_rng(2)
    for count in QUESTIONS:
        for share in SHARES:
            bounds = [wilson(int(some), count) for some in rng.binomial(count, share, RUNS)]
            held = sum(low <= share <= high for low, high in bounds)
            yield f"{share:.0%} answered of {count}", held, RUNS


def _weeks_to_come() -> Iterator[tuple[str, int, int]]:
    for case in (Launch(0.02, 0.4, 1300, 12, 1), Launch(0.02, 0.4, 1300, 14, 5)):
        whole = Launch(case.p, case.q, case.m, case.weeks + LATER, case.over)
        told = held = ends = 0
        for counts in whole.counts(np.random.default_rng(3)):
            try:
                bass, rows = ahead(counts[: case.weeks].astype(int).tolist(), LATER)
            except ForecastIsRefused:
                continue
            told += 1
            held += rows[-1, 0] <= counts.sum() <= rows[-1, 2]
            ends += bass.m.low <= case.m <= bass.m.high
        words = f"after {case.weeks} weeks, scatter {case.over:g} ×, told in {told} of {LAUNCHES:,}"
        yield f"90 %: people in {LATER} weeks, {words}", held, told
        yield f"90 %: people in the end, {words}", ends, told


def _independent() -> Iterator[tuple[str, int, int]]:
    """Teams whose people begin independently: how rarely contagion is found."""
    rng = np.random.default_rng(4)
    found = np.zeros(2, dtype=np.int64)
    people, runs = TEAMS * TEAM, RUNS // 5
    manager = np.repeat(np.arange(TEAMS) * TEAM, TEAM)
    manager[::TEAM] = -1
    whole = np.zeros(people, dtype=np.int64)
    for _ in range(runs):
        rate = 0.01 * rng.lognormal(0, 0.5, people)
        began = np.where((week := rng.geometric(rate) - 1) < WEEKS, week, -1)
        models = scored(Colleagues(began, whole, whole + WEEKS, whole, manager), WEEKS)
        found += [model.low > 1 for model in models]
    for name, count in zip(("threshold", "cascade"), found.tolist(), strict=True):
        yield f"contagion found by the {name} model where there is none", count, runs


if __name__ == "__main__":
    main()
