"""`python -m bench.bridged`: how often what followed a suggestion leaves out zero where nothing was
done.

The fast version is in tests/adoption/measures/test_bridging.py; the table of docs/adoption.md comes
from here.
"""

from __future__ import annotations

import numpy as np

from groundswell.adoption.measures import bridged

RUNS = 2000
MEANS, GROWTHS, SWINGS = (1, 4, 30), (0.5, 1, 1.6), (0, 0.2, 0.4)


def alarms(
    rng: np.random.Generator, *, mean: float, growth: float, swing: float, runs: int = RUNS
) -> float:
    """How often zero is left out; all pairs grow alike but for a swing of their own."""
    false = 0
    for _ in range(runs):
        means = mean * rng.gamma(4, 1 / 4, bridged.MATCHED + 1)
        swings = rng.gamma(1 / swing, swing, len(means)) if swing else 1
        before, after = rng.poisson(means), rng.poisson(means * growth * swings)
        others = list(zip(before[1:], after[1:], strict=True))
        found = bridged.followed(before[0], after[0], others)
        false += found is not None and not found.low <= 0 <= found.high
    return false / runs


def main() -> None:
    """Print a line for each kind of pairs."""
    for mean in MEANS:
        for growth in GROWTHS:
            for swing in SWINGS:
                rng = np.random.default_rng(9)
                found = alarms(rng, mean=mean, growth=growth, swing=swing)
                print(f"{mean} ties before, grows by {growth}, swing {swing}: {found:.1%}")


if __name__ == "__main__":
    main()
