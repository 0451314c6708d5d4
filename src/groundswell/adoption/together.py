"""Numbers of one measure that hang together: what is withheld lest one gives another away."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.adoption.suppression import FEW, Withheld
from groundswell.adoption.wholes import Told, withhold

# Told elsewhere on the same day, so there is no use in withholding it here.
ELSEWHERE = "took_part"


def nested(told: Sequence[Told], names: Sequence[str]) -> list[Told]:
    """Steps of which each counts people of the one before: no difference of two is 1 to 4.

    Such a difference would tell of so few what they did, and what they did not: it is a number that
    nobody asked for. The later step is withheld, unless it is told elsewhere.
    """
    steps = [one for one in told if one.value.name in names]
    while (unsafe := _too_near(steps)) is not None:
        steps[unsafe] = withhold(steps[unsafe].value, Withheld.SUBTRACTION)
    safe = {one.value.name: one for one in steps}
    return [safe.get(one.value.name, one) for one in told]


def _too_near(steps: Sequence[Told]) -> int | None:
    """The place of a step that must not be told beside the one before it."""
    before, at = steps[0].value.denominator if steps else None, -1
    for place, one in enumerate(steps):
        here = one.value.numerator
        if one.withheld or here is None or before is None:
            continue
        if 1 <= before - here <= FEW:
            if one.value.name != ELSEWHERE:
                return place
            if at >= 0:
                return at
        before, at = here, place
    return None
