"""`python -m bench.alarms`: how often alarms about unheard voices ring, in many simulated years.

The fast version is in tests/adoption/measures/test_unheard.py; the table of docs/adoption.md comes
from here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.given import Voice, Voices
from groundswell.adoption.measures.unheard import HALF_YEAR, WATCH, count

YEARS = 1000
CELLS: Mapping[str, tuple[float, ...]] = {
    "site": (0.5, 0.25, 0.15, 0.1),
    "level": (0.4, 0.3, 0.15, 0.1, 0.04, 0.01),
    "language": (0.8, 0.1, 0.06, 0.04),
    "shift": (0.85, 0.06, 0.05, 0.04),
}
WEEKS = WATCH + HALF_YEAR  # so that both watches that begin in a year come to their end
BEGINS = 2 * HALF_YEAR


@dataclass(frozen=True, slots=True)
class Company:
    """How many post, how far answers swing from week to week and from person to person.

    `odds`: of the answers to the third site, against those of everybody else.
    """

    people: int
    swing: float = 0.0
    persons: float = 0.0
    odds: float = 1.0


CASES = (
    Company(300),
    Company(300, swing=1.0),
    Company(300, persons=1.5),
    Company(300, swing=1.0, persons=1.5),
    Company(1000, swing=1.0, persons=1.5),
    Company(300, odds=1 / 3),
    Company(300, odds=1 / 8),
    Company(1000, odds=1 / 3),
)


def voices(company: Company, rng: np.random.Generator) -> list[Voice]:
    """What so many people post in a year and a half: their first post, and one each half-year."""
    week_by_week = rng.normal(1.0, company.swing, WEEKS)
    said = []
    for person in range(company.people):
        stands = {by: str(rng.choice(len(parts), p=parts)) for by, parts in CELLS.items()}
        own = rng.normal(0.0, company.persons)
        own += np.log(company.odds) if stands["site"] == "2" else 0.0
        began = int(rng.integers(-WEEKS, WEEKS))
        for half in range(WEEKS // HALF_YEAR):
            week = int(rng.integers(half * HALF_YEAR, (half + 1) * HALF_YEAR))
            if week < began:
                continue
            is_first = half * HALF_YEAR <= began
            chance = 1 / (1 + np.exp(-week_by_week[week] - own))
            waited = rng.exponential(0.6) if rng.random() < chance else None
            said.append(Voice(person, BEGINS + week, is_first, True, waited, stands))
    return said


def rings(company: Company, seed: int) -> tuple[bool, bool]:
    """Whether any alarm rang in a year, and whether the third site's did."""
    said = voices(company, np.random.default_rng(seed))
    names = [
        value.name
        for end in (WATCH, WEEKS)
        for value in count(
            Voices(BEGINS + end - 1, [one for one in said if one.week >= BEGINS + end - WATCH])
        ).values
        if value.alarmed_on
    ]
    return bool(names), any(name.endswith("site.2") for name in names)


def main() -> None:
    """Print the table."""
    for case in CASES:
        found = [rings(case, seed) for seed in range(YEARS)]
        any_rang, site_rang = (100 * sum(column) / YEARS for column in zip(*found, strict=True))
        print(
            f"| {case.people:,} | {case.swing:g} | {case.persons:g} | {case.odds:.2f}"
            f" | {any_rang:.1f} % | {site_rang:.1f} % |",
            flush=True,
        )


if __name__ == "__main__":
    main()
