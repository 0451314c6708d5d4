"""What is answered, and how soon: the first later act of the addressee back to the sender."""

from __future__ import annotations

import numpy as np

from groundswell.adoption.measures.structure.arcs import Floats, Ints

HOUR, DAY, WEEK = 3600.0, 86_400.0, 604_800.0


def seconds_to_reply(source: Ints, target: Ints, at: Floats) -> Floats:
    """Seconds from each row to the first strictly later one from its target to its source.

    Infinite where there is none. One row may answer several that wait.
    """
    people = int(max(source.max(), target.max())) + 1
    moments, when = np.unique(at, return_inverse=True)
    pairs, pair = np.unique(source * people + target, return_inverse=True)
    backward = np.searchsorted(pairs, target * people + source)
    has_back = pairs[np.minimum(backward, len(pairs) - 1)] == target * people + source
    # One sorted list of (pair, moment) holds all rows; the next of the way back is looked up in it.
    clocked = np.sort(pair * len(moments) + when)
    place = np.searchsorted(clocked, backward * len(moments) + when, side="right")
    following = clocked[np.minimum(place, len(clocked) - 1)]
    answered = has_back & (place < len(clocked)) & (following // len(moments) == backward)
    waited = np.full(len(at), np.inf)
    waited[answered] = moments[following[answered] % len(moments)] - at[answered]
    return waited
