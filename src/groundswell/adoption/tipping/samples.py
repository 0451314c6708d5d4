"""Samples of who would have to adopt for a random person to adopt, kept to answer many wishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np

from groundswell.adoption.tipping import bounds, covering, parts, sampling
from groundswell.adoption.tipping.covering import Choosing
from groundswell.adoption.tipping.kinds import Bools, Held, Ints, Sets
from groundswell.adoption.tipping.model import Model
from groundswell.adoption.tipping.wishes import Wishes

FIRST_ROOM = 1 << 16  # places for people in sets, before more are needed
LOOKS = 8  # how often, while people are picked, the best possible choice is bounded
TEAMS = 64  # choices that are judged at once: bits of a number


@dataclass(frozen=True, slots=True, eq=False)
class Picked:
    """Who is picked, how many sets each of them added, and how many any choice covers at most."""

    people: Ints
    added: Ints
    best: float


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Who is chosen, and what that is worth by the samples.

    Attributes:
        people: in the order of picking.
        spread: expected people reached, themselves included; unbiased, because it is counted in
            sets that had no part in choosing.
        standard_error: of `spread`.
        at_least: people reached at least, but for a chance of `error`.
        best_at_most: people whom any choice that meets the same wishes reaches at most, but for
            the same chance.
    """

    people: tuple[int, ...]
    spread: float
    standard_error: float
    at_least: float
    best_at_most: float

    @property
    def guarantee(self) -> float:
        """The part of the best possible choice that this one reaches at least."""
        return self.at_least / self.best_at_most


@dataclass(frozen=True, slots=True)
class Price:
    """People who are reached less because of a wish: both choices judged by the same sets."""

    people: float
    standard_error: float
    share: float


@dataclass(frozen=True, slots=True)
class Chance:
    """People reached by as many who are picked at random: mean, and the middle 90 of 100."""

    mean: float
    low: float
    high: float


class Half:
    """Sets drawn one after another; the same, however many are asked for at a time."""

    def __init__(self, model: Model, seed: np.uint64) -> None:
        self._model, self._seed = model, seed
        self._seen = np.zeros(model.people, np.bool_)
        self._sets = Sets(np.zeros(1, np.int64), np.empty(FIRST_ROOM + model.people, np.int32))

    def first(self, count: int) -> Sets:
        """The first so many sets."""
        done = len(self._sets.ends) - 1
        ends = np.zeros(max(count, done) + 1, np.int64)
        ends[: done + 1] = self._sets.ends
        self._sets = Sets(ends, self._sets.nodes)
        while done < count:
            done = self._draw(done, count)
        return Sets(ends[: count + 1], self._sets.nodes[: ends[count]])

    def _draw(self, done: int, count: int) -> int:
        ends, nodes = self._sets
        if ends[done] > len(nodes) - self._model.people:
            larger = np.empty(2 * len(nodes), np.int32)
            larger[: ends[done]] = nodes[: ends[done]]
            self._sets = Sets(ends, larger)
        lines, walks = self._model.backward, self._model.walks
        return sampling.draw(lines, walks, self._seed, done, count, self._sets, self._seen)


