"""Whether talk stays inside groups or crosses between them, beside what chance would give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.arcs import Arcs, Floats, Ints, Pairs

NO_GROUP = -1
PERMUTATIONS = 1000
LARGE, LARGE_PERMUTATIONS = 500_000, 500  # ties, and how often labels are shuffled from there on


@dataclass(frozen=True, slots=True)
class Index:
    """An E-I index beside its chance level: the same ties with the labels shuffled."""

    value: float
    chance_mean: float
    chance_sd: float
    permutations: int
    share_at_or_below: float


@dataclass(frozen=True, slots=True)
class Indices:
    """The index with each tie counted once, and with each tie counted by its volume."""

    ties: Index
    volume: Index


def ei_index(pairs: Pairs, group: Ints, *, by_volume: bool) -> float:
    """The E-I index: -1 when all talk stays inside groups, +1 when all crosses.

    Args:
        pairs: undirected ties, each once.
        group: group of each person, shape (people,), `NO_GROUP` for who has none; ties of those
            are left out.
        by_volume: count a tie by its weight, not once.
    Returns:
        (external - internal) / (external + internal), no unit, in [-1, 1].
    Raises:
        ValueError: no tie joins two people with a group, so the index is undefined (not zero).

    Source: Krackhardt & Stern (1988), Social Psychology Quarterly 51(2), 123-140.
    """
    known = _between_grouped(pairs, group)
    inside = group[known.low] == group[known.high]
    weight = known.weight if by_volume else np.ones(len(known))
    return _index(float(weight[inside].sum()), float(weight.sum()))


def ei_indices(pairs: Pairs, group: Ints, rng: np.random.Generator) -> Indices:
    """Both indices beside their chance level.

    Chance: the groups are dealt anew to the people who have a group and a tie to another such
    person; ties and sizes of groups stay. `share_at_or_below` is the share of deals whose index is
    not above the observed one.

    Raises:
        ValueError: as `ei_index`.
    """
    known = _between_grouped(pairs, group)
    dealt_to = np.unique(np.concatenate([known.low, known.high]))
    low, high = np.searchsorted(dealt_to, known.low), np.searchsorted(dealt_to, known.high)
    labels = _small(group[dealt_to])
    permutations = LARGE_PERMUTATIONS if len(known) >= LARGE else PERMUTATIONS
    # The first row is what was observed.
    inside = np.empty((permutations + 1, 2))
    for deal in inside:
        same = labels[low] == labels[high]
        deal[:] = np.count_nonzero(same), known.weight[same].sum()
        labels = rng.permutation(labels)
    wholes = len(known), float(known.weight.sum())
    ties, volume = (_beside_chance(inside[:, n], whole) for n, whole in enumerate(wholes))
    return Indices(ties, volume)


def cross_volume(arcs: Arcs, group: Ints, groups: int) -> Floats:
    """The directed volume from each group to each, shape (groups, groups)."""
    known = (group[arcs.source] != NO_GROUP) & (group[arcs.target] != NO_GROUP)
    cells = group[arcs.source[known]] * groups + group[arcs.target[known]]
    return np.bincount(cells, arcs.weight[known], groups * groups).reshape(groups, groups)


def observed_over_expected(volume: Floats) -> Floats:
    """Each cell of a table of volumes over what its row and column alone would lead one to expect.

    1 is as expected, above is more; not a number where a row or column is empty.
    M_ab · M / (M_a. · M_.b)
    """
    expected = np.outer(volume.sum(axis=1), volume.sum(axis=0))
    empty = expected == 0
    ratios: Floats = np.divide(
        volume * volume.sum(), expected, out=np.full_like(expected, np.nan), where=~empty
    )
    return ratios


def _between_grouped(pairs: Pairs, group: Ints) -> Pairs:
    known = (group[pairs.low] != NO_GROUP) & (group[pairs.high] != NO_GROUP)
    if not known.any():
        msg = "no tie joins two people with a group: the index is undefined"
        raise ValueError(msg)
    return Pairs(pairs.people, pairs.low[known], pairs.high[known], pairs.weight[known])


def _small(labels: Ints) -> Ints:
    # Half a billion look-ups of labels: they must stay in the processor's cache.
    return labels.astype(np.int16) if labels.max() < np.iinfo(np.int16).max else labels


def _index(inside: float, whole: float) -> float:
    return (whole - 2 * inside) / whole


def _beside_chance(inside: Floats, whole: float) -> Index:
    value, chance = _index(float(inside[0]), whole), 1 - 2 * inside[1:] / whole
    return Index(
        value,
        float(chance.mean()),
        float(chance.std(ddof=1)),
        len(chance),
        float((chance <= value + 1e-12).mean()),
    )
