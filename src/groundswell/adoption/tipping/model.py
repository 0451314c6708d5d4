"""Who may move whom, and how likely: the arcs of a model of spread, ready for compiled code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike

from groundswell.adoption.tipping.compiling import compiled
from groundswell.adoption.tipping.kinds import Floats, Ints, Lines

CERTAIN = 40.0  # the hazard of an arc that always passes on: e^-40 is below what a float can tell
ROUND_OFF = 1e-9


@dataclass(frozen=True, eq=False)
class Model:
    """A model of spread among people 0, 1, …: every arc once, none to oneself.

    Attributes:
        people: how many there are, those without an arc too.
        sources, targets: source may move target.
        lengths: of each arc. Independent cascade: its hazard -log(1 - p). Linear threshold: its
            weight, of which everybody's arcs in sum to at most 1.
        walks: whether it is the linear threshold model.
    """

    people: int
    sources: Ints
    targets: Ints
    lengths: Floats
    walks: bool = False

    @cached_property
    def backward(self) -> Lines:
        """For each person, who may move them."""
        return _lines(self.people, self.targets, self.sources, self.lengths)

    @cached_property
    def forward(self) -> Lines:
        """For each person, whom they may move."""
        return _lines(self.people, self.sources, self.targets, self.lengths)


def weighted_cascade(people: int, sources: ArrayLike, targets: ArrayLike) -> Model:
    """Independent cascade in which each arc passes on with 1 / (arcs into its target).

    Parallel arcs count once, arcs to oneself never.

    Source: Kempe, Kleinberg, Tardos (2003), Maximizing the spread of influence, KDD, 137-146.
    """
    one, other = _checked(people, sources, targets)
    key = np.unique(other[one != other] * people + one[one != other])
    other, one = np.divmod(key, max(people, 1))
    into = np.bincount(other, minlength=people)
    return Model(people, one, other, _hazard(1.0 / into[other]))


def cascade(people: int, sources: ArrayLike, targets: ArrayLike, chances: ArrayLike) -> Model:
    """Independent cascade with a probability given for each arc; parallel arcs each try.

    Raises:
        ValueError: a probability is not between 0 and 1.
    """
    given = np.asarray(chances, np.float64)
    if not ((given >= 0) & (given <= 1)).all():
        raise ValueError("A probability lies between 0 and 1.")
    return Model(people, *_joined(people, sources, targets, _hazard(given)))


def linear_threshold(
    people: int, sources: ArrayLike, targets: ArrayLike, weights: ArrayLike
) -> Model:
    """Linear threshold: moved once the weights of those who are pass a random threshold.

    Raises:
        ValueError: a weight is negative, or those of the arcs into one person sum to more than 1.
    """
    given = np.asarray(weights, np.float64)
    if not (given >= 0).all():
        raise ValueError("A weight is 0 or more.")
    one, other, joined = _joined(people, sources, targets, given)
    if np.bincount(other, joined, minlength=1).max() > 1 + ROUND_OFF:
        raise ValueError("The weights of the arcs into one person sum to at most 1.")
    return Model(people, one, other, joined, walks=True)


def shared_weights(people: int, targets: ArrayLike, volumes: ArrayLike) -> Floats:
    """Weights for the linear threshold model: each arc's part of all that comes to its target."""
    other, given = np.asarray(targets, np.int64), np.asarray(volumes, np.float64)
    total = np.bincount(other, given, minlength=people)[other]
    return np.divide(given, total, out=np.zeros_like(given), where=total > 0)


def _checked(people: int, sources: ArrayLike, targets: ArrayLike) -> tuple[Ints, Ints]:
    one, other = np.asarray(sources, np.int64), np.asarray(targets, np.int64)
    if len(one) and not (0 <= min(one.min(), other.min()) <= max(one.max(), other.max()) < people):
        raise ValueError("An arc names somebody who is not among the people.")
    return one, other


def _joined(
    people: int, sources: ArrayLike, targets: ArrayLike, lengths: Floats
) -> tuple[Ints, Ints, Floats]:
    """Each arc once, parallel ones as long as all together; hazards and weights both add up."""
    one, other = _checked(people, sources, targets)
    kept = (one != other) & (lengths > 0)
    key, place = np.unique(other[kept] * people + one[kept], return_inverse=True)
    other, one = np.divmod(key, max(people, 1))
    return one, other, np.bincount(place, lengths[kept], minlength=len(key))


def _hazard(chances: Floats) -> Floats:
    certain = chances >= 1
    hazard = -np.log1p(-np.where(certain, 0.0, chances))
    return np.where(certain, CERTAIN, hazard)


def _lines(people: int, own: Ints, others: Ints, lengths: Floats) -> Lines:
    order = np.argsort(own, kind="stable")
    count = np.bincount(own, minlength=people)
    after = np.cumsum(count)
    first = after - count
    rows = np.column_stack((first, after, np.zeros(people), np.zeros(people)))
    sums = added(rows, lengths[order])
    return Lines(rows, others[order].astype(np.int32), sums)


@compiled
def added(rows: Floats, lengths: Floats) -> Floats:
    """The sums of lengths person by person; the total and a length that all share go into rows."""
    sums = np.empty(len(lengths))
    for row in rows:
        start, end = int(row[0]), int(row[1])
        total, alike = 0.0, True
        for arc in range(start, end):
            total += lengths[arc]
            sums[arc] = total
            alike = alike and lengths[arc] == lengths[start]
        if alike and start < end:
            # Products, as the way along the line is one: the last arc ends where the person's do.
            row[3] = lengths[start]
            for arc in range(start, end):
                sums[arc] = (arc - start + 1) * lengths[start]
            total = sums[end - 1]
        row[2] = total
    return sums
