"""The Bass curve and its fit by least squares, many at a time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.float64]

ROUNDS = 200
STEP = 1e-6  # of a logarithm, for the slopes
SMALLEST, LARGEST = np.array([-14.0, -9.0, -2.0]), np.array([1.0, 2.0, 18.0])  # of ln p, ln q, ln m
GRID_P, GRID_Q = np.geomspace(1e-4, 0.5, 14), np.geomspace(0.02, 3, 18)
STARTS = 6


def expected(logs: Array, weeks: int) -> Array:
    """New adopters of each week, shape (fits, weeks), of ln p, ln q, ln m, shape (fits, 3).

    N(t) - N(t - 1) with N(t) = m (1 - e^-(p+q)t) / (1 + (q/p) e^-(p+q)t), t in weeks.

    Source: Bass (1969), Management Science 15(5), 215-227.
    """
    p, q, m = np.exp(logs).T[:, :, None]
    left = np.exp(-(p + q) * np.arange(weeks + 1))
    new: Array = m * np.diff((1 - left) / (1 + q / p * left), axis=1)
    return new


def slopes(logs: Array, curve: Array) -> Array:
    """How the curve changes with ln p, ln q and ln m, shape (fits, weeks, 3)."""
    found = np.empty((*curve.shape, 3))
    found[..., 2] = curve
    for which in (0, 1):
        moved = logs.copy()
        moved[:, which] += STEP
        found[..., which] = (expected(moved, curve.shape[1]) - curve) / STEP
    return found


def best_start(counts: Array) -> Array:
    """The most promising ln p, ln q, ln m of a grid for one row of counts, shape (starts, 3)."""
    p, q = (axis.ravel() for axis in np.meshgrid(GRID_P, GRID_Q))
    shape = expected(np.log(np.column_stack([p, q, np.ones_like(p)])), len(counts))
    # With p and q given, the best m is a plain regression.
    m = np.maximum((shape * counts).sum(axis=1) / (shape**2).sum(axis=1), 1)
    off = ((counts - m[:, None] * shape) ** 2).sum(axis=1)
    best = np.argsort(off)[:STARTS]
    logs: Array = np.log(np.column_stack([p, q, m])[best])
    return logs


def least_squares(counts: Array, start: Array) -> tuple[Array, Array]:
    """ln p, ln q, ln m of each row of counts, shape (fits, weeks), and the squares that are left.

    Source: Srinivasan & Mason (1986), Marketing Science 5(2), 169-178; by Levenberg's and
    Marquardt's steps.
    """
    logs = start.copy()
    curve = expected(logs, counts.shape[1])
    left = ((counts - curve) ** 2).sum(axis=1)
    damping = np.full(len(logs), 1e-3)
    for _ in range(ROUNDS):
        step = _step(counts, logs, curve, damping)
        tried = np.clip(logs + step, SMALLEST, LARGEST)
        curve_there = expected(tried, counts.shape[1])
        left_there = ((counts - curve_there) ** 2).sum(axis=1)
        better = left_there < left
        logs[better], curve[better] = tried[better], curve_there[better]
        left = np.where(better, left_there, left)
        damping = np.clip(np.where(better, damping / 10, damping * 10), 1e-12, 1e8)
        if np.abs(step).max() < 1e-8:
            break
    return logs, left


def _step(counts: Array, logs: Array, curve: Array, damping: Array) -> Array:
    slope = slopes(logs, curve)
    square = np.einsum("fwi,fwj->fij", slope, slope)
    pull = np.einsum("fwi,fw->fi", slope, counts - curve)
    held = np.einsum("fii->fi", square) + 1e-12
    square += (damping[:, None] * held)[:, :, None] * np.eye(3)
    step: Array = np.clip(np.linalg.solve(square, pull[..., None])[..., 0], -1, 1)
    return step
