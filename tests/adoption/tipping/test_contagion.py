"""Contagion is found where it is, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.adoption.tipping.contagion import Colleagues, TooFewBegin, scored

WEEKS, TEAMS, TEAM = 40, 120, 10


def company(seed: int, pull: float) -> Colleagues:
    """People in teams, who begin by themselves, and likelier once a fifth of the team has."""
    rng = np.random.default_rng(seed)
    people = TEAMS * TEAM
    manager = np.repeat(np.arange(TEAMS) * TEAM, TEAM)
    manager[::TEAM] = -1
    ready = rng.lognormal(0, 0.5, people)
    began = np.full(people, -1)
    for week in range(WEEKS):
        acts = began >= 0
        share = np.bincount(np.arange(people) // TEAM, acts, minlength=TEAMS) / TEAM
        rate = 0.006 * ready * (1 + pull * (share[np.arange(people) // TEAM] >= 0.2))
        began[~acts & (rng.random(people) < rate)] = week
    whole = np.zeros(people, dtype=np.int64)
    return Colleagues(began, whole, whole + WEEKS, whole, manager)


def test_contagion_is_found_where_it_was_planted():
    threshold, cascade = scored(company(1, pull=6.0), WEEKS)

    assert threshold.low > 1 and threshold.factor > 1.5
    assert cascade.times > 1


def test_where_people_begin_independently_nothing_is_found():
    found = [scored(company(seed, pull=0.0), WEEKS) for seed in range(20)]

    assert sum(threshold.low > 1 for threshold, _ in found) <= 1
    assert sum(cascade.low > 1 for _, cascade in found) <= 1


def test_of_few_who_begin_nothing_is_said():
    with pytest.raises(TooFewBegin):
        scored(company(1, pull=0.0), 2)
