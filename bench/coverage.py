"""`python -m bench.coverage`: how often intervals of forecasts hold the truth, in many launches.

The fast version is in tests/adoption/forecast; the table of docs/study.md comes from here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.forecast.bass import ForecastIsRefused, forecast
from groundswell.adoption.forecast.curve import Array, expected

LAUNCHES = 1000


@dataclass(frozen=True, slots=True)
class Launch:
    """How people begin in truth, for how long it is watched, and how many times chance scatters."""

    p: float
    q: float
    m: int
    weeks: int
    over: float

    def counts(self, rng: np.random.Generator) -> Array:
        """Weekly first acts of many such launches, shape (launches, weeks)."""
        curve = expected(np.log([[self.p, self.q, self.m]]), self.weeks)
        rate = np.repeat(curve, LAUNCHES, axis=0)
        if self.over > 1:
            rate = rng.gamma(rate / (self.over - 1), self.over - 1)
        return rng.poisson(rate).astype(np.float64)


CASES = (
    Launch(0.02, 0.4, 1300, 20, 1),
    Launch(0.02, 0.4, 1300, 12, 1),
    Launch(0.02, 0.4, 1300, 20, 5),
    Launch(0.02, 0.4, 1300, 12, 5),
    Launch(0.02, 0.4, 60, 20, 1),
    Launch(0.07, 0.55, 1300, 28, 1),
    Launch(0.003, 0.25, 5000, 30, 8),
    Launch(0.02, 0.4, 1300, 9, 1),
    Launch(0.02, 0.4, 1300, 8, 1),
    Launch(0.02, 0.4, 1300, 6, 1),
)


def main() -> None:
    """Print the table."""
    for case in CASES:
        told, held = _tried(case)
        shares = " | ".join(f"{100 * share:.1f} %" for share in held) if told else "– | – | – | –"
        print(
            f"| p {case.p}, q {case.q}, m {case.m:,} | {case.weeks} | {case.over:g} ×"
            f" | {shares} | {100 * told / LAUNCHES:.0f} % |"
        )


def _tried(case: Launch) -> tuple[int, Array]:
    """Of how many launches a curve was told, and the shares of these whose intervals held."""
    peak = np.log(case.q / case.p) / (case.p + case.q)
    truth = np.array([case.p, case.q, case.m, peak])
    held, told = np.zeros(len(truth)), 0
    for counts in case.counts(np.random.default_rng(case.weeks)):
        try:
            bass = forecast(counts.astype(int).tolist())
        except ForecastIsRefused:
            continue
        told += 1
        intervals = (bass.p, bass.q, bass.m, bass.peak_week)
        held += [one.low <= true <= one.high for one, true in zip(intervals, truth, strict=True)]
    return told, held / max(told, 1)


if __name__ == "__main__":
    main()
