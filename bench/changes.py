"""`python -m bench.changes`: how often something is said to have changed, in many simulated weeks.

The fast version is in tests/adoption/measures/test_changes.py; the table of docs/adoption.md comes
from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from groundswell.adoption.measures.changes import beyond_chance, tail

RUNS = 1000
WEEKS = 17  # a period of four, one before it, and one a quarter before
FUNCTIONS, SITES, LEVELS = 11, 4, 6
NOW, MONTH_AGO, QUARTER_AGO = slice(13, 17), slice(9, 13), slice(1, 5)  # weeks of the periods

type Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Company:
    """People who take part in a week as likely as in any, each by habit.

    `lasting`: how much of a week's doing lasts into the next. `leave`: the share replaced by others
    each week. `times`: by how many the odds of the first function rise in the last four weeks.
    """

    people: int
    lasting: float = 0.0
    leave: float = 0.0
    times: float = 1.0

    def weeks(self, rng: np.random.Generator, function: NDArray[np.int64]) -> Bools:
        """Who took part in which week, shape (people, weeks)."""
        habit = rng.beta(0.35, 1.2, self.people)
        acts = np.zeros((self.people, WEEKS), dtype=bool)
        for week in range(WEEKS):
            new = rng.random(self.people) < self.leave
            habit[new] = rng.beta(0.35, 1.2, np.count_nonzero(new))
            odds = habit / (1 - habit)
            if week >= NOW.start:
                odds = np.where(function == 0, odds * self.times, odds)
            fresh = rng.random(self.people) < odds / (1 + odds)
            lasts = (rng.random(self.people) < self.lasting) & (week > 0) & ~new
            acts[:, week] = np.where(lasts, acts[:, week - 1], fresh)
        return acts


CASES = (
    Company(1200),
    Company(1200, lasting=0.5),
    Company(1200, leave=0.01),
    Company(300),
    Company(5000),
    Company(1200, times=2.0),
    Company(1200, times=4.0),
)


def said(company: Company, rng: np.random.Generator) -> tuple[int, int]:
    """How many figures are said to have changed, and how many of them did not."""
    parts = (FUNCTIONS, SITES, LEVELS)
    stands = [_dealt(rng, company.people, many) for many in parts]
    acts = company.weeks(rng, stands[0])
    tails, is_true = [], []
    for of, then, truly in _looked_at(stands):
        now, before = (acts[of][:, weeks].any(axis=1) for weeks in then)
        size = len(now)
        tails.append(tail(int(now.sum()), size, int(before.sum()), size))
        is_true.append(truly and company.times > 1)
    found = beyond_chance(tails)
    return len(found), sum(not is_true[place] for place in found)


def _dealt(rng: np.random.Generator, people: int, many: int) -> NDArray[np.int64]:
    """Parts of different size, the first not the smallest."""
    share = 1.0 / np.arange(2, many + 2)
    return rng.choice(many, people, p=share / share.sum())


def _looked_at(stands: list[NDArray[np.int64]]) -> Iterator[tuple[Bools, tuple[slice, ...], bool]]:
    """Reach of all and of each part, a month and a quarter earlier; a week, one and four earlier.

    With each, whether the first function stands in it: then it changed where that did.
    """
    everybody = np.ones(len(stands[0]), dtype=bool)
    for then in (QUARTER_AGO, MONTH_AGO):
        yield everybody, (NOW, then), True
        for number, stand in enumerate(stands):
            for cell in range(int(stand.max()) + 1):
                of = stand == cell
                if np.count_nonzero(of) >= 10:  # fewer are withheld
                    yield of, (NOW, then), number > 0 or cell == 0
    last = slice(WEEKS - 1, WEEKS)
    yield everybody, (last, slice(WEEKS - 5, WEEKS - 4)), True
    yield everybody, (last, slice(WEEKS - 2, WEEKS - 1)), False


def main() -> None:
    """Print the table."""
    for case in CASES:
        rng = np.random.default_rng(7)
        found = np.array([said(case, rng) for _ in range(RUNS)])
        spoke = np.mean(found[:, 1] > 0)
        share = np.mean(found[:, 1] / np.maximum(found[:, 0], 1))
        right = np.mean(found[:, 0] > found[:, 1])
        print(
            f"| {case.people:,} | {case.lasting:g} | {case.leave:.0%} | {case.times:g}"
            f" | {spoke:.1%} | {share:.1%} | {right:.1%} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
