"""Quantiles of Student's distribution, for intervals of few observations."""

from __future__ import annotations

from statistics import NormalDist

# Polynomials in z² over powers of the degrees of freedom.
SERIES = (
    ((1, 1), 4),
    ((3, 16, 5), 96),
    ((-15, 17, 19, 3), 384),
    ((-945, -1920, 1482, 776, 79), 92160),
)


def student_t(share: float, freedom: float) -> float:
    """The quantile of Student's t, within 1 % from 2 degrees of freedom on.

    Source: Abramowitz & Stegun (1964), 26.7.5.
    """
    z = NormalDist().inv_cdf(share)
    terms = (
        z * sum(factor * z ** (2 * power) for power, factor in enumerate(factors))
        / (divisor * freedom**degree)
        for degree, (factors, divisor) in enumerate(SERIES, 1)
    )  # fmt: skip
    return z + sum(terms)
