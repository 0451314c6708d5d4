"""What is withheld of parts that add up to a whole: whether each could be another number.

Used by `privacy`, the gate.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from groundswell.adoption.measures.figures import Value
from groundswell.adoption.suppression import FEW, Withheld

type Spans = Sequence[tuple[int, int]]  # from a number to another, both included


def are_open(hidden: Sequence[tuple[Value, Withheld]], threshold: int) -> bool:
    """Whether each "1–4" may be each of the four, and each other part at least two numbers.

    For somebody who knows what is told: the sum of the hidden parts is the whole less the others,
    and "subtraction" says beside a "1–4" that it is none itself. Where nobody or everybody of all
    that is hidden is counted, the sum says so of each, and hiding more helps nobody. A part in
    which nobody stands can be no other number, and tells of nobody. Where those counted are those
    who stand behind it, "base" says that they are fewer than the threshold, and the other labels
    that they are not.
    """
    counted = [
        (value, label) for value, label in hidden if value.counts_people and value.denominator != 0
    ]
    numbers = [value.numerator or 0 for value, _ in counted]
    total = sum(numbers)
    if total in {0, sum(value.denominator or 0 for value, _ in counted)}:
        return True
    spans = [_spans(value, label, threshold) for value, label in counted]
    before = list(accumulate(spans, _sums, initial=1))
    after = list(accumulate(reversed(spans), _sums, initial=1))[::-1]
    return all(
        _possible(_joined(before[place], after[place + 1], total), one, total)
        >= (FEW if one == [(1, FEW)] else 2)
        for place, one in enumerate(spans)
    )


def _spans(value: Value, label: Withheld, threshold: int) -> Spans:
    most = value.denominator or 0
    if value.people == value.numerator and not value.is_rest and label is not Withheld.SMALL:
        few = min(most, threshold - 1)
        return [(0, few)] if label is Withheld.BASE else [(threshold, most)]
    if label is Withheld.BASE or value.is_rest:
        return [(0, most)]
    if label is Withheld.SMALL:
        return [(1, FEW)]
    return [(0, 0), (FEW + 1, most)]


def _sums(sums: int, spans: Spans) -> int:
    """Which sums are possible with one part more; bit n stands for n."""
    found = 0
    for low, high in spans:
        here, width = sums, 1
        while width <= high - low:
            step = min(width, high - low + 1 - width)
            here |= here << step
            width += step
        found |= here << low if high >= low else 0
    return found


def _joined(one: int, other: int, most: int) -> int:
    """Which sums of both are possible, up to the most."""
    found, number = 0, 0
    while one >> number and number <= most:
        if one >> number & 1:
            found |= other << number
        number += 1
    return found


def _possible(others: int, spans: Spans, total: int) -> int:
    """How many numbers a part may be, given the sums of the others."""
    numbers = {number for low, high in spans for number in range(low, min(high, total) + 1)}
    return sum(others >> (total - number) & 1 for number in numbers)
