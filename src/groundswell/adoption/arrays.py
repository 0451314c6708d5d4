"""Rows of the database as arrays: no Python between the rows and the mathematics."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from groundswell.adoption.measures.structure.arcs import Ints


def columns(rows: Sequence[tuple[int, ...]], count: int) -> Ints:
    """Rows of `count` whole numbers as so many columns."""
    import numpy as np  # noqa: PLC0415 - the pages do without

    values = np.fromiter(chain.from_iterable(rows), np.int64, count * len(rows))
    return values.reshape(-1, count).T


def places(known: Ints, wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where numbers stand among those known, which rise; and whether each is one of them."""
    import numpy as np  # noqa: PLC0415

    if not len(known):
        return np.zeros_like(wanted), np.zeros(wanted.shape, dtype=bool)
    found = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    return found, known[found] == wanted
