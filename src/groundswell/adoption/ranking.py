"""Which cells could be withheld together, so that two kinds of people stand alike: in order.

Used by `suppression`. Sets of cells are bits, for there are many pairs of kinds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Bits = NDArray[np.uint64]

WORD = 64
MOST_PAIRS = 1_000_000  # of kinds; of larger companies fewer of those concerned are looked at

type Stands = Collection[tuple[int, ...]]  # for each breakdown the place of a cell, or -1


def ranked(
    mine: Stands, every: Stands, alone: Sequence[int], zeros: Sequence[int], cells: int
) -> Iterator[list[int]]:
    """The places of cells to withhold: alone, or all in which one of mine and another differ.

    First those with the fewest cells of which nobody takes part, then the fewest cells, then the
    first places. A withheld cell differs from none.
    """
    import numpy as np  # noqa: PLC0415 - the pages do without

    # The first place is the highest bit, so that what comes first is the largest number.
    bits = np.zeros((cells + 1, -(-cells // WORD)), dtype=np.uint64)
    for place in range(cells):
        bits[place, place // WORD] = 1 << (WORD - 1 - place % WORD)
    found = _distinct(np.concatenate([_differing(mine, every, bits), bits[[*alone]]]))
    of_nobody = np.bitwise_count(found & bits[[*zeros]].sum(axis=0, dtype=np.uint64)).sum(axis=1)
    size = np.bitwise_count(found).sum(axis=1)
    order = np.lexsort((*(~found[:, ::-1]).T, size, of_nobody))
    for one in order[size[order] > 0]:
        yield [*_places(found[one].tolist())]


def _differing(mine: Stands, every: Stands, bits: Bits) -> Bits:
    import numpy as np  # noqa: PLC0415

    others = np.array(sorted(every), dtype=np.int64)
    own = np.array(sorted(mine)[: 1 + MOST_PAIRS // len(others)], dtype=np.int64)
    found = []
    for one in own:
        cells = np.zeros((len(others), bits.shape[1]), dtype=np.uint64)
        for by, place in enumerate(one):
            differs = others[:, by] != place
            cells[differs] |= bits[place] | bits[others[differs, by]]
        found.append(_distinct(cells))
    return np.concatenate(found) if found else np.zeros((0, bits.shape[1]), dtype=np.uint64)


def _distinct(cells: Bits) -> Bits:
    import numpy as np  # noqa: PLC0415

    return np.unique(cells, axis=0) if cells.shape[1] > 1 else np.unique(cells)[:, None]


def _places(words: Sequence[int]) -> Iterator[int]:
    for number, word in enumerate(words):
        for place in range(WORD):
            if word >> (WORD - 1 - place) & 1:
                yield number * WORD + place
