"""`python -m bench.bounds`: whether what is said of seeds holds as often as it is said to.

Stars whose every figure is known: each hub is heard by so many with such a chance. In 1,000 runs
seeds are chosen by one half of new samples and judged by the other. Printed is how often the lower
bound lies below the truth and the upper one above the best choice (at a stated 95 %), and how often
the 95 % intervals of both estimates of spread, by samples and by cascades, hold the truth.
"""

from __future__ import annotations

import argparse

import numpy as np

from groundswell.adoption.tipping import covering, model, simulation
from groundswell.adoption.tipping.model import Model
from groundswell.adoption.tipping.samples import Half, Samples
from groundswell.adoption.tipping.wishes import Wishes

HEARD, CHANCES = (30, 24, 20, 10, 6), (0.30, 0.35, 0.40, 0.50, 0.80)
SETS, CASCADES, SIDES = 2_000, 1_000, 1.96
ERROR = 0.05  # of each bound


def main() -> None:
    """Run, and print a row for each number of seeds."""
    parser = argparse.ArgumentParser(prog="python -m bench.bounds", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000)
    runs = parser.parse_args().runs
    print("seeds  at least  best at most  by samples  by cascades  choice of the best")
    for k in (1, 2, 3):
        told = np.mean([_run(k, run) for run in range(runs)], axis=0)
        print(f"{k:5}" + "".join(f"{share:12.1%}" for share in told))


def _stars() -> Model:
    hubs = len(HEARD)
    sources = np.repeat(np.arange(hubs), HEARD)
    targets = hubs + np.arange(len(sources))
    return model.cascade(hubs + len(sources), sources, targets, np.repeat(CHANCES, HEARD))


def _run(k: int, run: int) -> tuple[bool, bool, bool, bool, float]:
    stars = _stars()
    reach = 1 + np.multiply(HEARD, CHANCES)
    streams = np.random.SeedSequence((k, run)).generate_state(2, np.uint64)
    by, judging = (Half(stars, stream).first(SETS) for stream in streams)
    samples = Samples(stars.people, by, judging, covering.turned(by, stars.people), 2 * ERROR)
    choice = samples.choice(Wishes(k=k))
    truth = sum(reach[hub] if hub < len(reach) else 1.0 for hub in choice.people)
    best = float(np.sort(reach)[-k:].sum())
    played = simulation.reached(stars, choice.people, seed=run, cascades=CASCADES)
    return (
        choice.at_least <= truth,
        best <= choice.best_at_most,
        abs(choice.spread - truth) <= SIDES * choice.standard_error,
        abs(played.mean - truth) <= SIDES * played.standard_error,
        truth / best,
    )


if __name__ == "__main__":
    main()
