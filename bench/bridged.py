"""`python -m bench.bridged`: how often what followed a suggestion leaves out zero where nothing was
done.

The fast version is in tests/adoption/measures/test_bridging.py; the table of docs/adoption.md comes
from here.
"""

from __future__ import annotations

import numpy as np

from groundswell.adoption.measures import bridged

RUNS = 2000
MEANS, GROWTHS, SWINGS = (4, 8, 12, 30), (0.5, 1, 1.6), (0, 0.2, 0.4)
PAIRS = 60  # of which those are compared that are nearest before


def alarms(
    rng: np.random.Generator, *, mean: float, growth: float, swing: float, runs: int = RUNS
) -> tuple[int, int]:
    """How often it is told, and of these zero left out; pairs grow alike but for their swing."""
    told = false = 0
    for _ in range(runs):
        means = mean * rng.gamma(4, 1 / 4, PAIRS + 1)
        swings = rng.gamma(1 / swing, swing, len(means)) if swing else 1
        before, after = rng.poisson(means), rng.poisson(means * growth * swings)
        near = np.argsort(np.abs(np.sqrt(before[1:]) - np.sqrt(before[0])), kind="stable")
        chosen = 1 + near[: bridged.MATCHED]
        others = list(zip(before[chosen].tolist(), after[chosen].tolist(), strict=True))
        found = bridged.followed(int(before[0]), int(after[0]), others)
        is_told = found is not None and not 1 <= after[0] <= bridged.SMALL
        if is_told and found and found.low is not None and found.high is not None:
            told += 1
            false += not found.low <= 0 <= found.high
    return told, false


def main() -> None:
    """Print a line for each kind of pairs."""
    for mean in MEANS:
        for growth in GROWTHS:
            for swing in SWINGS:
                rng = np.random.default_rng(9)
                told, false = alarms(rng, mean=mean, growth=growth, swing=swing)
                shares = f"told {told / RUNS:.0%}, leaves out zero {false / max(told, 1):.1%}"
                print(f"{mean} ties before, grows by {growth}, swing {swing}: {shares}", flush=True)


if __name__ == "__main__":
    main()
