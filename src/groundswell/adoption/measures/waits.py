"""How long questions wait, some of which are not answered yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from groundswell.adoption.measures.given import Asked

if TYPE_CHECKING:
    from groundswell.adoption.measures.survival import Band


def band_of(asked: Sequence[Asked]) -> Band | None:
    """The curve of waiting in working hours with its interval; None: nothing was answered."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    from groundswell.adoption.measures.survival import band  # noqa: PLC0415

    if not any(one.is_answered for one in asked):
        return None
    waited = np.array([one.waited for one in asked], dtype=np.float64)
    return band(waited, np.array([one.is_answered for one in asked], dtype=np.int64))
