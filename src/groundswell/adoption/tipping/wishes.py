"""What is asked of a choice of people: how many, among whom, from which groups, at what cost."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.adoption.tipping.bounds import GREEDY
from groundswell.adoption.tipping.kinds import Bools, Floats, Ints

NO_GROUP = -1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wishes:
    """What is asked of a choice.

    Attributes:
        k: how many people, at most where there is a budget.
        among: who may be picked; None: everybody.
        groups: the group of each person, from 0 on, or NO_GROUP.
        at_most: so many of one group, those without one counted as a group.
        at_least: so many of each group, or all who may be picked of a smaller one. They are picked
            first; those without a group are owed nothing.
        cost: of each person, above 0; it needs a budget.
        budget: what all together may cost.
    """

    k: int
    among: Bools | None = None
    groups: Ints | None = None
    at_most: int | None = None
    at_least: int = 0
    cost: Floats | None = None
    budget: float | None = None

    def __post_init__(self) -> None:
        if self.k < 1:
            raise ValueError("At least one person is picked.")
        if (self.at_most is not None or self.at_least) and self.groups is None:
            raise ValueError("Whoever asks for so many of each group says who is in which.")
        if (self.cost is None) != (self.budget is None):
            raise ValueError("Costs need a budget, and a budget costs.")
        if self.cost is not None and not (self.cost > 0).all():
            raise ValueError("A cost is above 0.")

    @property
    def promise(self) -> float:
        """The part of the best that greedy choice reaches whatever the samples are; 0: unknown.

        Source: Nemhauser, Wolsey, Fisher (1978), and Fisher, Nemhauser, Wolsey (1978),
        Mathematical Programming (Study) 14, 265-294, and 8, 73-87.
        """
        if self.cost is not None or self.at_least:
            return 0.0
        return GREEDY if self.groups is None or self.at_most is None else 0.5

    def allowed(self, people: int) -> Bools:
        """Who may be picked."""
        return np.ones(people, np.bool_) if self.among is None else self.among

    def terms(self, people: int) -> tuple[Ints, Ints, Ints]:
        """The group of each person, and how many each may and must get; the last is of no group.

        Raises:
            ValueError: the groups are owed more than they may get, or more than k together.
        """
        if self.groups is None:
            return np.zeros(people, np.int64), np.full(1, people), np.zeros(1, np.int64)
        count = int(self.groups.max(initial=NO_GROUP)) + 1
        group = np.where(self.groups < 0, count, self.groups)
        room = np.full(count + 1, people if self.at_most is None else self.at_most)
        there = np.bincount(group[self.allowed(people)], minlength=count + 1)
        owed = np.minimum(there, self.at_least)
        owed[count] = 0
        if (owed > room).any() or owed.sum() > self.k:
            raise ValueError("The groups are owed more people than they may get.")
        return group, room, owed

    def most_added(self, adds: Ints) -> float:
        """The most that people who meet the wishes add, were each as good beside the others.

        No choice adds more, because what several add together is at most what each adds alone.
        """
        allowed = self.allowed(len(adds))
        if self.cost is not None and self.budget is not None:
            return _within_budget(adds[allowed], self.cost[allowed], self.budget)
        if self.groups is None:
            return _best(adds[allowed], self.k)
        group, room, owed = self.terms(len(adds))
        return _within_groups(adds[allowed], group[allowed], room, owed, self.k)


def _best(adds: Ints, k: int) -> float:
    rest = len(adds) - k
    if 0 < rest < len(adds):
        adds = np.partition(adds, rest)
    return float(adds[max(rest, 0) :].sum())


def _within_groups(adds: Ints, group: Ints, room: Ints, owed: Ints, k: int) -> float:
    """What the groups are owed, by the best of each, and the best of those they may still get."""
    # One number for both, because plain numbers are sorted several times as fast.
    most = int(adds.max(initial=0)) + 1
    group, less = np.divmod(np.sort((group + 1) * most - 1 - adds), most)
    adds = most - 1 - less
    rank = np.arange(len(group)) - np.searchsorted(group, group)
    is_owed = rank < owed[group]
    more = adds[~is_owed & (rank < room[group])]
    return float(adds[is_owed].sum()) + _best(more, k - int(is_owed.sum()))


def _within_budget(adds: Ints, cost: Floats, budget: float) -> float:
    """As if a part of a person could be had: the most per cost first."""
    order = np.argsort(-adds / cost, kind="stable")
    spent = np.cumsum(cost[order])
    part = np.clip((budget - spent + cost[order]) / cost[order], 0, 1)
    return float((adds[order] * part).sum())
