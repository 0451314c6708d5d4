"""How unequally what is said is spread over people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.measures.structure.arcs import Arcs, Floats

TOP_PERCENT, NEXT_PERCENT = 1, 9


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the whole, 0 to 1, that come from the top 1 %, the next 9 % and the rest."""

    top_1: float
    next_9: float
    rest: float


def sent(arcs: Arcs) -> Floats:
    """The volume that each person sent, zeros included, shape (people,)."""
    return np.bincount(arcs.source, arcs.weight, arcs.people)


def gini(amounts: Floats) -> float:
    """The Gini coefficient: 0 where all give the same, near 1 where one gives everything.

    Args:
        amounts: what each person gave, zeros included, shape (people,).
    Raises:
        ValueError: nobody gave anything, so it is undefined (not zero).

    Source: Gini (1912), Variabilità e mutabilità; 2 Σ i·x₍ᵢ₎ / (n Σ x) - (n + 1) / n.
    """
    whole = _whole(amounts)
    count = len(amounts)
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks * np.sort(amounts)).sum() / (count * whole) - (count + 1) / count)


def shares(amounts: Floats) -> Shares:
    """What the top 1 % of all people gave, the next 9 %, and the other 90 %; rounded up to people.

    Raises:
        ValueError: nobody gave anything.

    Source: Nielsen (2006), The 90-9-1 rule for participation inequality.
    """
    whole = _whole(amounts)
    falling = np.sort(amounts)[::-1]
    first = _part(len(amounts), TOP_PERCENT)
    second = _part(len(amounts), TOP_PERCENT + NEXT_PERCENT)
    top, following = falling[:first].sum() / whole, falling[first:second].sum() / whole
    return Shares(float(top), float(following), float(falling[second:].sum() / whole))


def _whole(amounts: Floats) -> float:
    whole = float(amounts.sum())
    if whole <= 0:
        msg = "nobody gave anything: the concentration of nothing is undefined"
        raise ValueError(msg)
    return whole


def _part(people: int, percent: int) -> int:
    return -(-people * percent // 100)
