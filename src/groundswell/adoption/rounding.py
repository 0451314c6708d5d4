"""How closely a number is told: no closer than it is known, so no count can be solved from it.

All decimals of an index, a median or a ratio name the counts that it was made of: there is often
one fraction alone that is just that number, and a median is the wait of one question. A share whose
numerator and denominator are told is theirs and hides nothing. Everything else is told to a
hundredth of its interval's width, or where it has none by its unit. Used by the gate.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from groundswell.adoption.measures.figures import Cell, Unit, Value

MOST = 3  # decimals of anything
BY_UNIT = {Unit.HOURS: 1, Unit.PEOPLE: 0, Unit.AT_LEAST: 0}
BY_NATURE = 2  # decimals of an index, a share, a ratio
OF_SERIES = 3


def number[Told: (Value, Cell)](told: Told, unit: Unit) -> Told:
    """A number, with its interval and its chance level, as closely as it is told."""
    places = decimals(unit, told.low, told.high)
    hides = unit is not Unit.SHARE or told.numerator is None or told.denominator is None
    return replace(
        told,
        value=_round(told.value, places) if hides else told.value,
        low=_round(told.low, places),
        high=_round(told.high, places),
        chance=_round(told.chance, places),
    )


def series(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """What a drawing needs more: no picture shows a thousandth, but whoever reads its points."""
    return [[_round(number, _of_drawing(number)) or 0 for number in row] for row in rows]


def decimals(unit: Unit, low: float | None, high: float | None) -> int:
    """How many decimals a number has, by the width of its interval or by its unit."""
    usual = BY_UNIT.get(unit, BY_NATURE)
    if low is None or high is None or not high > low or not math.isfinite(high - low):
        return usual
    supported = math.ceil(-math.log10(high - low)) + 1
    return min(max(supported, 0), usual if unit in BY_UNIT else MOST)


def _of_drawing(number: float) -> int:
    return OF_SERIES if abs(number) < 1 else 1


def _round(number: float | None, places: int) -> float | None:
    return number if number is None or isinstance(number, int) else round(number, places)
