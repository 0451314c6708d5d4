"""How long questions wait, some of which are not answered yet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Unit, Value
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.survival import Band

LONGEST = 40.0  # working hours that are told step by step: five days of eight
STEPS, MOST_STEPS = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0), 10  # hours between two steps

type Wait = tuple[float, bool]  # working hours, and whether an answer ended it


def band_of(waits: Sequence[Wait]) -> Band | None:
    """The curve of waiting in working hours with its interval; None: nothing was answered."""
    if not any(is_answered for _, is_answered in waits):
        return None
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.survival import band  # noqa: PLC0415

    waited = np.array([hours for hours, _ in waits], dtype=np.float64)
    return band(waited, np.array([is_answered for _, is_answered in waits], dtype=np.int64))


def at_steps(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """A curve of any times at the few that are told; of these alone it makes the same again."""
    last = min(LONGEST, max((row[0] for row in rows), default=1.0))
    step = next((one for one in STEPS if last / one <= MOST_STEPS), STEPS[-1])
    known = [[0.0, 1.0, 1.0, 1.0], *rows]
    # Where all is answered outside of working hours nothing waits at any time but 0.
    hours = [step * number for number in range(max(1, math.ceil(last / step)) + 1)]
    return [[at, *[row for row in known if row[0] <= at][-1][1:]] for at in hours]


def half_within(
    found: Band | None, people: int, *, asked: int, answered: int | None = None
) -> Value:
    """By when half of what was asked has an answer, with its interval and so many people behind."""
    half, low, high = found.half() if found else (None, None, None)
    return Value(
        name="median",
        title=_lazy("Half are answered within"),
        unit=Unit.HOURS,
        value=half,
        low=low,
        high=high,
        numerator=answered,
        denominator=asked,
        people=people,
    )
