"""The Bass curve: found where it is, told with an interval that keeps its promise, else refused."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.forecast.bass import ForecastIsRefused, forecast, uncertainty
from groundswell.adoption.forecast.curve import expected, least_squares
from groundswell.adoption.forecast.quantiles import student_t

P, Q, M = 0.02, 0.4, 1300  # the peak is in the eighth week
TRUTH = np.log([[P, Q, M]])
RUNS = 500


def launches(weeks, *, over=1.0):
    """Counts of simulated launches, whose scatter is `over` times that of chance alone."""
    rng = np.random.default_rng(weeks)
    curve = np.tile(expected(TRUTH, weeks), (RUNS, 1))
    rate = rng.gamma(curve / (over - 1), over - 1) if over > 1 else curve
    return rng.poisson(rate).astype(float)


def test_a_curve_without_scatter_is_found_again():
    counts = np.rint(expected(TRUTH, 20)[0]).astype(int).tolist()

    found = forecast(counts)
    told = [found.p.value, found.q.value, found.m.value]
    assert told == pytest.approx([P, Q, M], rel=0.01)
    assert found.peak_week.value == pytest.approx(np.log(Q / P) / (P + Q), abs=0.05)
    assert found.r2 > 0.999
    assert found.m.low < M < found.m.high


@pytest.mark.parametrize(
    ("counts", "why"),
    [
        ([5, 9, 16, 29, 50, 84], "may still lie ahead"),
        ([50, 60, 55], "weeks of log: 3. A curve needs 5"),
        ([1, 2, 4, 2, 1, 0, 0], "have begun: 10. A curve needs 30"),
        ([400, 80, 40, 20, 10, 5, 2], "shows no launch"),
    ],
)
def test_what_cannot_be_told_is_refused_with_its_reason(counts, why):
    with pytest.raises(ForecastIsRefused, match=why):
        forecast(counts)


@pytest.mark.parametrize(("weeks", "over"), [(20, 1.0), (12, 1.0), (20, 5.0), (12, 5.0)])
def test_intervals_of_95_percent_hold_the_truth_in_93_to_97_of_100_launches(weeks, over):
    counts = launches(weeks, over=over)
    logs, _ = least_squares(counts, np.tile(TRUTH, (RUNS, 1)))

    logs, freedom, spread = uncertainty(counts, logs)
    error = np.sqrt(np.einsum("fii->fi", spread))
    times = np.array([student_t(0.975, one) for one in freedom])[:, None]
    covered = (np.abs(logs - TRUTH) < times * error).mean(axis=0)
    assert (covered >= 0.93).all(), covered
    assert (covered <= 0.975).all(), covered


def test_before_the_peak_hardly_a_launch_gets_a_forecast():
    told = 0
    for counts in launches(6)[:60]:
        try:
            forecast(counts.astype(int).tolist())
        except ForecastIsRefused:
            continue
        told += 1

    assert told <= 3


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(2, 4.3027), (3, 3.1824), (10, 2.2281), (1000, 1.9623)]
)
def test_quantiles_of_student(freedom, quantile):
    assert student_t(0.975, freedom) == pytest.approx(quantile, rel=0.01)
