"""The arrays of this room by name."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

type Ints = NDArray[np.int64]
type Floats = NDArray[np.float64]
type Bools = NDArray[np.bool_]
type Nodes = NDArray[np.int32]


class Lines(NamedTuple):
    """The arcs of each person, one person after another.

    Attributes:
        people: a row each: first arc, arc after the last, sum of their lengths, and the length of
            each arc where all are alike, else 0 (one cache line instead of four).
        others: who stands at the other end of an arc.
        sums: the lengths of the person's arcs up to and with this one.
    """

    people: Floats
    others: Nodes
    sums: Floats


class Sets(NamedTuple):
    """Sets of people, one after another: set i is nodes[ends[i]:ends[i + 1]]."""

    ends: Ints
    nodes: Nodes


class Held(NamedTuple):
    """For each person the sets they are in: sets[first[person]:first[person + 1]]."""

    first: Ints
    sets: Nodes
