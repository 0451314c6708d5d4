"""How long questions wait, some of which are not answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from groundswell.adoption.measures.figures import Unit, Value
from groundswell.adoption.measures.measure import later as _lazy

if TYPE_CHECKING:
    from groundswell.adoption.measures.survival import Band

type Wait = tuple[float, bool]  # working hours, and whether an answer ended it


def band_of(waits: Sequence[Wait]) -> Band | None:
    """The curve of waiting in working hours with its interval; None: nothing was answered."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.survival import band  # noqa: PLC0415

    if not any(is_answered for _, is_answered in waits):
        return None
    waited = np.array([hours for hours, _ in waits], dtype=np.float64)
    return band(waited, np.array([is_answered for _, is_answered in waits], dtype=np.int64))


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
