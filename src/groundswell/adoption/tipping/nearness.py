"""How many are next to a few: what is sold as influence, and is the density of a log."""

from __future__ import annotations

from math import ceil

import numpy as np

from groundswell.adoption.tipping import covering
from groundswell.adoption.tipping.kinds import Sets
from groundswell.adoption.tipping.model import Model
from groundswell.adoption.tipping.samples import Samples
from groundswell.adoption.tipping.wishes import Wishes


def near(model: Model, part: float) -> tuple[tuple[int, ...], float]:
    """Who of so large a part of the people is next to most, and the share of people these are.

    Next to somebody is whoever has an arc to them or from them. Greedy choice reaches 82 to 98 %
    with 3 % of the people on any dense log, so say beside it how strong a tie has to be.
    """
    people = np.arange(model.people)
    one = np.concatenate((people, model.sources, model.targets))
    other = np.concatenate((people, model.targets, model.sources))
    key = np.unique(one * model.people + other)
    ends = np.searchsorted(key, np.arange(model.people + 1) * model.people)
    beside = Sets(ends, (key % max(model.people, 1)).astype(np.int32))
    held = covering.turned(beside, model.people)
    samples = Samples(model.people, beside, beside, held, 1.0)
    picked = samples.picked(Wishes(k=ceil(part * model.people)))
    share = int(picked.added.sum()) / model.people
    return tuple(picked.people.tolist()), share
