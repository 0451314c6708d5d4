"""Seeks the few people of a study who would carry the rest, and plays their spread through."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

import numpy as np

from groundswell.adoption.studies.sought import Bought, ByChance, Price, Seeds, Wished
from groundswell.adoption.studies.ties import NOBODY, Attribute, Ties
from groundswell.adoption.tipping import seeds, simulation
from groundswell.adoption.tipping.kinds import Floats
from groundswell.adoption.tipping.model import Model
from groundswell.adoption.tipping.samples import Choice
from groundswell.adoption.tipping.simulation import Reached
from groundswell.adoption.tipping.wishes import Wishes

SEED = 1
CASCADES, FEWEST, STEPS = 10_000, 500, 20_000_000  # fewer, where each reaches many


class Seeking:
    """Free choice, judged and played through; and what wishes about groups cost against it."""

    def __init__(self, ties: Ties, model: Model, k: int, *, ids: bool) -> None:
        self._ties, self._model, self._k, self._ids = ties, model, k, ids
        self._samples, self._free = seeds.near_optimal(model, k, seed=SEED, seen=seeds.SEEN_WELL)
        self._cascades = int(min(max(STEPS / self._free.spread, FEWEST), CASCADES))
        self._played = self._play(self._free.people)

    def seeds(
        self,
        name: str,
        *,
        one_per: Wished | None,
        at_most_per: Wished | None,
        within_budget: Bought | None,
    ) -> Seeds:
        """The section's figures."""
        chance = self._samples.by_chance(self._k, seed=SEED)
        turned_to = np.bincount(self._model.sources, minlength=self._ties.people)
        busiest = np.argsort(-turned_to, kind="stable")[: self._k].tolist()
        return Seeds(
            model=name,
            k=self._k,
            people=self._named(self._free),
            spread=self._played.mean,
            standard_error=self._played.standard_error,
            cascades=self._cascades,
            low=self._played.low,
            high=self._played.high,
            guarantee=self._free.guarantee,
            by_chance=ByChance(chance.mean, chance.low, chance.high),
            busiest=self._play(busiest).mean,
            one_per=one_per,
            at_most_per=at_most_per,
            within_budget=within_budget,
        )

    def one_per(self, column: str, groups: Attribute) -> Wished:
        """One of each group first, then whoever adds most."""
        wishes = Wishes(k=self._k, groups=groups.of, at_least=1)
        return self._wished(column, groups, 1, self._samples.choice(wishes))

    def at_most_per(self, column: str, groups: Attribute, most: int) -> Wished:
        """So many of each group at most, people without one being a group as well."""
        wishes = Wishes(k=self._k, groups=groups.of, at_most=most)
        return self._wished(column, groups, most, self._samples.choice(wishes))

    def within_budget(self, column: str, cost: Floats, budget: float) -> Bought:
        """Whoever adds most for what they cost, or the best single ones; so many at most."""
        choice = self._samples.choice(Wishes(k=self._k, cost=cost, budget=budget))
        played = self._play(choice.people)
        return Bought(
            column,
            budget,
            float(cost[list(choice.people)].sum()),
            len(choice.people),
            self._named(choice),
            played.mean,
            played.standard_error,
            self._price(played),
        )

    def _price(self, played: Reached) -> Price:
        lost = self._played.mean - played.mean
        error = hypot(self._played.standard_error, played.standard_error)
        return Price(lost, error, lost / self._played.mean)

    def _wished(self, column: str, groups: Attribute, per_group: int, choice: Choice) -> Wished:
        played = self._play(choice.people)
        return Wished(
            column,
            per_group,
            len(choice.people),
            self._named(choice),
            played.mean,
            played.standard_error,
            choice.guarantee,
            _groups(groups, choice),
            _groups(groups, self._free),
            self._price(played),
        )

    def _play(self, chosen: Sequence[int]) -> Reached:
        return simulation.reached(self._model, chosen, seed=SEED, cascades=self._cascades)

    def _named(self, choice: Choice) -> tuple[str, ...] | None:
        return tuple(self._ties.ids[person] for person in choice.people) if self._ids else None


def _groups(groups: Attribute, choice: Choice) -> int:
    of = groups.of[list(choice.people)]
    return len(np.unique(of[of != NOBODY]))