@dataclass(frozen=True, slots=True, eq=False)
class Samples:
    """Two independent halves, one to choose by, one to judge what was chosen.

    Attributes:
        people: of the model.
        chosen_by, judged_by: the sets.
        held: for each person the sets of `chosen_by` they are in.
        error: the chance that one of the two bounds of a choice is wrong.
    """

    people: int
    chosen_by: Sets
    judged_by: Sets
    held: Held
    error: float

    def __len__(self) -> int:
        return len(self.chosen_by.ends) - 1

    def choice(self, wishes: Wishes) -> Choice:
        """The people whom greedy choice picks under these wishes."""
        return self.judged(self.picked(wishes))

    def picked(self, wishes: Wishes) -> Picked:
        """As `choice`, not judged yet."""
        now = self._begun(wishes)
        left = np.inf if wishes.budget is None else wishes.budget
        best, done, covered = wishes.most_added(now.adds), 0, 0
        for until in sorted({-(-look * len(now.picks) // LOOKS) for look in range(1, LOOKS + 1)}):
            done, left = covering.pick(self.chosen_by, self.held, now, left, done, until)
            covered = int(now.covered.sum())
            best = min(best, covered + wishes.most_added(now.adds))
        if wishes.promise:
            best = min(best, covered / wishes.promise)
        return self._or_one(Picked(now.picks[:done], now.added[:done], best), wishes)

    def bounded(self, picked: Picked, wishes: Wishes) -> Picked:
        """What is picked from everybody allowed, whatever their groups and costs, with the best
        bounded more closely; it takes longer than picking.
        """
        best = parts.at_most(self.chosen_by, picked.people, wishes.allowed(self.people))
        return replace(picked, best=min(best, picked.best))

    def _begun(self, wishes: Wishes) -> Choosing:
        group, room, owed = wishes.terms(self.people)
        may = wishes.allowed(self.people).copy()
        cost = np.ones(self.people) if wishes.cost is None else wishes.cost
        k = min(wishes.k, int(may.sum()))
        covered = np.zeros(len(self), np.bool_)
        picks, added = np.zeros(k, np.int64), np.zeros(k, np.int64)
        adds = np.diff(self.held.first)
        return Choosing(adds, covered, may, group, room, owed, cost, picks, added)

    def _or_one(self, picked: Picked, wishes: Wishes) -> Picked:
        """Where costs differ, one dear person may be worth more than many cheap ones."""
        if wishes.cost is None or wishes.budget is None:
            return picked
        may = wishes.allowed(self.people) & (wishes.cost <= wishes.budget)
        adds = np.where(may, np.diff(self.held.first), 0)
        one = np.argmax(adds)
        if adds[one] <= picked.added.sum():
            return picked
        return Picked(np.array([one]), adds[[one]], picked.best)

    def judged(self, picked: Picked) -> Choice:
        """What is picked, with its worth by the sets that had no part in it."""
        sets = len(self.judged_by.ends) - 1
        met = int(self.met_by([picked.people]).sum())
        share = met / sets
        return Choice(
            tuple(int(person) for person in picked.people),
            self.people * share,
            self.people * sqrt(share * (1 - share) / sets),
            self.people * bounds.at_least(met, sets, self.error / 2),
            self.people * bounds.at_most(picked.best, len(self), self.error / 2),
        )

    def met_by(self, choices: list[Ints]) -> Bools:
        """Which judging sets hold somebody of each choice, shape (sets, choices), 64 at most."""
        teams = np.zeros(self.people, np.uint64)
        for bit, chosen in enumerate(choices):
            teams[chosen] |= np.uint64(1) << np.uint64(bit)
        met = covering.met(self.judged_by, teams)
        return (met[:, None] >> np.arange(len(choices), dtype=np.uint64) & np.uint64(1)).astype(
            bool
        )

    def price(self, free: Choice, wished: Choice) -> Price:
        """How many people a wish costs against free choice."""
        met = self.met_by([np.array(free.people), np.array(wished.people)])
        lost = met[:, 0].astype(float) - met[:, 1]
        error = lost.std() / sqrt(len(lost))
        share = 1 - wished.spread / free.spread
        return Price(float(lost.mean() * self.people), float(error * self.people), share)

    def by_chance(self, k: int, *, seed: int = 0, among: Bools | None = None) -> Chance:
        """What as many people reach who are picked at random: the mean over every such choice, and
        where 64 draws lie."""
        draw = np.random.default_rng(seed)
        may = np.flatnonzero(Wishes(k=k, among=among).allowed(self.people))
        k = min(k, len(may))
        teams = [draw.choice(may, k, replace=False) for _ in range(TEAMS)]
        # Whatever the samples say, they reach themselves.
        spreads = np.maximum(self.met_by(teams).mean(axis=0) * self.people, k)
        low, high = np.percentile(spreads, (5, 95))
        mean = max(self.people * self._met_at_random(may, k), k)
        return Chance(float(mean), float(low), float(high))

    def _met_at_random(self, may: Ints, k: int) -> float:
        """The share of judging sets that hold one of k who are picked at random: in a set of which
        s may be picked nobody is with the chance C(n − s, k) / C(n, k)."""
        ends, nodes = self.judged_by
        may_be_picked = np.zeros(self.people, np.int64)
        may_be_picked[may] = 1
        # No set is empty: whoever is to be reached is in it.
        sets = np.bincount(np.add.reduceat(may_be_picked[nodes[: ends[-1]]], ends[:-1]))
        missed = np.ones(len(sets))
        for picked in range(k):
            left = np.maximum(len(may) - picked - np.arange(len(sets)), 0)
            missed *= left / (len(may) - picked)
        return 1 - float(missed @ sets) / float(sets.sum())
