"""`python -m bench.forecasts`: how often the end is foretold, and whether that comes about.

People who begin as the Bass curve says, and who do not: there it has to be refused, or to hold. The
fast version is in tests/adoption/forecast; the tables of docs/adoption.md come from here.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.forecast.ahead import ahead, drawn
from groundswell.adoption.forecast.bass import ForecastIsRefused
from groundswell.adoption.forecast.curve import Array, expected

LAUNCHES = 1000
LATER = 26  # weeks
EARLIEST, LATEST = 12, 78  # weeks of log: one of these is looked at
WEEKS = np.arange(LATEST + LATER)
LONG = 500  # weeks, after which a curve has ended


def bass(p: float, q: float, m: int, *, begins: int = 0, weeks: int = len(WEEKS)) -> Array:
    """How many begin in each week, as expected, some weeks after the log does."""
    curve = expected(np.log([[p, q, m]]), weeks)[0]
    return np.concatenate([np.zeros(begins), curve])[:weeks]


def burst(most: float, stays: float, *, begins: int, lasts: float) -> Array:
    """A burst that fades in so many weeks to a trickle that stays; before it a small pilot."""
    fading = stays + (most - stays) * np.exp(-(WEEKS - begins) / lasts)
    return np.where(begins > WEEKS, 0.8, fading)


FOLLOWS = {
    "p 0.02, q 0.4, m 1,300": (0.02, 0.4, 1300),
    "p 0.005, q 0.15, m 1,300": (0.005, 0.15, 1300),
    "p 0.01, q 0.12, m 250": (0.01, 0.12, 250),
}
SEEN = (
    ("p 0.02, q 0.4, m 1,300", 1, (12, 20, 28)),
    ("p 0.02, q 0.4, m 1,300", 5, (20, 28)),
    ("p 0.005, q 0.15, m 1,300", 1, (24, 48, 60)),
    ("p 0.005, q 0.15, m 1,300", 4, (48, 60)),
    ("p 0.01, q 0.12, m 250", 1, (48, 60)),
)
DOES_NOT = {
    "a burst of 16 a week, then 10 that stay": burst(16, 10, begins=40, lasts=4),
    "a burst of 60, then 11": burst(60, 11, begins=8, lasts=4),
    "a burst of 100, then 4": burst(100, 4, begins=4, lasts=4),
    "a curve, and 10 newcomers a week": bass(0.02, 0.3, 900) + 10,
    "a curve, and 5": bass(0.02, 0.3, 900) + 5,
    "a curve, and 2": bass(0.02, 0.2, 900) + 2,
    "a slow ramp for 70 weeks": np.minimum(WEEKS, 70) * 0.4,
    "two sorts of people, one fast, one slow": bass(0.05, 0.5, 500) + bass(0.005, 0.08, 600),
    "a long tail (1 / week)": 300 * np.diff(np.log1p(np.append(WEEKS, len(WEEKS)) / 6)),
    "a second wave after half a year": bass(0.02, 0.4, 500) + bass(0.01, 0.3, 600, begins=26),
}


@dataclass(frozen=True, slots=True)
class Kept:
    """Of so many launches, how many were foretold, and of these how many as it came.

    `curves`: how many had a curve at all, foretold by it or not; `held`: of these as it came.
    """

    launches: int
    curves: int
    held: int
    told: int
    later: int
    end: int

    def words(self) -> str:
        """As a row of the table says it."""
        shares = (
            (self.curves, self.launches),
            (self.held, self.curves),
            (self.told, self.launches),
            (self.later, self.told),
            (self.end, self.told),
        )
        return " | ".join(f"{100 * part / of:.1f} %" if of else "–" for part, of in shares)


def main() -> None:
    """Print the tables."""
    launches = int(sys.argv[1]) if len(sys.argv) > 1 else LAUNCHES
    for name, over, seen in SEEN:
        for weeks in seen:
            found = follows(name, over, weeks, launches)
            print(f"| {name} | {over} × | {weeks} | {found.words()} |", flush=True)
    for name, rate in DOES_NOT.items():
        print(f"| {name} | {does_not(rate, launches).words()} |", flush=True)


def follows(name: str, over: float, weeks: int, launches: int = LAUNCHES) -> Kept:
    """Launches that follow the Bass curve, all looked at after so many weeks."""
    rng = np.random.default_rng(weeks)
    rate = np.tile(bass(*FOLLOWS[name], weeks=LONG), (launches, 1))
    if over > 1:
        rate = rng.gamma(rate / (over - 1), over - 1)
    return _kept(rng.poisson(rate), np.full(launches, weeks))


def does_not(rate: Array, launches: int = LAUNCHES) -> Kept:
    """Launches that do not, each looked at in some week; the end is that of the simulation."""
    rng = np.random.default_rng(1)
    counts = rng.poisson(np.tile(rate, (launches, 1)))
    return _kept(counts, rng.integers(EARLIEST, LATEST + 1, launches))


def _kept(counts: Array, seen: Array) -> Kept:
    found = np.zeros(5, dtype=np.int64)
    for new, weeks in zip(counts, seen.tolist(), strict=True):
        known, came = new[:weeks].tolist(), new[: weeks + LATER].sum()
        try:
            low, _, high = drawn(known, LATER)[-2]
            found[:2] += 1, low <= came <= high
            end, _ = ahead(known, LATER)
        except ForecastIsRefused:
            continue
        found[2:] += 1, low <= came <= high, end.low <= new.sum() <= end.high
    return Kept(len(counts), *found.tolist())


if __name__ == "__main__":
    main()
